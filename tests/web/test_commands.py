"""Each command of the editor and of the review by mouse and touch: its control is on the page."""

from collections.abc import Mapping

import pytest

from desk.domain.draft import DraftKind
from desk.domain.term import Form, Term
from desk.models import Draft, Unit
from desk.services.glossary_terms import Terms
from desk.web.sheet.commands import View, commands_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk

EDITOR: Mapping[str, str] = {
    "next-segment": "<textarea",
    "previous-segment": "<textarea",
    "next-unconfirmed": 'data-does="next"',
    "confirm": 'data-does="confirm"',
    "undo": 'data-does="undo"',
    "redo": 'data-does="redo"',
    "copy-source": 'data-does="copy-source"',
    "restore": 'data-does="restore"',
    "alternative": 'data-does="decode-again"',
    "omit": 'data-does="omit"',
    "add-sentence": 'data-does="add"',
    "correct-source": 'data-does="correct-source"',
    "merge": 'data-does="merge"',
    "split": 'data-does="split"',
    "match": 'data-does="take-offer"',
    "term": 'data-does="insert"',
    "add-term": 'data-does="term"',
    "concordance": 'data-does="concordance"',
    "next-finding": 'data-does="next-finding"',
    "previous-finding": 'data-does="previous-finding"',
    "fix": 'data-does="fix"',
    "dismiss": 'data-does="set-aside"',
    "comment": 'data-does="comment"',
    "replace": 'data-does="replace"',
    "doubts": "data-doubts",
    "submit": "data-submit",
    "keys": 'data-opens="keys"',
}
REVIEW: Mapping[str, str] = {
    "next-segment": 'class="unit-number"',
    "previous-segment": 'class="unit-number"',
    "next-untouched": 'data-facet="untouched"',
    "undo": 'data-does="undo"',
    "redo": 'data-does="redo"',
    "edit": 'data-does="edit"',
    "next-finding": 'data-does="next-finding"',
    "previous-finding": 'data-does="previous-finding"',
    "dismiss": 'data-does="set-aside"',
    "comment": 'data-does="comment"',
    "tick": 'name="return"',
    "return": 'data-opens="return"',
    "changes": 'data-shows="changes"',
    "final": 'data-shows="final"',
    "columns": 'data-shows="columns"',
    "side-by-side": 'data-shows="split"',
    "compare": "data-compares",
    "show-only": "data-facet",
    "approve": "data-submit",
    "keys": 'data-opens="keys"',
}
"""What is clicked instead, by command; to be in a segment one clicks on it."""

MISSED = {"term": "peskov", "form": "Dmitry Peskov", "status": "missed", "source_span": [4, 10], "target_span": None}


def draft_of(unit: Unit, kind: DraftKind, *terms: Mapping[str, object]) -> Draft:
    assert unit.draft is not None
    return Draft(
        unit_id=unit.id,
        revision_id=unit.draft.revision_id,
        round=unit.draft.round + 1,
        kind=kind,
        engine="quiet",
        model="quiet",
        model_version="1",
        source_fingerprint=unit.draft.source_fingerprint,
        text=f"{kind} draft.",
        terms=[dict(term) for term in terms],
    )


@pytest.fixture
def at_work(desk: WebDesk) -> tuple[str, str]:
    """A translation with a repeated word, and a unit of it that has another draft, and lacks a term in its own."""
    peskov = Term("peskov", {"vi": (Form("Peskov"),), "en": (Form("Dmitry Peskov"),)})
    with desk.work() as home:
        terms = Terms(home.session, home.editor)
        proposed = terms.propose(peskov)
        terms.approve(proposed.id, proposed.version)
        made = factories.drafted(home)
        home.translations(home.translator).claim(made.id)
        _, repeated, _, lacking = home.units(made)
        other, own = draft_of(lacking, DraftKind.SHADOW), draft_of(lacking, DraftKind.TERMS, MISSED)
        home.session.add_all([other, own])
        home.session.flush()
        lacking.draft_id = own.id
        home.editing(home.translator).save(repeated.id, "It rains rains a lot.", repeated.version)
        home.findings(home.translator).check(made)
        return made.id, lacking.id


class TestEditor:
    def test_every_command_has_its_control(self, translator: Visitor, at_work: tuple[str, str]) -> None:
        translation, unit = at_work

        page = translator.get(f"/translations/{translation}").text
        page += translator.get(f"/translations/{translation}/units/{unit}/help?write=1", htmx=True).text

        assert set(EDITOR) == {command.name for command in commands_of(View.EDITOR)}
        assert [name for name, control in EDITOR.items() if control not in page] == []


class TestReview:
    def test_every_command_has_its_control(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
            home.translations(home.translator).claim(made.id)
            for unit in home.units(made):
                text = "It rains rains." if unit.position == 1 else unit.text
                home.editing(home.translator).confirm(unit.id, text, unit.version)
            home.findings(home.translator).check(made)
            home.translations(home.translator).submit(made.id)
            home.translations(home.editor).return_(made.id, [], "Once more.")
            home.translations(home.translator).submit(made.id)

        page = editor.get(f"/translations/{made.id}/review").text

        assert set(REVIEW) == {command.name for command in commands_of(View.REVIEW)}
        assert [name for name, control in REVIEW.items() if control not in page] == []
