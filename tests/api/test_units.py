"""Saving over the API: against a version, and without losing a word."""

import pytest
from sqlalchemy import select

from desk.models import MemoryEntry, Proposal, Translation
from tests import factories
from tests.api.conftest import ENGLISH, Program, validator
from tests.web.conftest import WebDesk


@pytest.fixture
def unit(translator: Program, claimed: str) -> str:
    """The path of a unit that the translator may write in."""
    return f"/translations/{claimed}/units/{translator.get(f'/translations/{claimed}')['units'][1]['id']}"


class TestSave:
    def test_it_answers_with_the_next_version(self, translator: Program, unit: str) -> None:
        first = translator.put(unit, {"text": "It rained.", "based_on": 1})
        second = translator.put(unit, {"text": ENGLISH[1], "based_on": first["version"], "confirm": True})

        assert (first["result"], first["version"], first["confirmed"]) == ("saved", 2, False)
        assert (second["version"], second["text"], second["origin"]) == (3, ENGLISH[1], "post_edited")
        assert second["confirmed"]

    def test_it_checks_the_text(self, translator: Program, unit: str) -> None:
        saved = translator.put(unit, {"text": "It rained rained in Hanoi.", "based_on": 1})

        found = [one for one in saved["findings"] if one["check"] == "repeated_words"]
        assert [one["state"] for one in found] == ["open"]

    def test_it_confirms_nothing_empty(self, translator: Program, unit: str) -> None:
        translator.put(unit, {"text": "", "based_on": 1, "confirm": True}, 422)

        assert translator.put(unit, {"text": "It rained.", "based_on": 1})["version"] == 2

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"text": "Rain."}, "/based_on"),
            ({"text": "Rain.", "based_on": "1"}, "/based_on"),
            ({"text": "Rain.", "based_on": -1}, "/based_on"),
            ({"text": 5, "based_on": 1}, "/text"),
            ({"text": "Rain.", "based_on": 1, "confirmed": True}, "/confirmed"),
            ({"text": "x" * 20_001, "based_on": 1}, "/text"),
        ],
    )
    def test_it_says_what_does_not_fit(self, translator: Program, unit: str, body: object, pointer: str) -> None:
        problem = translator.put(unit, body, 422)

        assert [one["pointer"] for one in problem["errors"]] == [pointer]

    def test_it_finds_no_unit_of_another_translation(self, translator: Program, claimed: str, unit: str) -> None:
        elsewhere = unit.replace(claimed, "0" * 26)

        translator.put(elsewhere, {"text": "Rain.", "based_on": 1}, 404)

        assert translator.get(f"/translations/{claimed}")["units"][1]["version"] == 1


class TestConflict:
    def test_it_gives_both_texts(self, translator: Program, editor: Program, unit: str) -> None:
        translator.put(unit, {"text": "Mine came first.", "based_on": 1})

        problem = editor.put(unit, {"text": "Mine came second.", "based_on": 1}, 409)

        assert (problem["result"], problem["version"]) == ("conflict", 2)
        assert (problem["mine"], problem["theirs"]) == ("Mine came second.", "Mine came first.")

    @pytest.mark.parametrize(
        ("base", "kinds"),
        [
            ({"base": "It rained in Hanoi."}, ["agreed", "mine", "agreed", "theirs", "agreed"]),
            ({}, ["agreed", "conflict", "agreed", "conflict", "agreed"]),
        ],
    )
    def test_it_puts_both_together_upon_what_they_began_with(
        self, translator: Program, editor: Program, unit: str, base: dict[str, str], kinds: list[str]
    ) -> None:
        translator.put(unit, {"text": "It rained in Haiphong.", "based_on": 1})

        problem = editor.put(unit, {"text": "It poured in Hanoi.", "based_on": 1, **base}, 409)

        assert [part["kind"] for part in problem["merge"]] == kinds
        assert [(part["mine"], part["theirs"]) for part in problem["merge"] if part["kind"] != "agreed"] == [
            ("poured", "rained"),
            ("Hanoi", "Haiphong"),
        ]
        validator("#/components/schemas/SaveConflict").validate(problem)

    def test_it_keeps_the_text_of_the_slower(
        self, desk: WebDesk, translator: Program, editor: Program, claimed: str, unit: str
    ) -> None:
        translator.put(unit, {"text": "Mine came first.", "based_on": 1})
        editor.put(unit, {"text": "Mine came second.", "based_on": 1}, 409)

        shown = translator.get(f"/translations/{claimed}")["units"][1]
        assert shown["target"] == "Mine came first."
        assert [one["text"] for one in shown["proposals"]] == ["Mine came second."]
        with desk.work() as home:
            assert home.session.query(Proposal).one().author_id == desk.editor.person_id

    def test_it_ends_with_the_version_that_it_names(self, translator: Program, editor: Program, unit: str) -> None:
        translator.put(unit, {"text": "Mine came first.", "based_on": 1})
        problem = editor.put(unit, {"text": "Mine came second.", "based_on": 1}, 409)

        both = editor.put(unit, {"text": "Ours came last.", "based_on": problem["version"]})

        assert both["text"] == "Ours came last."

    def test_it_is_none_where_both_wrote_the_same(self, translator: Program, editor: Program, unit: str) -> None:
        translator.put(unit, {"text": "The same.", "based_on": 1})

        assert editor.put(unit, {"text": "The same.", "based_on": 1})["version"] == 2

    def test_it_proposes_what_comes_after_submission(self, translator: Program, submitted: str) -> None:
        unit = translator.get(f"/translations/{submitted}")["units"][1]

        problem = translator.put(
            f"/translations/{submitted}/units/{unit['id']}", {"text": "Late.", "based_on": unit["version"]}, 409
        )

        assert (problem["result"], problem["mine"], problem["theirs"]) == ("proposed", "Late.", ENGLISH[1])
        assert "merge" not in problem


