"""The review's page: what was changed, and the decision on exactly that text."""

import datetime as dt
import re

import pytest
from sqlalchemy import select, update

from desk.domain.workflow import Role, State
from desk.models import Membership, Publication, Review, Translation
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.added_units import AddedUnits
from desk.services.target_fields import TargetFields
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

        assert counts(page)["untouched"] == 1
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
        assert "It was sent back before" in page

    def test_a_translator_reads_along(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        page = translator.get(at(made)).text

        assert "It waits for an editor." in page
        assert 'name="return"' not in page
        assert "content_hash" not in page


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


@pytest.fixture
def answered(desk: WebDesk) -> Translation:
    """A translation that came back with one of two segments answered, a comment, and a field written meanwhile."""
    with desk.work() as home:
        made = factories.submitted(home)
        second, third = home.units(made)[1:3]
        reasons = [Returned(second.id, "style", "Shorter."), Returned(third.id, "style", "As well.")]
        home.translations(home.editor).return_(made.id, reasons, "Nearly there.")
        home.editing(home.translator).confirm(second.id, "Sentence beta in brief.", second.version)
        home.editing(home.translator).confirm(third.id, third.text, third.version)
        TargetFields(home.session, home.editing(home.translator)).save(made.id, "push_alert", "Rain over Hanoi", 0)
        home.translations(home.translator).submit(made.id)
        return made


class TestSecondRound:
    """After a review, a text is compared with how it read then."""

    def test_it_shows_each_text_against_the_last_review(
        self, desk: WebDesk, editor: Visitor, answered: Translation
    ) -> None:
        page = editor.get(at(answered)).text

        rows = re.findall(r'<div class="review-texts" data-against="review">(.*?)</div>', page, re.DOTALL)
        assert len(rows) == page.count('class="unit unit-')
        assert "plain English" in rows[1]
        assert "brief" in rows[1]
        assert "[en]" not in rows[1]
        assert page.count("Not changed since it was sent back.") == 1

    def test_it_says_what_was_decided_and_how_much_is_new(
        self, desk: WebDesk, editor: Visitor, answered: Translation
    ) -> None:
        page = editor.get(at(answered)).text

        assert "It was sent back before" in page
        assert "<bdi>Nearly there.</bdi>" in page
        assert "1 segment reads otherwise since." in page
        fields = page.split("Changed for publication since the last review")[1].split("</section>")[0]
        assert "Rain over Hanoi" in fields
        assert "Slug" not in fields

    def test_a_text_that_was_approved_is_compared_with_what_was_approved(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            home.translations(home.translator).revise(made.id)
            unit = home.units(made)[1]
            home.editing(home.translator).confirm(unit.id, f"{unit.text} Indeed.", unit.version)
            home.translations(home.translator).submit(made.id)

        page = editor.get(at(made)).text

        assert "It was approved before" in page
        rows = re.findall(r'<div class="review-texts" data-against="review">(.*?)</div>', page, re.DOTALL)
        assert [("<ins>" in row, "<del>" in row) for row in rows[:3]] == [(False, False), (True, False), (False, False)]

    def test_a_first_round_has_nothing_to_compare_with(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        page = editor.get(at(made)).text

        assert 'data-against="review">' not in page.replace('review-head-draft" data-against="review">', "")
        assert "data-compares" not in page
        assert 'data-facet="since"' not in page

    def test_what_was_added_since_is_new(self, desk: WebDesk, editor: Visitor, answered: Translation) -> None:
        with desk.work() as home:
            made = home.session.get_one(Translation, answered.id)
            home.translations(home.translator).recall(made.id)
            added = AddedUnits(home.session, home.translator).add(home.units(made)[1].id, "A sentence of context.")
            home.editing(home.translator).confirm(added.id, added.text, added.version)
            home.translations(home.translator).submit(made.id)

        page = editor.get(at(answered)).text

        assert page.count("New since the last review.") == 1
        assert counts(page)["since"] == 2


def counts(page: str) -> dict[str, int]:
    """How many rows the page says there are of each facet."""
    found = re.findall(r'data-facet="(\w+)".*?data-count>(\d+)<', page)
    return {facet: int(number) for facet, number in found}


class TestFacets:
    """By what rows can be chosen, with how many there are."""

    def test_it_counts_them(self, desk: WebDesk, editor: Visitor, answered: Translation) -> None:
        page = editor.get(at(answered)).text

        facets = re.findall(r'data-facets="([^"]*)"', page)
        assert "since" in facets[1].split()
        assert "since" not in facets[2].split()
        assert counts(page) == {
            facet: sum(facet in one.split() for one in facets)
            for facet in ("since", "changed", "untouched", "findings", "comments", "contested", "returned")
        }
        assert counts(page)["returned"] == 2
        assert counts(page)["since"] == 1

    def test_a_save_counts_them_anew(self, desk: WebDesk, editor: Visitor, answered: Translation) -> None:
        before = counts(editor.get(at(answered)).text)
        with desk.work() as home:
            unit = home.units(home.session.get_one(Translation, answered.id))[2]

        answer = editor.client.post(
            f"/translations/{answered.id}/units/{unit.id}/save?view=review",
            json={"text": "Three were hurt were hurt.", "version": unit.version},
            headers={"X-CSRFToken": editor.token},
        ).json

        assert answer is not None
        assert answer["summary"]["facets"]["since"] == before["since"] + 1
        assert answer["summary"]["facets"]["findings"] == before["findings"] + 1
        assert {"since", "changed", "findings", "returned"} <= set(answer["units"][unit.id]["facets"])


def others_leave(home: factories.House) -> None:
    """Leaves the house without another editor than its own."""
    home.session.execute(
        update(Membership)
        .where(Membership.role == Role.EDITOR, Membership.person_id != home.editor.person_id)
        .values(role=Role.ADMINISTRATOR)
    )


class TestBeforeTheFirstKey:
    """Who edits a text gives up approving it, and is told before."""

    def notice(self, editor: Visitor, made: Translation) -> str:
        found = re.search(r'class="review-edit" hidden>.*?<p>(.*?)</p>', editor.get(at(made)).text, re.DOTALL)
        assert found
        return found[1]

    def test_it_names_those_who_could_approve_then(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            others_leave(home)
            Accounts(home.session).add(home.desk, "olga", "Olga", "olga@example.org", [Role.EDITOR])
            Accounts(home.session).add(home.desk, "sam", "Sam <b>", "sam@example.org", [Role.EDITOR])

        said = self.notice(editor, made)

        assert "another editor has to approve the translation: <bdi>Olga</bdi> or <bdi>Sam &lt;b&gt;</bdi>." in said

    def test_it_says_where_nobody_could(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            others_leave(home)

        assert "nobody here can approve the translation: send the segment back" in self.notice(editor, made)

    def test_it_says_what_a_desk_without_four_eyes_publishes(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            home.desk.settings = {**home.desk.settings, "four_eyes": False}
            made = factories.submitted(home)

        assert "the published version will say that it went without four eyes" in self.notice(editor, made)


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
