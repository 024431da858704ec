"""Saves from the editor's page: nothing is lost, and nobody writes where they may not."""

from typing import Any

import pytest
from sqlalchemy import select

from desk.domain.provenance import Origin
from desk.domain.workflow import Role
from desk.models import Dismissal, Edit, FindingRow, Proposal, Translation, Unit
from desk.services.findings import open_findings
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

EVIL = "<script>alert('x')</script>"


@pytest.fixture
def made(desk: WebDesk) -> Translation:
    """A translation that the translator holds: four segments, all post-edited and confirmed."""
    with desk.work() as home:
        return factories.edited(home)


def unit(desk: WebDesk, translation: Translation, number: int = 2) -> Unit:
    with desk.wiring.database.session() as session:
        return session.scalars(
            select(Unit).where(Unit.translation_id == translation.id, Unit.position == number - 1)
        ).one()


def save(visitor: Visitor, one: Unit, text: str, *, status: int = 200, **more: Any) -> Any:
    return act(visitor, one, "save", {"text": text, "version": one.version, **more}, status=status)


def act(visitor: Visitor, one: Unit, name: str, fields: dict[str, Any], *, status: int = 200) -> Any:
    address = f"/translations/{one.translation_id}/units/{one.id}/{name}"
    return visitor.post(address, fields, status=status).json