class TestOthers:
    def test_it_leaves_out_with_a_reason(self, translator: Program, unit: str) -> None:
        translator.post(f"{unit}/omit", {"reason": " "}, 422)

        omitted = translator.post(f"{unit}/omit", {"reason": "Said twice."})

        assert (omitted["text"], omitted["origin"], omitted["confirmed"]) == ("", "omitted", True)

    def test_it_takes_a_confirmation_back(self, translator: Program, unit: str) -> None:
        translator.put(unit, {"text": ENGLISH[1], "based_on": 1, "confirm": True})

        assert translator.post(f"{unit}/unconfirm")["confirmed"] is False

    def test_it_goes_back_to_the_draft(self, translator: Program, unit: str) -> None:
        version = translator.put(unit, {"text": ENGLISH[1], "based_on": 1})["version"]

        restored = translator.post(f"{unit}/restore", {"based_on": version})

        assert (restored["text"], restored["origin"]) == ("[en] Hà Nội mưa lớn.", "machine")

    def test_it_does_not_go_back_over_anothers_text(self, translator: Program, editor: Program, unit: str) -> None:
        editor.put(unit, {"text": "The editor's.", "based_on": 1})

        problem = translator.post(f"{unit}/restore", {"based_on": 1}, 409)

        assert problem["theirs"] == "The editor's."

    def test_it_is_not_for_who_does_not_hold_it(self, desk: WebDesk, nobody: Program, unit: str) -> None:
        nobody.post(f"{unit}/unconfirm", status=401)


class TestBesides:
    def test_another_draft_is_offered_and_taken(self, translator: Program, desk: WebDesk, claimed: str) -> None:
        unit = translator.get(f"/translations/{claimed}")["units"][1]
        with desk.work() as home:
            made = home.session.get_one(Translation, claimed)
            factories.drafted_as(home, home.units(made)[1], "A newer draft.")
        here = f"/translations/{claimed}/units/{unit['id']}"

        offered = translator.get(f"{here}/drafts")["items"]
        now = translator.get(f"/translations/{claimed}")["units"][1]["version"]
        taken = translator.post(f"{here}/take", {"draft": offered[0]["id"], "based_on": now})

        assert [(one["sort"], one["of_other_source"]) for one in offered] == [("earlier", False)]
        assert (taken["text"], taken["origin"]) == (offered[0]["text"], "machine")
        other = translator.get(f"{here}/drafts")["items"][0]["id"]
        assert translator.post(f"{here}/take", {"draft": other, "based_on": now}, 409)["mine"] == "A newer draft."

    def test_an_entry_of_the_memory_is_taken(self, translator: Program, desk: WebDesk, claimed: str) -> None:
        unit = translator.get(f"/translations/{claimed}")["units"][1]
        with desk.work() as home:
            factories.approved(home, unit["source"])
            entry = home.session.scalars(select(MemoryEntry.id).where(MemoryEntry.source == unit["source"])).first()

        taken = translator.post(
            f"/translations/{claimed}/units/{unit['id']}/take", {"entry": entry, "based_on": unit["version"]}
        )

        assert taken["origin"] == "memory"

    @pytest.mark.parametrize("named", [{}, {"draft": "d", "entry": "e"}])
    def test_what_is_taken_is_one_of_both(self, translator: Program, unit: str, named: dict[str, str]) -> None:
        assert "one of both" in str(translator.post(f"{unit}/take", {"based_on": 1, **named}, 422))

    def test_units_are_merged_and_split_again(self, translator: Program, desk: WebDesk) -> None:
        with desk.work() as home:
            made = factories.drafted(home, "Mưa lớn ở Hà Nội. Ba người bị thương.")
            home.translations(home.translator).claim(made.id)
            unit = home.units(made)[1].id

        merged = translator.post(f"/translations/{made.id}/units/{unit}/merge", {})
        second = translator.post(f"/translations/{made.id}/units/{unit}/split", {"place": None})

        assert merged["text"] == "[en] Mưa lớn ở Hà Nội. [en] Ba người bị thương."
        assert second["text"] == "[en] Ba người bị thương."
        assert translator.post(f"/translations/{made.id}/units/{unit}/split", {"place": 3}, 409)["title"]

    def test_a_sentence_is_added_and_taken_out(self, translator: Program, claimed: str) -> None:
        first = translator.get(f"/translations/{claimed}")["units"][1]["id"]

        added = translator.post(f"/translations/{claimed}/units/{first}/add", {"text": "It is the capital."}, 201)
        units = translator.get(f"/translations/{claimed}")["units"]
        assert [units[2]["target"], units[2]["source"]] == ["It is the capital.", ""]

        translator.post(f"/translations/{claimed}/units/{added['unit']}/remove")
        assert len(translator.get(f"/translations/{claimed}")["units"]) == len(units) - 1

    def test_a_misprint_is_put_right(self, translator: Program, claimed: str) -> None:
        first = translator.get(f"/translations/{claimed}")["units"][1]

        translator.send(
            "PUT", f"/translations/{claimed}/units/{first['id']}/source", json={"text": f"Nay {first['source']}"}
        )

        assert translator.get(f"/translations/{claimed}")["units"][1]["source"] == f"Nay {first['source']}"
