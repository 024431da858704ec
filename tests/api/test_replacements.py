"""Find and replace over the API."""

from typing import Any

from tests.api.conftest import Program


def first_text(translator: Program, translation: str) -> tuple[str, str, int]:
    unit = translator.get(f"/translations/{translation}")["units"][1]
    return unit["id"], unit["target"], unit["version"]


def look(translator: Program, translation: str, wanted: str, by: str, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = translator.post(
        f"/translations/{translation}/replacements", {"wanted": wanted, "by": by, **more}, 201
    )
    return made


class TestInOneTranslation:
    def test_it_is_looked_at_made_and_taken_back(self, translator: Program, claimed: str) -> None:
        unit, _, version = first_text(translator, claimed)
        translator.send(
            "PUT", f"/translations/{claimed}/units/{unit}", json={"text": "The theater burnt.", "based_on": version}
        )

        found = look(translator, claimed, "theater", "hall")
        changes = translator.get(f"/replacements/{found['id']}/changes")["items"]
        assert (found["state"], found["changes"], [one["after"] for one in changes]) == (
            "ready",
            {"written": 1},
            ["The hall burnt."],
        )
        assert first_text(translator, claimed)[1] == "The theater burnt."

        made = translator.post(f"/replacements/{found['id']}/make", {})
        assert (made["state"], made["outcomes"], first_text(translator, claimed)[1]) == (
            "done",
            {"made": 1},
            "The hall burnt.",
        )
        assert [one["id"] for one in translator.get("/replacements")["items"]] == [found["id"]]

        undone = translator.post(f"/replacements/{found['id']}/undo", {})
        assert (undone["state"], first_text(translator, claimed)[1]) == ("undone", "The theater burnt.")

    def test_it_is_nobody_elses(self, translator: Program, editor: Program, claimed: str) -> None:
        found = look(translator, claimed, "a", "b")

        editor.get(f"/replacements/{found['id']}", 404)

    def test_it_leaves_out_what_is_named(self, translator: Program, claimed: str) -> None:
        unit, _, version = first_text(translator, claimed)
        translator.send(
            "PUT", f"/translations/{claimed}/units/{unit}", json={"text": "The theater burnt.", "based_on": version}
        )
        found = look(translator, claimed, "theater", "hall")

        translator.post(f"/replacements/{found['id']}/make", {"without": [unit]})

        assert first_text(translator, claimed)[1] == "The theater burnt."


class TestOverTheDesk:
    def test_a_job_looks(self, editor: Program) -> None:
        found = editor.post("/replacements", {"wanted": "theater", "by": "hall", "language": "en"}, 201)

        assert found["state"] == "looking"

    def test_it_is_for_editors(self, translator: Program) -> None:
        translator.post("/replacements", {"wanted": "theater", "by": "hall", "language": "en"}, 403)
