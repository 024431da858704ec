"""The page that shows what a change of a term touches, and carries it out."""

from dataclasses import replace

from desk.domain.term import Form, FormStatus, Term
from desk.domain.workflow import State
from desk.jobs.worker import Worker
from desk.models import TermRow, Translation
from desk.services.glossary_terms import term_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted
from tests.web.test_glossary import keep, sent, stored

PALACE = Term("kremlin", {"vi": (Form("Điện Kremlin"),), "en": (Form("Kremlin Palace", article="the"),)})
SENTENCES = ("Điện Kremlin từ chối bình luận.",)
DRAFT = "The Kremlin Palace declined to comment."
NEW = {"preferred": ["Điện Kremlin", "the Kremlin"], "forbid_old": "yes"}


def work(desk: WebDesk) -> None:
    Worker(desk.wiring).run_until_idle()


def with_text(desk: WebDesk, make: str, text: str = DRAFT) -> str:
    """A translation made by a factory, with a machine's text in its first paragraph; returns its id."""
    with desk.work() as home:
        made: Translation = getattr(factories, make)(home, *SENTENCES)
        unit = home.units(made)[1]
        unit.text = unit.logged_text = text
    return made.id


def planned(desk: WebDesk, editor: Visitor) -> tuple[TermRow, str]:
    """A change of the term that was sent, and the address of what it touches."""
    [row] = keep(desk, PALACE)
    address = editor.post(f"/glossary/{row.id}", sent(version=row.version, **NEW)).location
    assert address is not None
    return row, address


