"""The review's page: what was changed, and the decision on exactly that text."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from desk.domain.workflow import Role, State
from desk.models import Publication, Review, Translation
from desk.models.base import utc_now
from desk.services.translations import Returned
from tests import factories
from tests.web.conftest import Visitor, WebDesk

EVIL = "<script>alert('x')</script>"


def at(translation: Translation, act: str = "review") -> str:
    return f"/translations/{translation.id}/{act}"


def shown_hash(page: str) -> str:
    found = re.search(r'name="content_hash" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def state(desk: WebDesk, translation: Translation) -> State:
    with desk.wiring.database.session() as session:
        return session.get_one(Translation, translation.id).state


class TestPage:
    def test_it_shows_what_was_changed_word_by_word(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        page = editor.get(at(made)).text

        assert "Ba người bị thương." in page
        assert "<del>" in page
        assert "<ins>" in page

    def test_it_lets_a_machines_text_stand_out(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
            unit = home.units(made)[1]
            home.editing(home.translator).restore_draft(unit.id, unit.version)
            home.editing(home.translator).confirm(unit.id, unit.text, unit.version)
            settle(home, made)
            home.translations(home.translator).submit(made.id)

        page = editor.get(at(made)).text

        assert "1 unedited" in page
        assert page.count("A machine&#39;s text, to the letter") + page.count("A machine's text, to the letter") == 1

    def test_it_runs_nothing_that_came_from_outside(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, EVIL)
            unit = home.units(made)[1]
            home.editing(home.translator).confirm(unit.id, f"</textarea>{EVIL}", unit.version)
            settle(home, made)
            home.translations(home.translator).submit(made.id)
            home.translations(home.editor).return_(made.id, [Returned(unit.id, "style", EVIL)], EVIL)
            home.editing(home.translator).confirm(unit.id, f"{EVIL} again", unit.version)
            settle(home, made)
            home.translations(home.translator).submit(made.id)

        page = editor.get(at(made)).text

        assert "<script>alert" not in page
        assert "Since it was sent back" in page

    def test_a_translator_reads_along(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        page = translator.get(at(made)).text

        assert "It waits for an editor." in page
        assert 'name="return"' not in page
        assert "content_hash" not in page

    def test_it_says_before_the_first_key_that_another_must_approve(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        assert "another editor has to approve" in editor.get(at(made)).text


def settle(home: factories.House, translation: Translation) -> None:
    """Sets aside what the checks find, as a translator does."""
    findings = home.findings(home.translator)
    for found in findings.check(translation):
        (findings.contest if found.level == "block" else findings.dismiss)(found.id, "Right as it is.")


class TestApproving:
    def test_it_approves_the_text_that_was_shown(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        answer = editor.post(
            at(made, "approve"), {"content_hash": shown_hash(editor.get(at(made)).text), "note": "Good."}
        )

        page = editor.follow(answer).text
        assert "Four eyes" in page
        assert "chrF++" in page
        assert "HTER" in page
        assert "A small sample" in page
        assert at(made, "publish") in page

    def test_it_refuses_a_text_that_was_changed_meanwhile_and_shows_it(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
        seen = shown_hash(editor.get(at(made)).text)
        with desk.work() as home:
            other = factories.person(home.session, home.desk, "olga", Role.EDITOR)
            unit = home.units(made)[1]
            home.editing(other).save(unit.id, "Behind your back.", unit.version)

        page = editor.post(at(made, "approve"), {"content_hash": seen}, status=409).text

        assert "The text has changed since you opened it" in page
        assert "Behind" in page
        assert shown_hash(page) != seen
        assert state(desk, made) is State.SUBMITTED

    def test_it_asks_which_text(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        editor.post(at(made, "approve"), status=422)

        assert state(desk, made) is State.SUBMITTED

    def test_a_translator_may_not(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        for act in ("approve", "return", "publish", "withdraw", "reopen"):
            translator.post(at(made, act), {"content_hash": "0" * 64, "reason": "x", "note": "x"}, status=403)

        assert state(desk, made) is State.SUBMITTED

    def test_it_says_what_is_still_open(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
            unit = home.units(made)[1]
            home.editing(home.translator).confirm(unit.id, "Three were were hurt.", unit.version)
            home.translations(home.translator).submit(made.id)

        page = editor.get(at(made)).text

        assert "1 warning is open" in page
        seen = shown_hash(page)
        assert "1 findings are open" in editor.post(at(made, "approve"), {"content_hash": seen}, status=409).text

    def test_nobody_approves_their_own_words_and_the_page_says_so_before(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[2]
            home.editing(home.editor).save(unit.id, "An editor's own words.", unit.version)
            settle_as_editor(home, made)

        page = editor.get(at(made)).text

        assert "Another editor has to approve this" in page
        assert 'this segment: <a href="#u3">3</a>' in page
        assert re.search(r'disabled[^>]*data-opens="approve"|data-opens="approve"[^>]*disabled', page)
        editor.post(at(made, "approve"), {"content_hash": shown_hash(page)}, status=403)

    def test_a_desk_may_do_without_four_eyes_and_says_so(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            home.desk.settings = {**home.desk.settings, "four_eyes": False}
            made = factories.submitted(home)
            unit = home.units(made)[2]
            home.editing(home.editor).save(unit.id, "An editor's own words.", unit.version)
            settle_as_editor(home, made)

        page = editor.get(at(made)).text
        assert "the published version will say so" in page
        answer = editor.post(at(made, "approve"), {"content_hash": shown_hash(page)})

        assert "Without four eyes" in editor.follow(answer).text


def settle_as_editor(home: factories.House, translation: Translation) -> None:
    findings = home.findings(home.editor)
    for found in findings.check(translation):
        findings.dismiss(found.id, "Seen.")


class TestReturning:
    def test_it_returns_ticked_segments_with_their_reasons(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[1].id

        editor.post(
            at(made, "return"),
            {"return": unit, f"category-{unit}": "terminology", f"text-{unit}": "Not this word.", "note": ""},
        )

        with desk.work() as home:
            review = home.session.scalars(select(Review).where(Review.translation_id == made.id)).one()
            assert [(one.unit_id, one.category, one.text) for one in review.reasons] == [
                (unit, "terminology", "Not this word.")
            ]
        assert state(desk, made) is State.EDITING

    def test_it_refuses_a_return_without_a_reason_and_keeps_what_was_typed(
        self, desk: WebDesk, editor: Visitor
    ) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            first, second = (unit.id for unit in home.units(made)[:2])
        editor.get(at(made))
        sent = {"return": [first, second], f"text-{first}": "Not this word.", f"category-{second}": "", "note": ""}

        page = editor.post(at(made, "return"), sent, status=422).text

        assert "Say why segment 2 goes back" in page
        assert 'value="Not this word."' in page
        assert len(re.findall(r'name="return"[^>]* checked', page)) == 2
        assert state(desk, made) is State.SUBMITTED

    def test_it_shows_how_a_return_was_answered(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[1]
            home.translations(home.editor).return_(made.id, [Returned(unit.id, "style", "Shorter.")])
            home.editing(home.translator).confirm(unit.id, "Sentence beta in brief.", unit.version)
            home.translations(home.translator).submit(made.id)

        page = editor.get(at(made)).text

        since = page.split("Since it was sent back")[1].split("</details>")[0]
        assert "plain English" in since
        assert "brief" in since
        assert "[en]" not in since


class TestAfterwards:
    def test_it_publishes_and_links_to_what_readers_see(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)

        page = editor.follow(editor.post(at(made, "publish"))).text

        assert "Version 1 is published." in page
        assert f'href="/published/{made.id}"' in page

    def test_it_waits_for_the_embargo_and_says_so(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)
            made.story.embargo_until = utc_now() + dt.timedelta(hours=2)

        assert "Under embargo until" in editor.get(at(made)).text
        editor.post(at(made, "publish"), status=409)

        assert state(desk, made) is State.APPROVED

    def test_an_approval_is_taken_back_and_its_scores_with_it(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)

        page = editor.follow(editor.post(at(made, "reopen"), {"reason": "A second thought."})).text

        assert "chrF++" not in page
        assert state(desk, made) is State.EDITING

    def test_a_correction_carries_its_note(self, desk: WebDesk, editor: Visitor, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        editor.post(at(made, "revise"), {"kind": "correction", "note": " "}, status=422)
        editor.post(at(made, "revise"), {"kind": "correction", "note": "A wrong date."})

        with desk.work() as home:
            assert home.session.get_one(Translation, made.id).correction_note == "A wrong date."
        assert "Readers have version 1 meanwhile" in editor.get(at(made)).text

    def test_an_update_needs_none(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        answer = translator.post(at(made, "revise"), {"kind": "update", "note": "This is not kept."})

        assert answer.location == f"/translations/{made.id}"
        with desk.work() as home:
            assert home.session.get_one(Translation, made.id).correction_note == ""

    def test_it_withdraws_with_a_reason(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        editor.post(at(made, "withdraw"), {"reason": ""}, status=422)
        page = editor.follow(editor.post(at(made, "withdraw"), {"reason": f"A source recanted. {EVIL}"})).text

        assert "A source recanted. &lt;script&gt;" in page
        assert "Withdrawn" in page
        with desk.work() as home:
            assert home.session.scalars(select(Publication)).one().events[-1].event == "withdrawn"

    @pytest.mark.parametrize("make", [factories.drafted, factories.edited, factories.approved, factories.published])
    def test_it_can_be_read_in_every_state(
        self, desk: WebDesk, editor: Visitor, translator: Visitor, make: object
    ) -> None:
        with desk.work() as home:
            made = make(home)  # type: ignore[operator]

        assert "Ba người bị thương." in editor.get(at(made)).text
        assert "Ba người bị thương." in translator.get(at(made)).text


class TestCorrection:
    def test_an_editor_reads_the_note_that_readers_will_get(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            home.translations(home.translator).revise(made.id, correction_note="It rained on <Monday>.")
            home.translations(home.translator).submit(made.id)

        assert "It rained on &lt;Monday&gt;." in editor.get(at(made)).text
