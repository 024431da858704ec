"""Terms and alternatives in the rows of the editor's page, and what its script is told of them."""

from typing import Any

import pytest
from sqlalchemy import select

from desk.domain.draft import DraftKind
from desk.domain.term import Form, Term
from desk.glossary.matcher import Glossary
from desk.models import Draft, Translation, Unit
from desk.services.jobs import Jobs
from tests import factories
from tests.web.conftest import Visitor, WebDesk

SOURCE = "Điện Kremlin im lặng, Điện Kremlin nói."
DRAFT = "The Kremlin is silent, they say."
KREMLIN = Term("kremlin", {"vi": (Form("Điện Kremlin"),), "en": (Form("Kremlin", article="the"),)})
RECORDS = [
    {
        "term": "kremlin",
        "form": "Kremlin",
        "status": "repaired",
        "source_span": [0, 12],
        "target_span": [4, 11],
        "repair": "attention",
        "written": [0, 11],
        "was": "The castle of “Moscow”",
    },
    {"term": "kremlin", "form": "Kremlin", "status": "missed", "source_span": [22, 34], "target_span": None},
]


@pytest.fixture
def made(desk: WebDesk) -> Translation:
    """A translation with a draft in which one occurrence was put right by attention and one is missing."""
    vars(desk.wiring)["file_glossary"] = Glossary([KREMLIN])
    with desk.work() as home:
        translation = factories.drafted(home, SOURCE)
        home.translations(home.translator).claim(translation.id)
        unit = home.units(translation)[1]
        _store(home, unit, DraftKind.TERMS, DRAFT, RECORDS, translation.draft_round + 1)
        unit.text = unit.logged_text = DRAFT
        return translation


def _store(
    home: factories.House, unit: Unit, kind: DraftKind, text: str, records: list[dict[str, Any]], round: int
) -> None:
    assert unit.draft is not None
    draft = Draft(
        unit_id=unit.id,
        revision_id=unit.draft.revision_id,
        round=round,
        kind=kind,
        engine="quiet",
        model="quiet",
        model_version="1",
        source_fingerprint=unit.draft.source_fingerprint,
        text=text,
        terms=records,
    )
    home.session.add(draft)
    home.session.flush()
    if kind is DraftKind.TERMS:
        unit.draft_id = draft.id


def unit_of(desk: WebDesk, translation: Translation) -> Unit:
    with desk.wiring.database.session() as session:
        return session.scalars(select(Unit).where(Unit.translation_id == translation.id, Unit.position == 1)).one()


def address(unit: Unit, act: str) -> str:
    return f"/translations/{unit.translation_id}/units/{unit.id}/{act}"


def page(desk: WebDesk, visitor: Visitor, translation: Translation) -> str:
    return visitor.get(f"/translations/{translation.id}").text


class TestTerms:
    def test_each_occurrence_shows_how_it_fared(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        shown = page(desk, translator, made)

        assert shown.count("put right in the draft") == 1
        assert shown.count("missing in the draft") == 1

    def test_both_texts_are_marked(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        shown = page(desk, translator, made)

        assert 'term-in-repaired" title="Kremlin">Điện Kremlin</mark>' in shown
        assert 'term-in-missed" title="Kremlin">Điện Kremlin</mark>' in shown
        assert "[4, 11, &#34;term-repaired&#34;]" in shown

    def test_a_repair_shows_what_stood_there_and_can_be_taken_back(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        shown = page(desk, translator, made)

        assert "The castle of “Moscow”</del>" in shown
        assert 'data-does="put-back" data-start="0" data-was="The Kremlin" data-text="The castle of “Moscow”"' in shown

    def test_once_it_was_written_in_the_text_itself_counts(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        with desk.work() as home:
            unit = home.units(made)[1]
            home.editing(home.translator).save(unit.id, "The Kremlin keeps silent.", unit.version)

        shown = page(desk, translator, made)

        assert "put-back" not in shown
        assert shown.count("kept in the draft") == 1


class TestAlternative:
    def test_it_is_offered_to_whoever_writes(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        assert 'data-does="decode-again"' in page(desk, translator, made)
        assert 'data-does="decode-again"' not in page(desk, editor, made)

    def test_asking_shows_that_it_is_under_way(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        unit = unit_of(desk, made)

        answer = translator.post(address(unit, "alternative"), status=200).json

        assert answer["result"] == "saved"
        assert "data-alternative-waits" in answer["units"][unit.id]["side"]

    def test_looking_shows_it_once_it_is_there(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        unit = unit_of(desk, made)
        with desk.work() as home:
            _store(home, home.units(made)[1], DraftKind.ALTERNATIVE, "The Kremlin <b>stays</b> silent.", [], 1)

        answer = translator.get(address(unit, "alternative")).json

        assert "The Kremlin &lt;b&gt;stays&lt;/b&gt; silent." in answer["units"][unit.id]["side"]
        assert 'data-does="take"' in answer["units"][unit.id]["side"]

    def test_one_that_failed_says_why(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        unit = unit_of(desk, made)
        translator.post(address(unit, "alternative"), status=200)
        with desk.work() as home:
            job = Jobs(home.session).claim("worker", 60)
            while job is not None and job.kind != "alternative":
                job = Jobs(home.session).claim("worker", 60)
            assert job is not None
            Jobs(home.session).fail(job.id, "worker", "Nothing shows where the term belongs.")

        answer = translator.get(address(unit, "alternative")).json

        assert "Nothing shows where the term belongs." in answer["units"][unit.id]["side"]

    def test_taking_it_replaces_the_text(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        with desk.work() as home:
            _store(home, home.units(made)[1], DraftKind.ALTERNATIVE, "The Kremlin stays silent.", [], 1)
        unit = unit_of(desk, made)

        answer = translator.post(address(unit, "alternative/take"), {"version": unit.version}, status=200).json

        assert (answer["result"], answer["text"]) == ("saved", "The Kremlin stays silent.")
        assert unit_of(desk, made).text == "The Kremlin stays silent."

    def test_one_that_reads_the_same_is_not_offered(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        with desk.work() as home:
            _store(home, home.units(made)[1], DraftKind.ALTERNATIVE, DRAFT, [], 1)
        unit = unit_of(desk, made)

        answer = translator.get(address(unit, "alternative")).json

        assert "reads the same" in answer["units"][unit.id]["side"]
        assert 'data-does="take"' not in answer["units"][unit.id]["side"]

    def test_taking_it_upon_an_old_version_keeps_both(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        with desk.work() as home:
            unit = home.units(made)[1]
            _store(home, unit, DraftKind.ALTERNATIVE, "The Kremlin stays silent.", [], 1)
            home.editing(home.translator).save(unit.id, "Mine.", unit.version)
        unit = unit_of(desk, made)

        answer = translator.post(address(unit, "alternative/take"), {"version": unit.version - 1}, status=409).json

        assert (answer["text"], answer["mine"]) == ("Mine.", "The Kremlin stays silent.")

    @pytest.mark.parametrize("version", ["", "x", "-1"])
    def test_a_version_has_to_be_one(self, desk: WebDesk, translator: Visitor, made: Translation, version: str) -> None:
        unit = unit_of(desk, made)

        answer = translator.post(address(unit, "alternative/take"), {"version": version}, status=422).json

        assert answer["result"] == "refused"

    def test_nobody_else_may(self, desk: WebDesk, made: Translation) -> None:
        from desk.domain.workflow import Role

        unit = unit_of(desk, made)
        other = desk.visitor(desk.person("tom", Role.TRANSLATOR))

        assert other.post(address(unit, "alternative"), status=403).json["result"] == "refused"
