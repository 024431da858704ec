"""Making two terms one, and where references go."""

from desk.domain.term import Form, FormStatus, Term, TermState
from desk.models import TermRow, TermSuggestion
from desk.services.glossary_terms import term_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk
from tests.web.test_glossary import keep, stored

FIRST = Term("isis-k", {"en": (Form("ISIS-K"), Form("Isis Khorasan", FormStatus.FORBIDDEN))})
SECOND = Term("khorasan", {"en": (Form("Islamic State Khorasan"), Form("Isis Khorasan", FormStatus.ADMITTED))})


def both(desk: WebDesk) -> tuple[TermRow, TermRow]:
    first, second = keep(desk, FIRST, SECOND)
    return first, second


def form(first: TermRow, second: TermRow, **more: object) -> dict[str, object]:
    """What the form of the merge sends, with everything as it stands in it."""
    return {
        "language": "en",
        "preferred": "ISIS-K",
        "admitted": "Islamic State Khorasan",
        "forbidden": "Isis Khorasan",
        "first_mention": "",
        "examples": "",
        "level": "warn",
        "other": second.id,
        "version": first.version,
        "other_version": second.version,
        **more,
    }


class TestLooking:
    def test_it_finds_the_other_term(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)

        page = editor.get(f"/glossary/{first.id}/merge?q=khorasan").text

        assert f"/glossary/{first.id}/merge?with={second.id}" in page
        assert f"with={first.id}" not in page

    def test_it_shows_both_as_one_with_what_contradicts(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)

        page = editor.get(f"/glossary/{first.id}/merge?with={second.id}").text

        assert "Islamic State Khorasan</textarea>" in page
        assert "The two contradict each other" in page
        assert "no text is changed by that" in page

    def test_it_is_for_editors(self, desk: WebDesk, translator: Visitor) -> None:
        first, second = both(desk)

        translator.get(f"/glossary/{first.id}/merge?with={second.id}", status=403)


class TestMerging:
    def test_one_term_gives_way_to_the_other(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)

        answer = editor.post(f"/glossary/{first.id}/merge", form(first, second))

        assert answer.location == f"/glossary/{first.id}"
        assert [form.text for form in term_of(stored(desk, "isis-k")).forms["en"]] == [
            "ISIS-K",
            "Islamic State Khorasan",
            "Isis Khorasan",
        ]
        assert stored(desk, "khorasan").state is TermState.OBSOLETE

    def test_references_follow(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)
        with desk.work() as home:
            factories.renamed(home)
            suggestion = home.session.query(TermSuggestion).first()
            assert suggestion is not None
            suggestion.term_id = second.id

        editor.post(f"/glossary/{first.id}/merge", form(first, second))

        assert editor.get(f"/glossary/{second.id}", status=303).location == f"/glossary/{first.id}"
        assert "was merged into" in editor.get(f"/glossary/{second.id}?old=1").text
        with desk.work() as home:
            assert home.session.query(TermSuggestion).filter_by(term_id=first.id).count() == 1

    def test_it_leaves_the_glossary_without_the_other(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)
        editor.post(f"/glossary/{first.id}/merge", form(first, second))

        assert "<bdi>Islamic State Khorasan</bdi></a>" not in editor.get("/glossary").text
        with desk.work() as home:
            terms = desk.wiring.glossary_of(home.session, desk.editor).terms
            assert [term.id for term in terms] == ["isis-k"]

    def test_it_merges_what_was_looked_at(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)

        page = editor.post(f"/glossary/{first.id}/merge", form(first, second, other_version=1), status=409).text

        assert "meanwhile" in page
        assert stored(desk, "khorasan").state is TermState.APPROVED

    def test_a_term_is_not_merged_with_itself(self, desk: WebDesk, editor: Visitor) -> None:
        first, _ = both(desk)

        editor.post(f"/glossary/{first.id}/merge", form(first, first), status=409)
