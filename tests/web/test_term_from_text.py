"""A term from what is selected while editing."""

from typing import Any

from desk.domain.term import Form, FormStatus, Term, TermState
from desk.services.glossary_terms import Terms, term_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk
from tests.web.test_glossary import keep, stored

SENTENCE = "Điện Kremlin từ chối bình luận."


def segment(desk: WebDesk, text: str = "The Kremlin declined to comment.") -> tuple[str, str]:
    """A translation that the translator holds, and a segment of it that names the Kremlin."""
    with desk.work() as home:
        made = factories.drafted(home, SENTENCE)
        home.translations(home.translator).claim(made.id)
        unit = home.units(made)[1]
        home.editing(home.translator).confirm(unit.id, text, unit.version)
    return made.id, unit.id


def add(visitor: Visitor, translation: str, status: int = 200, **fields: object) -> dict[str, Any]:
    if not visitor.token:
        visitor._take_token()
    headers = {"X-CSRFToken": visitor.token}
    answer = visitor.client.post(f"/translations/{translation}/terms", json=fields, headers=headers)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json or {}
    return found


class TestAdding:
    def test_it_proposes_with_the_sentences_as_examples(self, desk: WebDesk, translator: Visitor) -> None:
        translation, unit = segment(desk)

        answer = add(
            translator,
            translation,
            unit=unit,
            source="Điện Kremlin",
            target="the Kremlin",
            forbidden="Kremli",
            note="It.",
        )

        row = stored(desk, "the-kremlin")
        assert answer == {"result": "saved", "said": "Term proposed", "address": f"/glossary/{row.id}"}
        assert row.state is TermState.PROPOSED
        term = term_of(row)
        assert term.forms["vi"] == (Form("Điện Kremlin"),)
        assert term.forms["en"] == (Form("Kremlin", article="the"), Form("Kremli", FormStatus.FORBIDDEN))
        assert term.examples == {"vi": (SENTENCE,), "en": ("The Kremlin declined to comment.",)}

    def test_it_keeps_no_example_that_lacks_the_form(self, desk: WebDesk, translator: Visitor) -> None:
        translation, unit = segment(desk, "They declined to comment.")

        add(translator, translation, unit=unit, source="Điện Kremlin", target="the Kremlin")

        assert term_of(stored(desk, "the-kremlin")).examples == {"vi": (SENTENCE,)}

    def test_an_editor_approves_at_once_and_sees_it(self, desk: WebDesk, editor: Visitor) -> None:
        translation, unit = segment(desk)

        answer = add(editor, translation, unit=unit, source="Điện Kremlin", target="the Kremlin", approve=True)

        assert stored(desk, "the-kremlin").state is TermState.APPROVED
        assert list(answer["units"]) == [unit]
        assert "term-kept" in answer["units"][unit]["marks"]

    def test_a_translator_cannot_approve(self, desk: WebDesk, translator: Visitor) -> None:
        translation, unit = segment(desk)

        add(translator, translation, 403, unit=unit, source="Điện Kremlin", target="the Kremlin", approve=True)

        with desk.work() as home:
            assert Terms(home.session, desk.editor).named("the-kremlin") is None

    def test_it_names_the_term_that_has_the_form_already(self, desk: WebDesk, translator: Visitor) -> None:
        [row] = keep(desk, Term("kremlin", {"vi": (Form("Điện Kremlin"),)}))
        translation, unit = segment(desk)

        answer = add(translator, translation, 409, unit=unit, source="điện KREMLIN", target="the Kremlin")

        assert "“kremlin”" in answer["reason"]
        assert answer["address"] == f"/glossary/{row.id}"

    def test_it_asks_for_both_forms(self, desk: WebDesk, translator: Visitor) -> None:
        translation, unit = segment(desk)

        assert "both languages" in add(translator, translation, 422, unit=unit, source="Điện Kremlin")["reason"]

    def test_it_knows_no_segment_of_another_translation(self, desk: WebDesk, translator: Visitor) -> None:
        _, unit = segment(desk)
        other, _ = segment(desk)

        add(translator, other, 404, unit=unit, source="a", target="b")

    def test_it_knows_no_restricted_story_of_others(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home, SENTENCE, restricted=True)
            unit = home.units(made)[1].id

        add(editor, made.id, 404, unit=unit, source="Điện Kremlin", target="the Kremlin")
