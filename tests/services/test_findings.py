"""Findings follow the text: new ones come, mended ones go, and what was said of them holds until the text changes."""

import pytest

from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.finding import FindingState, Level
from desk.domain.workflow import Role
from desk.models import FindingRow, Translation
from desk.services.findings import FindingView, open_findings
from tests import factories
from tests.factories import House

DOUBLED = "The the rain fell on Hanoi."


@pytest.fixture
def held(home: House) -> Translation:
    return factories.edited(home)


def write(home: House, translation: Translation, number: int, text: str) -> list[FindingView]:
    unit = home.units(translation)[number]
    home.editing(home.translator).save(unit.id, text, unit.version)
    return home.findings(home.translator).check(translation, {unit.id})


class TestChecking:
    def test_a_finding_goes_when_its_text_is_mended_and_its_row_stays(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, DOUBLED)
        assert (found.check, found.state, found.level) == ("repeated_words", FindingState.OPEN, Level.WARN)

        assert write(home, held, 1, "The rain fell on Hanoi.") == []

        assert home.session.get_one(FindingRow, found.id).fixed_at is not None

    def test_checking_twice_finds_it_once(self, home: House, held: Translation) -> None:
        (first,) = write(home, held, 1, DOUBLED)

        (second,) = home.findings(home.translator).check(held)

        assert first.id == second.id

    def test_a_change_of_one_segment_leaves_the_findings_of_others(self, home: House, held: Translation) -> None:
        write(home, held, 1, DOUBLED)

        found = write(home, held, 2, "Somebody somebody was hurt.")

        assert len(found) == 2

    def test_looking_at_what_changed_finds_what_looking_at_all_finds(self, home: House, held: Translation) -> None:
        title = home.units(held)[0].text
        for number, text in ((1, DOUBLED), (2, title), (1, "It rained, especially"), (2, "")):
            piecewise = write(home, held, number, text)

            assert piecewise == home.findings(home.translator).check(held)


class TestSettingAside:
    def test_a_dismissal_holds_until_the_text_changes(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, DOUBLED)
        home.findings(home.translator).dismiss(found.id, "It is a title.")
        assert open_findings(home.session, held) == []

        (again,) = write(home, held, 1, DOUBLED + " Hard.")

        assert again.state is FindingState.OPEN

    def test_it_comes_back_with_the_text_it_spoke_of(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, DOUBLED)
        home.findings(home.translator).dismiss(found.id, "It is a title.")
        write(home, held, 1, "Another text.")

        (again,) = write(home, held, 1, DOUBLED)

        assert (again.state, again.reason) == (FindingState.DISMISSED, "It is a title.")

    def test_it_needs_a_reason(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, DOUBLED)

        with pytest.raises(Invalid, match="why"):
            home.findings(home.translator).dismiss(found.id, "  ")

    def test_a_translator_contests_a_block_and_cannot_dismiss_it(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, "It rained, especially")

        with pytest.raises(Forbidden):
            home.findings(home.translator).dismiss(found.id, "Leave it.")
        home.findings(home.translator).contest(found.id, "The source stops here too.")

        assert [one.state for one in open_findings(home.session, held)] == [FindingState.CONTESTED]

    def test_only_an_editor_accepts_a_contest(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, "It rained, especially")
        home.findings(home.translator).contest(found.id, "The source stops here too.")

        with pytest.raises(Forbidden):
            home.findings(home.translator).accept(found.id, "Fine.")
        home.findings(home.editor).accept(found.id, "So it does.")

        assert open_findings(home.session, held) == []

    def test_nobody_accepts_their_own_contest(self, home: House) -> None:
        both = factories.person(home.session, home.desk, "both", Role.TRANSLATOR, Role.EDITOR)
        translation = factories.drafted(home)
        home.translations(both).claim(translation.id)
        unit = home.units(translation)[1]
        home.editing(both).save(unit.id, "It rained, especially", unit.version)
        (found,) = home.findings(both).check(translation, {unit.id})
        home.findings(both).contest(found.id, "The source stops here too.")

        with pytest.raises(Forbidden, match="another editor"):
            home.findings(both).accept(found.id, "Fine.")
        home.findings(home.editor).accept(found.id, "So it does.")

    def test_an_empty_target_can_only_be_mended(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, "")
        assert found.check == "empty_target"

        for say in (home.findings(home.translator).contest, home.findings(home.editor).accept):
            with pytest.raises(Forbidden, match="fixed"):
                say(found.id, "Leave it.")

    def test_a_finding_that_is_gone_takes_no_word(self, home: House, held: Translation) -> None:
        (found,) = write(home, held, 1, DOUBLED)
        write(home, held, 1, "The rain fell.")

        with pytest.raises(Conflict, match="changed"):
            home.findings(home.translator).dismiss(found.id, "It is a title.")
