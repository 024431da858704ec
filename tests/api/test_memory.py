"""The translation memory over the API."""

import json
from typing import Any

import pytest

from desk.models import Translation
from tests.api.conftest import ENGLISH, Program
from tests.web.conftest import WebDesk

SOURCE = "Ba người bị thương."


@pytest.fixture
def entry(translator: Program, approved: str) -> dict[str, Any]:
    """The entry of the article's second sentence."""
    return next(one for one in translator.get("/memory")["items"] if one["source"] == SOURCE)


def similar(who: Program, text: str, **more: Any) -> list[dict[str, Any]]:
    body = {"text": text, "source": "vi", "target": "en", **more}
    found: list[dict[str, Any]] = who.post("/memory/similar", body)["items"]
    return found


class TestSimilar:
    def test_it_tells_kinds_and_where_they_come_from(self, translator: Program, approved: str) -> None:
        [context] = similar(translator, SOURCE, before="Hà Nội mưa lớn.")
        [fuzzy] = similar(translator, "Bốn người bị thương.")

        assert (context["kind"], context["score"], context["target"]) == ("context", 1.0, ENGLISH[2])
        assert fuzzy["kind"] == "fuzzy"
        assert (fuzzy["origin"]["translation_id"], fuzzy["origin"]["person"]) == (approved, "Lan")

    @pytest.mark.parametrize(
        "change", [{"source": "xx"}, {"limit": 0}, {"floor": 1.5}, {"unknown": 1}, {"text": "x" * 20_001}]
    )
    def test_it_refuses_what_it_cannot_use(self, translator: Program, change: dict[str, Any]) -> None:
        translator.post("/memory/similar", {"text": "a", "source": "vi", "target": "en", **change}, 422)


class TestLooking:
    def test_it_finds_words_on_a_side_and_says_where(self, translator: Program, approved: str) -> None:
        [found] = translator.get("/memory", query_string={"text": '"were hurt"', "side": "target"})["items"]

        assert found["target"] == ENGLISH[2]
        start, end = found["target_hits"][0]
        assert found["target"][start:end] == "were hurt"
        assert translator.get("/memory", query_string={"text": "hurt", "side": "source"})["items"] == []

    def test_a_phrase_of_words_in_any_order(self, translator: Program, approved: str) -> None:
        assert len(translator.get("/memory", query_string={"text": "hurt three"})["items"]) == 1

    @pytest.mark.parametrize("asked", [{}, {"text": "mưa"}])
    def test_pages_follow_each_other(self, translator: Program, approved: str, asked: dict[str, str]) -> None:
        first = translator.get("/memory", query_string={**asked, "size": 1})
        second = translator.get(first["next"].removeprefix("/api/v1"))

        assert first["items"][0]["id"] != second["items"][0]["id"]

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ({"came": "desk"}, 3),
            ({"came": "files"}, 0),
            ({"file": "0" * 26}, 0),
            ({"source": "vi", "target": "en"}, 3),
            ({"target": "fr"}, 0),
            ({"since": "2100-01-01T00:00:00Z"}, 0),
            ({"until": "2100-01-01T00:00:00Z"}, 3),
        ],
    )
    def test_it_narrows(self, translator: Program, approved: str, asked: dict[str, str], count: int) -> None:
        assert len(translator.get("/memory", query_string=asked)["items"]) == count

    @pytest.mark.parametrize("asked", [{"side": "x"}, {"text": "a", "before": "A"}, {"size": "0"}, {"came": "x"}])
    def test_it_refuses_what_it_cannot_use(self, translator: Program, approved: str, asked: dict[str, str]) -> None:
        translator.get("/memory", 422, query_string=asked)

    def test_restricted_stories_are_told_to_nobody_else(self, desk: WebDesk, editor: Program, approved: str) -> None:
        with desk.work() as home:
            home.session.get_one(Translation, approved).story.restricted = True

        assert editor.get("/memory")["items"] == []
        assert editor.get("/memory", query_string={"text": "hurt"})["items"] == []
        assert similar(editor, SOURCE) == []
        assert editor.send("GET", "/memory/export").get_data(as_text=True) == ""


class TestChanging:
    def test_an_editor_gives_it_another_target(self, editor: Program, entry: dict[str, Any]) -> None:
        path = f"/memory/{entry['id']}"

        changed = editor.put(path, {"target": "Three were hurt.", "based_on": 1, "reason": "Shorter."})

        assert (changed["target"], changed["version"]) == ("Three were hurt.", 2)
        assert editor.get(path) == changed
        [change] = editor.get(f"{path}/changes")["items"]
        assert (change["action"], change["before"], change["reason"]) == ("edited", ENGLISH[2], "Shorter.")
        editor.put(path, {"target": "Too late.", "based_on": 1}, 409)

    def test_an_administrator_deletes_it(self, administrator: Program, entry: dict[str, Any]) -> None:
        path = f"/memory/{entry['id']}"

        administrator.post(f"{path}/delete", {"based_on": 1, "reason": "Untrue."})

        administrator.get(path, 404)
        assert len(administrator.get("/memory")["items"]) == 2

    def test_a_translator_changes_nothing(self, translator: Program, entry: dict[str, Any]) -> None:
        path = f"/memory/{entry['id']}"

        translator.put(path, {"target": "Mine.", "based_on": 1}, 403)
        translator.post(f"{path}/delete", {"based_on": 1}, 403)


class TestExport:
    def test_it_is_one_entry_a_line(self, translator: Program, entry: dict[str, Any]) -> None:
        answer = translator.send("GET", "/memory/export", query_string={"target": "en"})

        lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
        assert len(lines) == 3
        assert entry["id"] in [one["id"] for one in lines]
        assert translator.send("GET", "/memory/export", query_string={"target": "fr"}).get_data() == b""
