"""A sentence of context that has no source: part of the text like any other, and never mistaken for a translation."""

import pytest

from desk.domain.cleaning import RemovalReason
from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.provenance import Origin
from desk.domain.workflow import State
from desk.models import Edit, MemoryEntry, Translation, Unit
from desk.services.added_units import AddedUnits
from desk.services.findings import findings_of
from desk.services.misprints import Misprints
from tests import factories
from tests.factories import House

CONTEXT = "The hall holds 6,200 people."


def texts(home: House, translation: Translation) -> list[str]:
    return [unit.text for unit in home.units(translation)]


def add(home: House, translation: Translation, number: int = 1, text: str = CONTEXT) -> Unit:
    return AddedUnits(home.session, home.translator).add(home.units(translation)[number].id, text)


class TestAdding:
    def test_it_stands_behind_its_sentence(self, home: House) -> None:
        translation = factories.edited(home)
        before = texts(home, translation)

        add(home, translation)

        assert texts(home, translation) == [*before[:2], CONTEXT, *before[2:]]
        assert [unit.position for unit in home.units(translation)] == list(range(len(before) + 1))

    def test_it_is_a_persons_and_has_an_edit(self, home: House) -> None:
        unit = add(home, factories.edited(home))

        edit = home.session.query(Edit).filter_by(unit_id=unit.id).one()
        assert (unit.origin, unit.author_id, unit.sources) == (Origin.HUMAN, home.translator.person_id, [])
        assert (edit.before, edit.after, edit.reason) == ("", CONTEXT, "added")

    def test_no_check_misses_a_source_in_it(self, home: House) -> None:
        translation = factories.edited(home)
        unit = add(home, translation)

        home.findings(home.translator).check(translation)

        assert [one.check for one in findings_of(home.session, translation) if one.unit_id == unit.id] == []

    def test_it_goes_the_whole_way_and_stays_out_of_the_memory(self, home: House) -> None:
        translation = factories.edited(home)
        unit = add(home, translation)
        home.editing(home.translator).confirm(unit.id, CONTEXT, unit.version)

        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)
        home.publishing(home.editor).publish(translation.id)

        assert translation.state is State.PUBLISHED
        assert home.session.query(MemoryEntry).filter_by(target=CONTEXT).count() == 0

    def test_it_stays_in_its_place_when_the_source_changes(self, home: House) -> None:
        translation = factories.edited(home)
        add(home, translation)

        revision = Misprints(home.session, home.translator).correct(
            home.units(translation)[3].id, "Bốn người bị thương."
        )
        home.session.expire_all()

        assert revision.reason == RemovalReason.MISPRINT
        assert texts(home, translation)[2] == CONTEXT

    @pytest.mark.parametrize(("number", "text"), [(1, "  "), (0, CONTEXT)])
    def test_it_is_refused_empty_and_behind_a_headline(self, home: House, number: int, text: str) -> None:
        translation = factories.edited(home)

        with pytest.raises(Invalid):
            add(home, translation, number, text)

        assert len(home.units(translation)) == 4

    def test_nobody_else_adds_to_a_held_text(self, home: House) -> None:
        translation = factories.drafted(home)

        with pytest.raises(Forbidden):
            add(home, translation)


class TestTakingOut:
    def test_it_is_gone_and_its_edits_are_kept(self, home: House) -> None:
        translation = factories.edited(home)
        before = texts(home, translation)
        unit = add(home, translation)

        AddedUnits(home.session, home.translator).remove(unit.id)

        assert texts(home, translation) == before
        assert [one.position for one in home.units(translation)] == list(range(len(before)))
        assert [one.after for one in home.session.query(Edit).filter_by(unit_id=unit.id).order_by(Edit.id)] == [
            CONTEXT,
            "",
        ]

    def test_what_has_a_source_is_not_taken_out(self, home: House) -> None:
        translation = factories.edited(home)

        with pytest.raises(Conflict):
            AddedUnits(home.session, home.translator).remove(home.units(translation)[1].id)
