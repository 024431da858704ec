"""Publications over the API: for everybody, for as long as they stand."""

from typing import Any

import pytest

from tests import factories
from tests.api.conftest import Program, Queries
from tests.web.conftest import WebDesk


class TestPublication:
    def test_it_is_read_by_anybody(self, nobody: Program, published: dict[str, Any]) -> None:
        page = nobody.get("/publications")

        assert [(one["id"], one["title"]) for one in page["items"]] == [(published["id"], "Heavy rain in Hanoi")]
        assert nobody.get(f"/publications/{published['id']}") == published

    def test_it_is_gone_when_it_is_withdrawn(self, nobody: Program, editor: Program, published: dict[str, Any]) -> None:
        editor.post(f"/translations/{published['translation']}/withdraw", {"reason": "The wrong Hanoi."})

        problem = nobody.get(f"/publications/{published['id']}", 410)

        assert (problem["event"], problem["reason"]) == ("withdrawn", "The wrong Hanoi.")
        assert nobody.get("/publications")["items"] == []

    def test_it_is_gone_when_its_story_is_killed(
        self, nobody: Program, editor: Program, published: dict[str, Any]
    ) -> None:
        story = editor.get(f"/translations/{published['translation']}")["story"]
        editor.post(f"/stories/{story}/kill", {"reason": "False."})

        assert nobody.get(f"/publications/{published['id']}", 410)["event"] == "killed"
        assert nobody.get("/publications")["total"] == 0

    def test_it_stays_gone_while_the_next_is_written(
        self, nobody: Program, editor: Program, translator: Program, published: dict[str, Any]
    ) -> None:
        editor.post(f"/translations/{published['translation']}/withdraw", {"reason": "The wrong Hanoi."})
        translator.post(f"/translations/{published['translation']}/revise", {})

        assert nobody.get("/publications")["total"] == 0

    def test_it_keeps_its_trace_to_the_desk(
        self, nobody: Program, translator: Program, published: dict[str, Any]
    ) -> None:
        nobody.get(f"/publications/{published['id']}/provenance", 401)

        trace = translator.get(f"/publications/{published['id']}/provenance")["trace"]

        assert trace["units"][1]["source"][0]["text"] == "Hà Nội mưa lớn."
        assert trace["approval"]["hash"] == published["content_hash"]

    def test_it_keeps_a_restricted_storys_trace_to_those_named(
        self, desk: WebDesk, nobody: Program, editor: Program, translator: Program, published: dict[str, Any]
    ) -> None:
        with desk.work() as home:
            translation = home.session.get_one(factories.Translation, published["translation"])
            translation.story.restricted = True

        editor.get(f"/publications/{published['id']}/provenance", 404)
        nobody.get(f"/publications/{published['id']}")


class TestList:
    def test_it_comes_in_pages_of_as_many_queries(self, desk: WebDesk, nobody: Program, queries: Queries) -> None:
        with desk.work() as home:
            for _ in range(3):
                factories.published(home, "Hà Nội mưa lớn.")
        queries.begin()
        first = nobody.get("/publications?size=1")
        few = len(queries.asked)

        queries.begin()
        whole = nobody.get("/publications")

        assert (first["total"], len(first["items"]), len(whole["items"])) == (3, 1, 3)
        assert len(queries.asked) == few <= 3
        assert nobody.client.get(first["next"]).json["items"] == whole["items"][1:2]

    @pytest.mark.parametrize("path", ["/publications/x", f"/publications/{'0' * 26}"])
    def test_it_finds_nothing_else(self, nobody: Program, path: str) -> None:
        nobody.get(path, 404)
