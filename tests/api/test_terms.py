"""Terms over the API."""

from typing import Any, ClassVar

import pytest

from desk.domain.workflow import Role
from desk.jobs.worker import Worker
from tests.api.conftest import Program, program
from tests.web.conftest import WebDesk

HALL: dict[str, Any] = {
    "forms": {
        "vi": [{"text": "Nhà hát Crocus City"}],
        "en": [
            {"text": "Crocus City Hall", "part_of_speech": "proper noun"},
            {"text": "the Crocus City theatre", "status": "forbidden"},
            {"text": "IS", "status": "admitted", "context": {"near": ["attack*"]}},
        ],
    },
    "level": "block",
    "note": "A concert hall.",
    "sources": ["It calls itself so."],
    "first_mention": {"en": "Crocus City Hall, a venue"},
    "examples": {"en": ["They fled Crocus City Hall."]},
    "scope": {"topics": ["conflict"]},
}


@pytest.fixture
def proposed(translator: Program) -> dict[str, Any]:
    made: dict[str, Any] = translator.post("/terms", HALL, 201)
    return made


class TestProposing:
    def test_it_keeps_all_that_a_term_says(self, translator: Program, proposed: dict[str, Any]) -> None:
        shown = translator.get(f"/terms/{proposed['id']}")

        assert shown == proposed
        assert (shown["name"], shown["state"], shown["version"]) == ("crocus-city-hall", "proposed", 1)
        theatre = shown["forms"]["en"][2]
        assert (theatre["text"], theatre["article"]) == ("Crocus City theatre", "the")
        assert shown["forms"]["en"][1]["context"] == {"near": ["attack*"], "not_near": []}
        assert shown["scope"]["topics"] == ["conflict"]

    def test_it_says_where_the_term_is(self, translator: Program) -> None:
        answer = translator.send("POST", "/terms", json=HALL)

        assert answer.json is not None
        assert answer.headers["Location"] == f"/api/v1/terms/{answer.json['id']}"

    def test_it_takes_a_name_once(self, translator: Program, proposed: dict[str, Any]) -> None:
        translator.post("/terms", {**HALL, "name": "crocus-city-hall"}, 409)

        assert translator.post("/terms", HALL, 201)["name"] == "crocus-city-hall-2"

    @pytest.mark.parametrize(
        "change",
        [
            {"forms": {}},
            {"forms": {"xx": [{"text": "a"}]}},
            {"forms": {"en": [{"text": " "}]}},
            {"forms": {"en": [{"text": "a"}, {"text": "A", "status": "forbidden"}]}},
            {"name": "No Name"},
            {"level": "info"},
            {"unknown": True},
        ],
    )
    def test_it_refuses_what_is_no_term(self, translator: Program, change: dict[str, Any]) -> None:
        translator.post("/terms", {**HALL, **change}, 422)

    def test_it_is_not_for_administrators(self, administrator: Program) -> None:
        administrator.post("/terms", HALL, 403)


class TestChanging:
    def test_it_changes_upon_a_version(self, translator: Program, editor: Program, proposed: dict[str, Any]) -> None:
        path = f"/terms/{proposed['id']}"

        changed = editor.put(path, {**HALL, "note": "A venue.", "based_on": 1})

        assert (changed["note"], changed["version"]) == ("A venue.", 2)
        editor.put(path, {**HALL, "note": "Too late.", "based_on": 1}, 409)

    def test_a_translator_changes_their_own_proposals(
        self, desk: WebDesk, translator: Program, proposed: dict[str, Any]
    ) -> None:
        path = f"/terms/{proposed['id']}"
        other = program(desk, desk.person("other", Role.TRANSLATOR))

        other.put(path, {**HALL, "based_on": 1, "note": "Mine now."}, 403)
        translator.put(path, {**HALL, "based_on": 1, "note": "Still mine."})


class TestDeciding:
    def test_an_editor_brings_it_into_force_and_out_of_it(self, editor: Program, proposed: dict[str, Any]) -> None:
        path = f"/terms/{proposed['id']}"

        assert editor.post(f"{path}/approve", {"based_on": 1})["state"] == "approved"
        editor.post(f"{path}/retire", {"based_on": 2}, 422)
        assert editor.post(f"{path}/retire", {"based_on": 2, "reason": "It burnt down."})["state"] == "obsolete"
        changes = editor.get(f"{path}/changes")["items"]
        assert [one["action"] for one in changes] == ["retired", "approved", "proposed"]

    def test_what_is_in_force_is_found_in_texts(self, editor: Program, proposed: dict[str, Any]) -> None:
        asked = {"query_string": {"text": "At Crocus City Hall.", "language": "en"}}
        assert editor.get("/glossary/match", **asked)["matches"] == []

        editor.post(f"/terms/{proposed['id']}/approve", {"based_on": 1})

        assert [one["term"] for one in editor.get("/glossary/match", **asked)["matches"]] == ["crocus-city-hall"]

    def test_it_is_turned_down_with_a_reason(self, editor: Program, proposed: dict[str, Any]) -> None:
        path = f"/terms/{proposed['id']}/reject"

        editor.post(path, {"based_on": 1}, 422)
        assert editor.post(path, {"based_on": 1, "reason": "No."})["state"] == "obsolete"

    @pytest.mark.parametrize("act", ["approve", "reject", "retire"])
    def test_a_translator_decides_nothing(self, translator: Program, proposed: dict[str, Any], act: str) -> None:
        translator.post(f"/terms/{proposed['id']}/{act}", {"based_on": 1, "reason": "Because."}, 403)

    def test_it_knows_no_invented_term(self, editor: Program) -> None:
        editor.get(f"/terms/{'0' * 26}", 404)
        editor.post(f"/terms/{'0' * 26}/approve", {"based_on": 1}, 404)


