"""Making two terms one, and where references go."""

from dataclasses import replace

from desk.domain.term import Form, FormStatus, Term, TermState
from desk.jobs.worker import Worker
from desk.models import TermRow, TermSuggestion, Translation
from desk.services.glossary_terms import Terms, term_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk
from tests.web.test_glossary import keep, stored

FIRST = Term("isis-k", {"en": (Form("ISIS-K"), Form("Isis Khorasan", FormStatus.FORBIDDEN))})
SECOND = Term("khorasan", {"en": (Form("Islamic State Khorasan"), Form("Isis Khorasan", FormStatus.ADMITTED))})
SPOKEN = (
    Term("isis-k", {"vi": (Form("ISIS-K"),), "en": (Form("ISIS-K"),)}),
    Term("khorasan", {"vi": (Form("IS tỉnh Khorasan"),), "en": (Form("Islamic State Khorasan", article="the"),)}),
)


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


def merge(desk: WebDesk, editor: Visitor, first: TermRow, second: TermRow, **more: object) -> str:
    """Looks at what the merge touches, then merges; returns the address of what it touches."""
    address = editor.post(f"/glossary/{first.id}/merge", form(first, second, **more)).location
    assert address is not None
    Worker(desk.wiring).run_until_idle()
    editor.post(address)
    Worker(desk.wiring).run_until_idle()
    return address


def drafted(desk: WebDesk, text: str) -> str:
    """A translation with a machine's text in its first paragraph; returns its id."""
    with desk.work() as home:
        made = factories.drafted(home, "IS tỉnh Khorasan nhận trách nhiệm.")
        unit = home.units(made)[1]
        unit.text = unit.logged_text = text
    return made.id


def text_of(desk: WebDesk, translation_id: str) -> str:
    with desk.work() as home:
        return home.units(home.session.get_one(Translation, translation_id))[1].text


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
        assert "See what it touches" in page

    def test_it_is_for_editors(self, desk: WebDesk, translator: Visitor) -> None:
        first, second = both(desk)

        translator.get(f"/glossary/{first.id}/merge?with={second.id}", status=403)


class TestMerging:
    def test_one_term_gives_way_to_the_other(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)

        merge(desk, editor, first, second)

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

        merge(desk, editor, first, second)

        assert editor.get(f"/glossary/{second.id}", status=303).location == f"/glossary/{first.id}"
        assert "was merged into" in editor.get(f"/glossary/{second.id}?old=1").text
        with desk.work() as home:
            assert home.session.query(TermSuggestion).filter_by(term_id=first.id).count() == 1

    def test_it_leaves_the_glossary_without_the_other(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)
        merge(desk, editor, first, second)

        assert "<bdi>Islamic State Khorasan</bdi></a>" not in editor.get("/glossary").text
        with desk.work() as home:
            terms = desk.wiring.glossary_of(home.session, desk.editor).terms
            assert [term.id for term in terms] == ["isis-k"]

    def test_it_shows_first_what_it_touches_and_changes_nothing_by_that(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = keep(desk, *SPOKEN)
        made = drafted(desk, "The Islamic State Khorasan claimed it.")
        left_out = {"language": ["vi", "en"], "preferred": ["ISIS-K", "ISIS-K"], "admitted": ["", ""]}
        rest = {name: ["", ""] for name in ("forbidden", "first_mention", "examples")}

        address = editor.post(f"/glossary/{first.id}/merge", form(first, second, **left_out, **rest)).location
        assert address is not None
        Worker(desk.wiring).run_until_idle()
        page = editor.get(address).text

        assert "gives way to" in page
        assert f"/glossary/{first.id}/merge?with={second.id}&amp;plan=" in page
        assert stored(desk, "khorasan").state is TermState.APPROVED
        assert text_of(desk, made) == "The Islamic State Khorasan claimed it."

        editor.post(address)
        Worker(desk.wiring).run_until_idle()

        assert stored(desk, "khorasan").merged_into_id == first.id
        assert text_of(desk, made) == "ISIS-K claimed it."
        assert "Repaired: 1" in editor.get(address).text

    def test_what_was_planned_can_be_put_right_again(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)
        address = editor.post(f"/glossary/{first.id}/merge", form(first, second, preferred="IS-K")).location
        assert address is not None
        plan = address.rsplit("/", 1)[1]

        assert 'value="IS-K"' in editor.get(f"/glossary/{first.id}/merge?with={second.id}&plan={plan}").text
        assert 'value="IS-K"' not in editor.get(f"/glossary/{first.id}/merge?with={second.id}").text

    def test_it_merges_no_other_version_than_was_looked_at(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)
        address = editor.post(f"/glossary/{first.id}/merge", form(first, second)).location
        assert address is not None
        Worker(desk.wiring).run_until_idle()
        with desk.work() as home:
            Terms(home.session, desk.editor).change(second.id, replace(SECOND, note="Another."), second.version)

        assert "meanwhile" in editor.post(address, status=409).text
        assert stored(desk, "khorasan").state is TermState.APPROVED

    def test_it_merges_what_was_looked_at(self, desk: WebDesk, editor: Visitor) -> None:
        first, second = both(desk)

        page = editor.post(f"/glossary/{first.id}/merge", form(first, second, other_version=1), status=409).text

        assert "meanwhile" in page
        assert stored(desk, "khorasan").state is TermState.APPROVED

    def test_a_term_is_not_merged_with_itself(self, desk: WebDesk, editor: Visitor) -> None:
        first, _ = both(desk)

        editor.post(f"/glossary/{first.id}/merge", form(first, first), status=409)
