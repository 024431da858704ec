"""A translation beside its drafts, and beside its last review."""

import pytest

from desk.domain.errors import NotFound
from desk.services.added_units import AddedUnits
from desk.services.comparing import Base, compared, since_review
from tests import factories
from tests.factories import House
from tests.services.test_reviewed_texts import send_back


class TestCompared:
    def test_drafts_are_what_the_texts_began_with(self, home: House) -> None:
        made = factories.submitted(home)

        found = compared(home.session, made, home.units(made), Base.DRAFT)

        assert found.units[1].before == "[en] Hà Nội mưa lớn."
        assert all(one.changed for one in found.units)

    def test_since_the_last_review_only_what_was_mended_is_changed(self, home: House) -> None:
        made = factories.submitted(home)
        send_back(home, made, 1, 2)
        unit = home.units(made)[2]
        home.editing(home.translator).confirm(unit.id, "Sentence gamma in brief.", unit.version)

        found = compared(home.session, made, home.units(made), Base.LAST_REVIEW)

        assert [one.changed for one in found.units] == [False, False, True, False]

    def test_what_was_added_since_is_changed(self, home: House) -> None:
        made = factories.submitted(home)
        send_back(home, made, 1)

        AddedUnits(home.session, home.translator).add(home.units(made)[1].id, "It rained for days.")

        found = compared(home.session, made, home.units(made), Base.LAST_REVIEW)
        assert [one.before is None for one in found.units] == [False, False, True, False, False]
        assert found.units[2].changed

    def test_what_was_taken_out_since_is_counted(self, home: House) -> None:
        made = factories.edited(home)
        adding = AddedUnits(home.session, home.translator)
        added = adding.add(home.units(made)[1].id, "It rained for days.")
        home.editing(home.translator).confirm(added.id, added.text, added.version)
        home.translations(home.translator).submit(made.id)
        send_back(home, made, 1)

        adding.remove(added.id)
        adding.remove(adding.add(home.units(made)[1].id, "Never seen by the editor.").id)

        assert compared(home.session, made, home.units(made), Base.LAST_REVIEW).gone == 1

    def test_without_a_review_there_is_nothing_to_compare_with(self, home: House) -> None:
        made = factories.submitted(home)

        assert since_review(home.session, made, home.units(made)) is None
        with pytest.raises(NotFound):
            compared(home.session, made, home.units(made), Base.LAST_REVIEW)