class TestSaving:
    def test_it_saves_and_answers_with_the_next_version(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        before = unit(desk, made)

        answer = save(translator, before, "Three were hurt.", milliseconds=4200, end_of_burst="true")

        after = unit(desk, made)
        assert answer["result"] == "saved"
        assert answer["version"] == after.version == before.version + 1
        assert after.text == "Three were hurt."
        with desk.work() as home:
            edit = home.session.scalars(select(Edit).where(Edit.unit_id == after.id).order_by(Edit.id.desc())).first()
            assert edit is not None
            assert (edit.after, edit.milliseconds) == ("Three were hurt.", 4200)

    def test_it_takes_json_too(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        one = unit(desk, made)
        translator.get("/patterns")
        sent = {"text": "Three were hurt.", "version": one.version, "confirm": True}

        answer = translator.client.post(
            f"/translations/{made.id}/units/{one.id}/save", json=sent, headers={"X-CSRFToken": translator.token}
        )

        assert answer.json["result"] == "saved"
        assert unit(desk, made).confirmed_at is not None

    def test_it_unconfirms_what_was_changed_and_says_so(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        answer = save(translator, unit(desk, made), "Three were hurt.")

        assert answer["units"][unit(desk, made).id]["status"] == "edited"
        assert answer["summary"]["confirmed"] == 3
        assert not answer["summary"]["ready"]
        assert "1 segment is not confirmed" in answer["summary"]["obstacles"]

    def test_it_confirms(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        answer = save(translator, unit(desk, made), "Three were hurt.", confirm="true")

        assert answer["units"][unit(desk, made).id]["status"] == "confirmed"
        assert answer["summary"]["ready"]

    def test_it_saves_an_empty_text_but_does_not_confirm_it(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        answer = save(translator, unit(desk, made), "  ", confirm="true")

        assert answer["result"] == "saved"
        assert answer["reason"] == "Segment 2 is empty: write it, or leave it out with a reason."
        assert unit(desk, made).text == "  "
        assert unit(desk, made).confirmed_at is None

    def test_it_answers_with_the_normal_form(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        assert save(translator, unit(desk, made), "Ha\u0300 No\u0323\u0302i")["text"] == "Hà Nội"

    def test_it_draws_nothing_that_runs(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        answer = save(translator, unit(desk, made), f"{EVIL} {EVIL}")

        drawn = "".join(
            str(part) for parts in answer["units"].values() for name, part in parts.items() if name != "text"
        )
        assert "<script" not in drawn + str(answer["summary"])

    @pytest.mark.parametrize("fields", [{}, {"text": "x"}, {"text": "x", "version": "seven"}])
    def test_it_refuses_a_save_without_a_version(
        self, desk: WebDesk, translator: Visitor, made: Translation, fields: dict[str, str]
    ) -> None:
        answer = act(translator, unit(desk, made), "save", fields, status=422)

        assert answer["result"] == "refused"
        assert "version" in answer["reason"]

    def test_it_refuses_a_text_without_end(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        assert "20,001" in save(translator, unit(desk, made), "x" * 20_001, status=413)["reason"]

    def test_it_asks_for_the_token(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        one = unit(desk, made)
        sent = {"text": "Slipped in.", "version": one.version}

        answer = translator.client.post(f"/translations/{made.id}/units/{one.id}/save", json=sent)

        assert answer.status_code == 400
        assert unit(desk, made).text == one.text


class TestFindings:
    def test_it_checks_again_and_shows_what_it_finds(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        answer = save(translator, unit(desk, made), "Three were were hurt.")

        one = unit(desk, made)
        assert "stands twice" in answer["units"][one.id]["side"]
        assert answer["units"][one.id]["spots"] == [[6, 15, "warn"]] or answer["units"][one.id]["spots"]
        assert 'href="#u2"' in answer["summary"]["findings"]

    def test_it_draws_other_segments_whose_findings_changed(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, "Bà Zakharova nói.", "Bà Zakharova im lặng.", "Trời mưa.")
        first, second = unit(desk, made, 2), unit(desk, made, 3)
        save(translator, first, "Maria Zakharova spoke.")

        answer = save(translator, second, "Maria Sakharova kept silent.")

        with desk.work() as home:
            found = {one.unit_id for one in open_findings(home.session, home.session.get_one(Translation, made.id))}
        assert found, "the names are not found to differ"
        assert found | {second.id} == set(answer["units"])

    def test_a_warning_is_dismissed_with_a_reason(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        save(translator, unit(desk, made), "Three were were hurt.")
        found = finding(desk, made)

        answer = translator.post(f"{address(made)}/findings/{found.id}/dismiss", {"reason": EVIL}, status=200).json

        side = answer["units"][found.unit_id]["side"]
        assert "1 dismissed" in side
        assert "&lt;script&gt;" in side
        with desk.work() as home:
            assert home.session.scalars(select(Dismissal)).one().reason == EVIL

    def test_it_is_not_dismissed_without_one(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        save(translator, unit(desk, made), "Three were were hurt.")

        answer = translator.post(f"{address(made)}/findings/{finding(desk, made).id}/dismiss", status=422).json

        assert "Say why" in answer["reason"]

    def test_a_translator_contests_what_blocks_and_an_editor_lets_it_pass(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        save(translator, unit(desk, made), "Three were hurt, especially", confirm="true")
        found = f"{address(made)}/findings/{finding(desk, made).id}"

        translator.post(f"{found}/dismiss", {"reason": "No."}, status=403)
        translator.post(f"{found}/accept", {"reason": "No."}, status=403)
        answer = translator.post(f"{found}/contest", {"reason": "The source breaks off too."}, status=200).json
        assert "Contested" in answer["units"][unit(desk, made).id]["side"]
        assert answer["summary"]["ready"]

        answer = editor.post(f"{found}/accept?view=review", {"reason": "Right."}, status=200).json
        assert "1 dismissed" in answer["units"][unit(desk, made).id]["side"]

    def test_it_takes_no_word_on_the_finding_of_another_translation(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        with desk.work() as home:
            other = factories.edited(home)
        save(translator, unit(desk, other), "Three were were hurt.")

        found = finding(desk, other)
        translator.post(f"{address(made)}/findings/{found.id}/dismiss", {"reason": "x"}, status=404)
        translator.post(f"{address(other)}/findings/{found.id}/forget", {"reason": "x"}, status=404)


class TestConflict:
    def test_both_texts_are_there_and_the_losers_is_kept(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(translator, opened, "Three people were hurt.")

        answer = save(editor, opened, f"Three men were hurt. {EVIL}", status=409)

        assert answer["result"] == "conflict"
        assert answer["text"] == "Three people were hurt."
        assert answer["mine"] == f"Three men were hurt. {EVIL}"
        assert answer["author"] == "Mai"
        assert "<del>" in answer["html"]
        assert "<ins>" in answer["html"]
        assert "<script" not in answer["html"]
        assert unit(desk, made).text == "Three people were hurt."
        with desk.work() as home:
            kept = home.session.scalars(select(Proposal)).one()
            assert (kept.text, kept.author_id) == (answer["mine"], home.editor.person_id)

    def test_they_are_put_together_upon_what_both_began_with(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(translator, opened, "Three men were hurt on Monday.")
        written = unit(desk, made)
        save(translator, written, "Three men were hurt in Hue on Monday.")

        answer = save(
            editor, written, "Three people were hurt on Monday.\u200b", status=409, base=f"{written.text}\u200b"
        )

        assert [
            (part["kind"], part["mine"], part["theirs"]) for part in answer["merge"] if part["kind"] != "agreed"
        ] == [
            ("mine", "people", "men"),
            ("theirs", "", "in Hue "),
        ]
        assert answer["html"].count("<fieldset") == 2

    def test_who_goes_on_in_a_conflict_leaves_no_trail_of_proposals(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(translator, opened, "Three people were hurt.")
        save(editor, opened, "Three men", status=409)

        answer = save(editor, opened, "Three men were hurt.", status=409, again="true", base=opened.text)

        assert answer["result"] == "conflict"
        assert answer["mine"] == "Three men were hurt."
        with desk.work() as home:
            assert home.session.scalars(select(Proposal.text)).all() == ["Three men"]

    def test_who_goes_on_once_the_text_is_submitted_is_kept_all_the_same(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(editor, opened, "Three people were hurt.")
        save(translator, opened, "Three men", status=409)
        with desk.work() as home:
            unconfirmed = home.session.get_one(Unit, opened.id)
            home.editing(home.editor).confirm(opened.id, unconfirmed.text, unconfirmed.version)
        translator.post(f"{address(made)}/submit")

        answer = save(translator, opened, "Three men were hurt.", status=409, again="true")

        assert answer["result"] == "proposed"
        assert "html" not in answer
        with desk.work() as home:
            assert home.session.scalars(select(Proposal.text).order_by(Proposal.id)).all() == [
                "Three men",
                "Three men were hurt.",
            ]

    @pytest.mark.parametrize("base", [5, None, ["x"], "x" * 20_001])
    def test_a_base_is_a_text(self, desk: WebDesk, translator: Visitor, made: Translation, base: object) -> None:
        one = unit(desk, made)
        translator.get("/patterns")
        answer = translator.client.post(
            f"{address(made)}/units/{one.id}/save",
            json={"text": "x", "version": one.version, "base": base},
            headers={"X-CSRFToken": translator.token},
        )

        assert answer.status_code == 422

    def test_the_kept_text_is_shown_until_somebody_looked_at_it(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(translator, opened, "Three people were hurt.")
        save(editor, opened, "Three men were hurt.", status=409)
        assert "Three men were hurt." in translator.get(address(made)).text

        save(translator, unit(desk, made), "Three people were hurt.", confirm="true")

        assert "Three men were hurt." not in translator.get(address(made)).text

    def test_the_next_save_is_based_on_the_version_that_stands(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(translator, opened, "Three people were hurt.")
        answer = save(editor, opened, "Three men were hurt.", status=409)

        opened.version = answer["version"]

        assert save(editor, opened, "Three men were hurt.")["result"] == "saved"

    def test_the_same_text_is_no_conflict(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        save(translator, opened, "Three people were hurt.")

        assert save(editor, opened, "Three people were hurt.")["result"] == "saved"

    def test_a_text_that_comes_after_submitting_is_a_proposal(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        opened = unit(desk, made)
        translator.post(f"{address(made)}/submit")

        answer = save(translator, opened, "One more thought.", status=409)

        assert answer["result"] == "proposed"
        assert "submitted" in answer["reason"]
        assert unit(desk, made).text == opened.text
        with desk.work() as home:
            assert home.session.scalars(select(Proposal)).one().text == "One more thought."

    def test_a_text_of_somebody_who_does_not_hold_it_is_a_proposal(self, desk: WebDesk, made: Translation) -> None:
        other = desk.visitor(desk.person("binh", Role.TRANSLATOR))

        assert save(other, unit(desk, made), "Mine is better.", status=409)["result"] == "proposed"


class TestActs:
    def test_a_confirmation_is_taken_back(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        answer = act(translator, unit(desk, made), "unconfirm", {})

        assert answer["summary"]["confirmed"] == 3
        assert unit(desk, made).confirmed_at is None

    def test_a_segment_is_left_out_and_taken_in_again(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        answer = act(translator, unit(desk, made), "omit", {"reason": "Said before."})
        assert answer["units"][unit(desk, made).id]["status"] == "omitted"
        assert answer["text"] == ""

        answer = act(translator, unit(desk, made), "restore", {})
        assert answer["text"].startswith("[en]")
        assert unit(desk, made).origin is Origin.MACHINE

    def test_nothing_is_left_out_without_a_reason(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        assert "Say why" in act(translator, unit(desk, made), "omit", {"reason": " "}, status=422)["reason"]

    @pytest.mark.parametrize("name", ["save", "omit", "restore", "unconfirm"])
    def test_a_unit_of_another_translation_is_refused(
        self, desk: WebDesk, translator: Visitor, made: Translation, name: str
    ) -> None:
        with desk.work() as home:
            other = factories.edited(home)
        one = unit(desk, made)
        fields = {"text": "x", "version": one.version, "reason": "x"}

        answer = translator.post(f"/translations/{other.id}/units/{one.id}/{name}", fields, status=404).json

        assert answer["result"] == "refused"
        assert unit(desk, made).text == one.text

    @pytest.mark.parametrize("name", ["save", "omit", "restore", "unconfirm"])
    def test_a_unit_of_a_restricted_story_is_not_there(self, desk: WebDesk, editor: Visitor, name: str) -> None:
        with desk.work() as home:
            made = factories.edited(home, restricted=True)
        one = unit(desk, made)

        act(editor, one, name, {"text": "x", "version": one.version, "reason": "x"}, status=404)

    def test_an_administrator_writes_nothing(self, desk: WebDesk, administrator: Visitor, made: Translation) -> None:
        act(administrator, unit(desk, made), "save", {"text": "x", "version": 1}, status=403)


def address(translation: Translation) -> str:
    return f"/translations/{translation.id}"


def finding(desk: WebDesk, translation: Translation) -> FindingRow:
    with desk.wiring.database.session() as session:
        found = select(FindingRow).where(
            FindingRow.translation_id == translation.id, FindingRow.fixed_at.is_(None), FindingRow.level != "info"
        )
        return session.scalars(found.order_by(FindingRow.id.desc())).first()  # type: ignore[return-value]


class TestBeyondTheSegment:
    def test_a_confirmed_correction_is_offered_for_the_others(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home, "Một.", "Hai.")
            home.translations(home.translator).claim(made.id)
            factories.drafted_as(home, home.units(made)[1], "Men shot at Albert theater today.")
            factories.drafted_as(home, home.units(made)[2], "Albert theater burnt.")

        answer = save(translator, unit(desk, made), "Men shot at Albert Hall today.", confirm="true")

        assert answer["offers"] == [{"before": "Albert theater", "after": "Albert Hall", "segments": [3]}]

    def test_a_sentence_that_repeats_is_filled_in_and_says_so(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home, "Trời mưa.", "Ba người.", "Trời mưa.")
            home.translations(home.translator).claim(made.id)

        answer = save(translator, unit(desk, made), "It rains.", confirm="true")

        filled = unit(desk, made, 4)
        assert (filled.text, answer["filled"]) == ("It rains.", [filled.id])
        assert answer["units"][filled.id]["text"] == "It rains."
        assert "Filled in from segment 2" in answer["units"][filled.id]["top"]

    def test_a_save_that_confirms_nothing_fills_in_nothing(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home, "Trời mưa.", "Trời mưa.")
            home.translations(home.translator).claim(made.id)

        answer = save(translator, unit(desk, made), "It rains.")

        assert answer["filled"] == []
        assert unit(desk, made, 3).text != "It rains."


class TestCost:
    """Somebody waits for each save: what it asks of the database is held."""

    MOST = 33

    @pytest.mark.parametrize("length", [5, 60])
    def test_a_save_asks_the_database_a_bounded_number_of_times(
        self, desk: WebDesk, translator: Visitor, length: int
    ) -> None:
        with desk.work() as home:
            made = factories.drafted(home, *(f"Câu số {number} ở đây." for number in range(length)))
            home.translations(home.translator).claim(made.id)
        save(translator, unit(desk, made), "Sentence number 0 is")
        one = unit(desk, made)

        with counted(desk) as statements:
            save(translator, one, "Sentence number 0 is here.")

        assert len(statements) <= self.MOST, "\n".join(statements)
