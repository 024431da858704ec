"""The queue over the API: counts, saved views, many at once, planning, access, and search."""

from typing import Any

import pytest

from desk.domain.workflow import Role
from tests import factories
from tests.api.conftest import Program, program
from tests.api.test_stories import take_in
from tests.web.conftest import WebDesk


@pytest.fixture
def binh(desk: WebDesk) -> Program:
    return program(desk, desk.person("binh", Role.TRANSLATOR))


def person(who: Program) -> str:
    found: str = who.get("/me")["id"]
    return found


class TestFilters:
    def test_the_queue_takes_what_the_page_takes(self, translator: Program, drafted: str) -> None:
        take_in(translator, to=["fr"], topic="Weather", due_at="2031-01-01T00:00:00Z")

        def listed(query: str) -> list[str]:
            return [one["to"] for one in translator.get(f"/stories?{query}")["items"]]

        assert listed("topic=Weather") == ["fr"]
        assert listed("source=vi&sort=newest") == ["fr", "en"]
        assert listed("longest=3") == []
        assert listed("due=week") == []
        assert listed("found=none&language=en") == ["en"]
        translator.get("/stories?sort=upwards", status=422)

    def test_a_row_says_what_there_is_to_do(self, translator: Program, drafted: str) -> None:
        (row,) = translator.get("/stories")["items"]

        assert row["words_to_do"] == 13
        assert (row["blocking_findings"], row["outlet"], row["topic"], row["note"]) == (0, "", "", "")

    def test_there_is_a_next_page_past_where_it_stops_counting(
        self, translator: Program, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desk.services.queue.BOUND", 1)
        for _ in range(4):
            take_in(translator)
        seen, address = 0, "/api/v1/stories?size=1"

        while address:
            page = translator.client.get(address, headers=translator.headers).json
            seen, address = seen + len(page["items"]), page["next"]

        assert seen == 4
        assert translator.get("/stories?size=1")["more"]

    def test_it_counts_every_view(self, translator: Program, drafted: str) -> None:
        counts = translator.get("/queue/counts")

        assert (counts["bound"], counts["counts"]["free"], counts["counts"]["mine"]) == (500, 1, 0)


class TestViews:
    def test_a_view_is_saved_shown_and_taken_away(self, translator: Program, editor: Program) -> None:
        body = {"name": "Short", "shared": True, "wanted": {"view": "free", "longest": 100, "sort": "shortest"}}

        (saved,) = translator.put("/queue/views", body)["items"]

        assert saved["wanted"] == {"view": "free", "longest": "100", "sort": "shortest"}
        assert [(one["name"], one["own"]) for one in editor.get("/queue/views")["items"]] == [("Short", False)]
        assert translator.post(f"/queue/views/{saved['id']}/remove")["items"] == []
        translator.post(f"/queue/views/{saved['id']}/remove", status=404)


class TestBulk:
    def test_it_says_what_was_done_and_what_was_not(self, translator: Program, editor: Program, drafted: str) -> None:
        body = {"action": "claim", "translations": [drafted, "0" * 26]}

        done = translator.post("/queue/bulk", body)

        assert done["done"] == [drafted]
        assert done["refused"] == [{"translation": "0" * 26, "reason": f"There is no translation {'0' * 26}."}]
        editor.post("/queue/bulk", {"action": "assign", "translations": [drafted]}, status=422)
        translator.post("/queue/bulk", {"action": "claim", "translations": []}, status=422)


class TestPlanning:
    def test_an_editor_plans(self, translator: Program, editor: Program, drafted: str) -> None:
        story = translator.get(f"/translations/{drafted}")["story"]

        editor.put(f"/translations/{drafted}/due", {"due_at": "2031-01-01T07:00:00+07:00"})
        assert editor.put(f"/stories/{story}/breaking", {"breaking": True})["breaking"]
        assert editor.put(f"/stories/{story}/topic", {"topic": "Sport"})["topic"] == "Sport"

        (row,) = editor.get("/stories")["items"]
        assert (row["due_at"], row["breaking"], row["topic"]) == ("2031-01-01T00:00:00Z", True, "Sport")
        translator.put(f"/translations/{drafted}/due", {"due_at": None}, status=403)

    def test_a_translation_is_handed_over(self, translator: Program, binh: Program, claimed: str) -> None:
        moved = translator.post(
            f"/translations/{claimed}/hand-over", {"person": person(binh), "note": "The caption is open."}
        )

        assert moved["holder"] == person(binh)
        assert binh.get("/stories?view=mine")["items"][0]["note"] == "The caption is open."
        translator.post(f"/translations/{claimed}/hand-over", {"person": person(binh)}, status=403)


class TestAccess:
    def test_a_restricted_story_names_people(self, translator: Program, editor: Program, binh: Program) -> None:
        story = take_in(translator, restricted=True)["id"]
        binh.get(f"/stories/{story}/access", status=404)

        named = translator.post(f"/stories/{story}/access", {"person": person(binh)})

        assert {one["name"] for one in named["named"]} == {"Mai", "Binh"}
        assert [(one["action"], one["person"]) for one in named["record"]] == [("name_person", person(binh))]
        binh.get(f"/stories/{story}")
        binh.post(f"/stories/{story}/access", {"person": person(editor)}, status=403)
        translator.post(f"/stories/{story}/access/remove", {"person": person(binh)})
        binh.get(f"/stories/{story}", status=404)
        assert not translator.post(f"/stories/{story}/open")["restricted"]
        assert translator.post(f"/stories/{story}/restrict")["restricted"]


class TestSearch:
    def test_it_marks_what_was_looked_for(self, desk: WebDesk, translator: Program) -> None:
        with desk.work() as home:
            made = factories.drafted(home, "Cơn bão Yagi.")

        found = translator.get("/search", query_string={"q": "bao yagi to:en"})

        (hit,) = found["items"]
        (sentence,) = hit["sentences"]
        assert (hit["story"], hit["translation"], found["total"], found["more"]) == (made.story_id, made.id, 1, False)
        assert marked(sentence["source"]) == ["bão", "Yagi"]
        assert translator.get("/search", query_string={"q": "state:lost"})["hints"]
        translator.get("/search", status=422)

    def test_it_comes_in_pages(self, desk: WebDesk, translator: Program) -> None:
        with desk.work() as home:
            for number in range(3):
                factories.drafted(home, f"Bão số {number}.")

        first = translator.get("/search?q=b%C3%A3o&size=2")
        second = translator.client.get(first["next"], headers=translator.headers).json

        assert [len(first["items"]), len(second["items"]), second["next"]] == [2, 1, None]

    def test_it_keeps_restricted_stories_from_others(self, desk: WebDesk, translator: Program, binh: Program) -> None:
        with desk.work() as home:
            factories.drafted(home, "Cơn bão Yagi.", restricted=True)

        assert translator.get("/search?q=yagi")["total"] == 1
        assert binh.get("/search?q=yagi")["total"] == 0


def marked(text: dict[str, Any]) -> list[str]:
    return [text["text"][start:end] for start, end in text["marks"]]
