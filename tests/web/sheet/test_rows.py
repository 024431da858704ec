"""What a row knows of its segment."""

import pytest

from desk.domain.provenance import Origin
from desk.domain.term import Form, FormStatus, Term
from desk.glossary.matcher import Glossary
from desk.models import Translation, Unit
from desk.web.sheet.rows import Row, Sheet, Status
from tests import factories
from tests.web.conftest import WebDesk

KREMLIN = Term(
    "kremlin",
    {
        "vi": (Form("Điện Kremlin"),),
        "en": (Form("the Kremlin"), Form("Moscow", FormStatus.ADMITTED), Form("Red Square", FormStatus.FORBIDDEN)),
    },
)


def statuses(home: factories.House, translation: Translation) -> list[Status]:
    return [row.status for row in Sheet(home.session, home.translator, translation, home.glossary).rows()]


class TestStatus:
    def test_it_follows_a_segment_from_waiting_to_confirmed(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.translation_of(home, factories.story(home))
            assert statuses(home, translation) == [Status.WAITING] * 4

            factories.draft_all(home.session, translation)
            home.translations(home.translator).claim(translation.id)
            units = home.units(translation)
            home.editing(home.translator).save(units[1].id, "Three people were hurt.", units[1].version)
            home.editing(home.translator).confirm(units[2].id, units[2].text, units[2].version)
            home.editing(home.translator).omit(units[3].id, "Said before.")

            assert statuses(home, translation) == [Status.DRAFT, Status.EDITED, Status.CONFIRMED, Status.OMITTED]

    def test_a_text_of_the_memory_is_no_machine_s(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.drafted(home)
            home.units(translation)[1].origin = Origin.MEMORY

            assert statuses(home, translation)[:2] == [Status.DRAFT, Status.MEMORY]

    def test_it_is_stale_where_the_source_changed_since(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.edited(home)
            home.units(translation)[0].confirmed_source = "another source"

            assert statuses(home, translation)[0] is Status.STALE


class TestUndrafted:
    NO_ENGINE = "No engine serves this pair."

    def test_a_reason_that_most_share_is_told_once(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.drafted(home)
            units = home.units(translation)
            for unit in units[:3]:
                unit.text, unit.draft_error = "", self.NO_ENGINE

            sheet = Sheet(home.session, home.translator, translation, home.glossary)

            assert sheet.undrafted == self.NO_ENGINE
            assert [(row.failure, row.status) for row in sheet.rows()[:3]] == [("", Status.EMPTY)] * 3

    def test_a_segment_that_failed_for_itself_says_so_itself(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.drafted(home)
            units = home.units(translation)
            units[1].text, units[1].draft_error = "", "It went round in circles."
            units[2].text, units[2].draft_error = "", self.NO_ENGINE

            sheet = Sheet(home.session, home.translator, translation, home.glossary)

            assert sheet.undrafted == ""
            assert [row.failure for row in sheet.rows()] == ["", "It went round in circles.", self.NO_ENGINE, ""]
            assert sheet.rows()[1].status is Status.FAILED


class TestTerms:
    def written(self, desk: WebDesk, source: str, text: str) -> Row:
        """The row of a sentence for which a translator wrote a text."""
        with desk.work() as home:
            translation = factories.drafted(home, source)
            home.translations(home.translator).claim(translation.id)
            unit: Unit = home.units(translation)[1]
            home.editing(home.translator).save(unit.id, text, unit.version)
            return Sheet(home.session, home.translator, translation, Glossary([KREMLIN])).rows([unit.id])[0]

    @pytest.mark.parametrize(
        ("text", "target", "status"),
        [
            ("the Kremlin is silent", "the Kremlin", "kept"),
            ("Moscow is silent", "Moscow", "kept"),
            ("They are silent", "the Kremlin", "missed"),
            ("Red Square is silent", "the Kremlin", "missed"),
            ("", "the Kremlin", ""),
        ],
    )
    def test_it_tells_whether_a_written_text_has_the_term(
        self, desk: WebDesk, text: str, target: str, status: str
    ) -> None:
        row = self.written(desk, "Điện Kremlin im lặng.", text)

        assert [(chip.source, chip.target, chip.status) for chip in row.terms] == [("Điện Kremlin", target, status)]
        assert [chip.form for chip in row.terms] == ["the Kremlin"]

    def test_it_marks_every_place_and_tells_of_it_once(self, desk: WebDesk) -> None:
        row = self.written(
            desk, "Điện Kremlin nói Điện Kremlin im lặng.", "Moscow says the Kremlin, the Kremlin is silent."
        )

        assert [piece.text for piece in row.source_pieces if piece.fared] == ["Điện Kremlin", "Điện Kremlin"]
        assert [chip.target for chip in row.terms if not chip.repeats] == ["Moscow"]
        assert len([kind for _, _, kind in row.spots if kind == "term-kept"]) == 2

    def test_it_marks_the_term_in_the_source(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.drafted(home, "Điện Kremlin im lặng.")

            row = Sheet(home.session, home.translator, translation, Glossary([KREMLIN])).rows()[1]

        assert [piece.text for piece in row.source_pieces if piece.term] == ["Điện Kremlin"]