class TestLooking:
    def test_it_looks_in_the_background_and_asks_again(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted")

        _, address = planned(desk, editor)

        assert 'hx-trigger="every 1s"' in editor.get(address).text
        work(desk)
        assert "hx-trigger" not in editor.get(address, htmx=True).text

    def test_it_changes_nothing_by_looking(self, desk: WebDesk, editor: Visitor) -> None:
        made = with_text(desk, "drafted")

        row, address = planned(desk, editor)
        work(desk)
        editor.get(address)

        assert term_of(stored(desk, row.name)).preferred("en") == "Kremlin Palace"
        with desk.work() as home:
            assert home.units(home.session.get_one(Translation, made))[1].text == DRAFT

    def test_it_shows_each_text_with_its_difference(self, desk: WebDesk, editor: Visitor) -> None:
        made = with_text(desk, "drafted")

        _, address = planned(desk, editor)
        work(desk)
        page = editor.get(address).text

        assert "Palace" in page
        assert "<del>" in page
        assert f"/translations/{made}#u2" in page

    def test_it_says_what_changes_in_the_term(self, desk: WebDesk, editor: Visitor) -> None:
        _, address = planned(desk, editor)
        work(desk)
        page = editor.get(address).text

        assert "Forbidden (en)" in page
        assert "No text is touched" in page

    def test_it_shows_of_many_forms_those_that_change(self, desk: WebDesk, editor: Visitor) -> None:
        _, address = planned(desk, editor)
        work(desk)

        card = editor.get(address).text.split("What changes in the term")[1].split("</dl>")[0]

        assert card.count("<del>") == 1
        assert card.count("<ins>") == 2

    def test_what_was_planned_can_be_changed_again(self, desk: WebDesk, editor: Visitor) -> None:
        row, address = planned(desk, editor)
        work(desk)
        plan = address.rsplit("/", 1)[1]

        assert f"/glossary/{row.id}/edit?plan={plan}" in editor.get(address).text
        assert 'value="the Kremlin"' in editor.get(f"/glossary/{row.id}/edit?plan={plan}").text
        assert 'value="the Kremlin"' not in editor.get(f"/glossary/{row.id}/edit").text

    def test_a_plan_is_changed_with_its_own_term_alone(self, desk: WebDesk, editor: Visitor) -> None:
        _, address = planned(desk, editor)
        [other] = keep(desk, replace(PALACE, id="another-palace"))

        editor.get(f"/glossary/{other.id}/edit?plan={address.rsplit('/', 1)[1]}", status=404)

    def test_it_filters_by_kind_and_language(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted")
        published = with_text(desk, "published")
        _, address = planned(desk, editor)
        work(desk)

        page = editor.get(f"{address}?kind=draft&language=en").text

        assert f"/translations/{published}#u2" not in page
        editor.get(f"{address}?kind=lost", status=422)

    def test_it_is_for_its_maker(self, desk: WebDesk, editor: Visitor, translator: Visitor) -> None:
        _, address = planned(desk, editor)

        translator.get(address, status=403)

    def test_its_queries_do_not_grow_with_the_texts(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted")
        row, address = planned(desk, editor)
        work(desk)
        editor.get(address)
        with counted(desk) as few:
            editor.get(address)
        for _ in range(4):
            with_text(desk, "drafted")
        address = str(editor.post(f"/glossary/{row.id}", sent(version=row.version, **NEW)).location)
        work(desk)

        with counted(desk) as many:
            editor.get(address)

        assert len(many) == len(few)
        assert len(many) <= 13  # one of them is the bell's, which every page asks


class TestCarryingOut:
    def test_it_changes_the_term_and_repairs_the_drafts(self, desk: WebDesk, editor: Visitor) -> None:
        made = with_text(desk, "drafted")
        row, address = planned(desk, editor)
        work(desk)

        editor.post(address)
        work(desk)

        term = term_of(stored(desk, row.name))
        assert term.preferred("en") == "Kremlin"
        assert [form.text for form in term.forbidden("en")] == ["Kremlin Palace"]
        with desk.work() as home:
            assert home.units(home.session.get_one(Translation, made))[1].text == "The Kremlin declined to comment."
        assert "Repaired: 1" in editor.get(address).text

    def test_it_opens_what_is_ticked(self, desk: WebDesk, editor: Visitor) -> None:
        ticked, other = with_text(desk, "published"), with_text(desk, "published")
        _, address = planned(desk, editor)
        work(desk)

        again = editor.post(address, {"opens": [ticked], "note": ""}, status=422).text
        assert "A correction needs a note" in again
        assert again.count(" checked") == 1
        editor.post(address, {"opens": [ticked], "note": "We wrote “Kremlin Palace”."})
        work(desk)

        with desk.work() as home:
            assert home.session.get_one(Translation, ticked).state is State.EDITING
            assert home.session.get_one(Translation, other).state is State.PUBLISHED

    def test_it_refuses_a_change_of_what_has_moved_on(self, desk: WebDesk, editor: Visitor) -> None:
        row, address = planned(desk, editor)
        work(desk)
        editor.post(f"/glossary/{row.id}/retire", {"version": row.version, "reason": "Gone."})

        assert "meanwhile" in editor.post(address, status=409).text

    def test_a_proposal_can_be_looked_at_before_it_is_approved(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted", "The Kremlin Castle declined.")
        forms = {**PALACE.forms, "en": (Form("Kremlin"), Form("Kremlin Castle", FormStatus.FORBIDDEN))}
        [row] = keep(desk, replace(PALACE, forms=forms), approved=False)

        address = str(editor.post(f"/glossary/{row.id}/approve", {"version": row.version}).location)
        work(desk)
        editor.post(address)
        work(desk)

        assert stored(desk, row.name).state.value == "approved"
        assert "Repaired: 1" in editor.get(address).text

    def test_a_term_is_taken_out_of_force_once_it_is_seen_where_it_stands(self, desk: WebDesk, editor: Visitor) -> None:
        made, closed = with_text(desk, "drafted"), with_text(desk, "published")
        [row] = keep(desk, PALACE)

        address = str(
            editor.post(f"/glossary/{row.id}/retire", {"version": row.version, "reason": "It burnt down."}).location
        )
        work(desk)
        page = editor.get(address).text

        assert stored(desk, row.name).state.value == "approved"
        assert f"/translations/{made}#u2" in page
        assert "the term is asked for no more" in page
        assert f'value="{closed}"' not in page
        assert "Change it again" not in page
        editor.post(address)
        work(desk)

        assert stored(desk, row.name).state.value == "obsolete"
        assert "Left as it is: 2" in editor.get(address).text
        with desk.work() as home:
            assert home.units(home.session.get_one(Translation, made))[1].text == DRAFT

    def test_what_touches_no_text_is_decided_at_once(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted", "Nobody said a word.")
        [row] = keep(desk, replace(PALACE, forms={"vi": (Form("Moskva"),), "en": (Form("Moscow"),)}), approved=False)

        answer = editor.post(f"/glossary/{row.id}/approve", {"version": row.version})

        assert answer.location == f"/glossary/{row.id}"
        assert stored(desk, row.name).state.value == "approved"
        answer = editor.post(f"/glossary/{row.id}/retire", {"version": 2, "reason": "No."})
        assert answer.location == f"/glossary/{row.id}"
        assert stored(desk, row.name).state.value == "obsolete"

    def test_a_new_term_is_offered_for_drafts_that_lack_it(self, desk: WebDesk, editor: Visitor) -> None:
        made = with_text(desk, "drafted", "Nobody said a word.")
        [row] = keep(desk, PALACE, approved=False)

        address = str(editor.post(f"/glossary/{row.id}/approve", {"version": row.version}).location)
        work(desk)
        assert 'name="redraft" value="yes" checked' in editor.get(address).text
        editor.post(address, {"redraft": "yes"})
        work(desk)

        assert "Drafted again: 1" in editor.get(address).text
        with desk.work() as home:
            translation = home.session.get_one(Translation, made)
            assert home.units(translation)[1].text == "[en] Kremlin Palace từ chối bình luận."
