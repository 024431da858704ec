"""What a row knows of its segment."""

import pytest

from desk.domain.term import Form, FormStatus, Term
from desk.glossary.matcher import Glossary
from desk.models import Translation, Unit
from desk.web.sheet.rows import Sheet, Status
from tests import factories
from tests.web.conftest import WebDesk

KREMLIN = Term(
    "kremlin", {"vi": (Form("Điện Kremlin"),), "en": (Form("the Kremlin"), Form("Moscow", FormStatus.ADMITTED))}
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

    def test_it_is_stale_where_the_source_changed_since(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.edited(home)
            home.units(translation)[0].confirmed_source = "another source"

            assert statuses(home, translation)[0] is Status.STALE


class TestTerms:
    @pytest.mark.parametrize(
        ("written", "status"),
        [("the Kremlin is silent", "kept"), ("Moscow is silent", "kept"), ("They are silent", "missed"), ("", "")],
    )
    def test_it_tells_whether_a_written_text_has_the_term(self, desk: WebDesk, written: str, status: str) -> None:
        with desk.work() as home:
            translation = factories.drafted(home, "Điện Kremlin im lặng.")
            home.translations(home.translator).claim(translation.id)
            unit: Unit = home.units(translation)[1]
            home.editing(home.translator).save(unit.id, written, unit.version)

            row = Sheet(home.session, home.translator, translation, Glossary([KREMLIN])).rows([unit.id])[0]

        assert [(chip.source, chip.target, chip.status) for chip in row.terms] == [
            ("Điện Kremlin", "the Kremlin", status)
        ]

    def test_it_marks_the_term_in_the_source(self, desk: WebDesk) -> None:
        with desk.work() as home:
            translation = factories.drafted(home, "Điện Kremlin im lặng.")

            row = Sheet(home.session, home.translator, translation, Glossary([KREMLIN])).rows()[1]

        assert [piece.text for piece in row.source_pieces if piece.term] == ["Điện Kremlin"]