class TestListing:
    def test_it_finds_by_form_state_and_topic(self, translator: Program, proposed: dict[str, Any]) -> None:
        translator.post("/terms", {"forms": {"en": [{"text": "Noise"}]}}, 201)

        for asked in ({"text": "nhà HÁT"}, {"topic": "conflict"}, {"language": "vi"}):
            found = translator.get("/terms", query_string={**asked, "state": "proposed"})
            assert [one["id"] for one in found["items"]] == [proposed["id"]], asked
        assert translator.get("/terms", query_string={"state": "approved"})["total"] == 0


class TestPlans:
    """What a change touches is looked at first: the texts here name the term in two paragraphs."""

    HANOI: ClassVar = {"forms": {"vi": [{"text": "Hà Nội"}], "en": [{"text": "Hanoi"}]}}

    @pytest.fixture
    def term(self, drafted: str, editor: Program) -> str:
        """The id of a proposed term that the drafts lack."""
        made: str = editor.post("/terms", self.HANOI, 201)["id"]
        return made

    def test_what_touches_texts_is_not_done_at_once(self, editor: Program, term: str) -> None:
        problem = editor.post(f"/terms/{term}/approve", {"based_on": 1}, 409)

        assert f"/terms/{term}/plans" in problem["detail"]
        assert editor.get(f"/terms/{term}")["state"] == "proposed"

    def test_a_plan_is_looked_at_and_applied(self, desk: WebDesk, editor: Program, term: str) -> None:
        plan = planned(desk, editor, term, action="approve", based_on=1)
        assert (plan["state"], plan["action"]) == ("ready", "approved")
        segments = plan["touched"][0]["segments"]
        assert [(one["kind"], one["language"]) for one in plan["touched"]] == [("draft", "en")]

        effects = editor.get(f"/term-plans/{plan['id']}/effects", query_string={"kind": "draft", "size": 1})
        assert effects["total"] == segments
        assert effects["items"][0]["outcome"] is None
        done = applied(desk, editor, plan)

        assert (done["state"], sum(done["outcomes"].values())) == ("done", segments)
        assert editor.get(f"/terms/{term}")["state"] == "approved"
        editor.post(f"/term-plans/{plan['id']}/apply", {}, 409)

    def test_a_term_in_use_is_retired_and_merged_by_plans(self, desk: WebDesk, editor: Program, term: str) -> None:
        applied(desk, editor, planned(desk, editor, term, action="approve", based_on=1))
        editor.post(f"/terms/{term}/retire", {"based_on": 2, "reason": "No."}, 409)
        editor.put(f"/terms/{term}", {**CAPITAL, "based_on": 2}, 409)
        editor.put(f"/terms/{term}", {**self.HANOI, "note": "In no text.", "based_on": 2})
        other = editor.post("/terms", CAPITAL, 201)["id"]

        merged = planned(
            desk, editor, term, action="merge", based_on=3, other={"id": other, "based_on": 1}, reason="The same."
        )
        assert (merged["other"], merged["state"]) == (other, "ready")
        applied(desk, editor, merged)
        assert editor.get(f"/terms/{other}")["merged_into"] == term
        assert {form["text"] for form in editor.get(f"/terms/{term}")["forms"]["en"]} == {"Hanoi", "Ha Noi City"}
        retired = applied(desk, editor, planned(desk, editor, term, action="retire", based_on=4, reason="No."))

        assert set(retired["outcomes"]) == {"left"}
        assert editor.get(f"/terms/{term}")["state"] == "obsolete"

    @pytest.mark.parametrize(
        "body",
        [
            {"action": "merge", "based_on": 1},
            {"action": "change", "based_on": 1},
            {"action": "retire", "based_on": 1, "term": {"forms": {"en": [{"text": "a"}]}}},
            {"action": "approve", "based_on": 1, "other": {"id": "0" * 26, "based_on": 1}},
            {"action": "publish", "based_on": 1},
        ],
    )
    def test_it_refuses_what_is_no_plan(self, editor: Program, term: str, body: dict[str, Any]) -> None:
        editor.post(f"/terms/{term}/plans", body, 422)

    def test_a_plan_is_its_makers(self, desk: WebDesk, editor: Program, translator: Program, term: str) -> None:
        plan = planned(desk, editor, term, action="approve", based_on=1)
        other = program(desk, desk.person("another", Role.EDITOR))

        for path in ("", "/effects"):
            other.get(f"/term-plans/{plan['id']}{path}", 404)
        other.post(f"/term-plans/{plan['id']}/apply", {}, 404)
        translator.post(f"/terms/{term}/plans", {"action": "approve", "based_on": 1}, 403)


CAPITAL = {"forms": {"vi": [{"text": "Thủ đô Hà Nội"}], "en": [{"text": "Ha Noi City"}]}}


def planned(desk: WebDesk, editor: Program, term: str, **body: Any) -> dict[str, Any]:
    """A plan that was looked at."""
    made = editor.post(f"/terms/{term}/plans", body, 201)
    Worker(desk.wiring).run_until_idle()
    shown: dict[str, Any] = editor.get(f"/term-plans/{made['id']}")
    return shown


def applied(desk: WebDesk, editor: Program, plan: dict[str, Any]) -> dict[str, Any]:
    """The plan once it was carried out and its texts were seen to."""
    editor.post(f"/term-plans/{plan['id']}/apply", {})
    Worker(desk.wiring).run_until_idle()
    shown: dict[str, Any] = editor.get(f"/term-plans/{plan['id']}")
    return shown
