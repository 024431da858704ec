"""The whole road over JSON: taken in, drafted, edited, returned, approved, published."""

import json
from typing import Any

from desk.jobs.worker import Worker
from tests.api.conftest import ARTICLE, ENGLISH, Program, approve, confirm_all
from tests.web.conftest import WebDesk


class TestRoad:
    def test_it_leads_from_a_text_to_its_publication(
        self, desk: WebDesk, translator: Program, editor: Program, nobody: Program
    ) -> None:
        taken = translator.post("/stories", ARTICLE, 201)
        translation = taken["translations"][0]["id"]
        Worker(desk.wiring).run_until_idle()
        translator.post(f"/translations/{translation}/claim")
        confirm_all(translator, translation)
        translator.post(f"/translations/{translation}/submit")
        sent_back = editor.get(f"/translations/{translation}")["units"][1]["id"]
        reasons = [{"unit": sent_back, "category": "style", "text": "Read it aloud."}]
        editor.post(f"/translations/{translation}/return", {"reasons": reasons})
        confirm_all(translator, translation, (ENGLISH[0], "Heavy rain fell on Hanoi.", ENGLISH[2]))
        translator.post(f"/translations/{translation}/submit")
        approve(editor, translation)
        publication = editor.post(f"/translations/{translation}/publish", status=201)

        texts = [unit["text"] for unit in nobody.get(f"/publications/{publication['id']}")["document"]["units"]]
        assert texts == [ENGLISH[0], "Heavy rain fell on Hanoi.", ENGLISH[2]]


class TestIntake:
    def test_it_makes_a_story_and_says_where(self, translator: Program) -> None:
        answer = translator.send("POST", "/stories", json=ARTICLE)

        assert answer.status_code == 201
        assert answer.headers["Location"] == f"/api/v1/stories/{answer.json['id']}"
        assert answer.json["translations"][0]["state"] == "drafting"

    def test_it_names_the_job_that_drafts(self, desk: WebDesk, translator: Program) -> None:
        job = translator.post("/stories", ARTICLE, 201)["translations"][0]["job"]

        waiting = translator.get(f"/jobs/{job}")["state"]
        Worker(desk.wiring).run_until_idle()
        done = translator.get(f"/jobs/{job}")

        assert waiting == "waiting"
        assert (done["state"], done["done"], done["error"]) == ("done", 3, None)

    def test_it_takes_a_page(self, translator: Program) -> None:
        body = "".join(f"<p>Hà Nội mưa lớn, nước dâng cao ở phố số {word}.</p>" for word in ("một", "hai", "ba"))
        page = f"<!doctype html><title>Mưa</title><article><h1>Mưa lớn ở Hà Nội</h1>{body}</article>"

        story = translator.post("/stories", {"html": page, "from": "vi", "to": ["en", "fr"]}, 201)

        assert [one["language"] for one in story["translations"]] == ["en", "fr"]

    def test_it_takes_the_title_that_is_said(self, translator: Program) -> None:
        story = translator.post("/stories", {**ARTICLE, "title": "  Rain\nin Hanoi "}, 201)

        assert story["title"] == "Rain in Hanoi"

    def test_it_fetches_nothing_from_inside_the_network(self, translator: Program) -> None:
        problem = translator.post("/stories", {"url": "http://127.0.0.1:5000/", "to": ["en"]}, 422)

        assert "127.0.0.1" in problem["detail"]

    def test_it_takes_one_of_text_page_and_address(self, translator: Program) -> None:
        problem = translator.post("/stories", {**ARTICLE, "html": "<p>Mưa</p>"}, 422)

        assert problem["errors"] == [{"in": "body", "pointer": "", "message": "say exactly one of text, html and url"}]

    def test_it_leaves_nothing_half_made(self, translator: Program) -> None:
        translator.post("/stories", {**ARTICLE, "to": ["vi"]}, 422)
        translator.post("/stories", {**ARTICLE, "outlet": "0" * 26}, 404)

        assert translator.get("/stories")["total"] == 0


class TestTranslation:
    def test_it_shows_source_and_draft_side_by_side(self, translator: Program, drafted: str) -> None:
        unit = translator.get(f"/translations/{drafted}")["units"][1]

        assert unit["source"] == "Hà Nội mưa lớn."
        assert [unit["sources"][0][name] for name in ("start", "end", "text")] == [0, 15, "Hà Nội mưa lớn."]
        assert unit["target"] == unit["draft"]["text"] == "[en] Hà Nội mưa lớn."
        assert (unit["origin"], unit["draft"]["engine"]) == ("machine", "quiet")
        assert unit["draft"]["notice"]

    def test_it_tells_the_translator_why_a_unit_came_back(
        self, translator: Program, editor: Program, submitted: str
    ) -> None:
        unit = editor.get(f"/translations/{submitted}")["units"][0]["id"]

        editor.post(f"/translations/{submitted}/return", {"reasons": [{"unit": unit, "text": "Shorter."}], "note": "!"})

        read = translator.get(f"/translations/{submitted}")
        assert read["return_note"] == "!"
        assert [one["returned"] and one["returned"]["text"] for one in read["units"]] == ["Shorter.", None, None]
        assert [one["confirmed"] for one in read["units"]] == [False, True, True]

    def test_it_is_exported_line_by_line(self, translator: Program, claimed: str) -> None:
        confirm_all(translator, claimed)

        answer = translator.send("GET", f"/translations/{claimed}/export")

        lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
        assert answer.mimetype == "application/jsonl"
        assert [line["final"] for line in lines] == list(ENGLISH)
        assert lines[1]["draft"] == "[en] Hà Nội mưa lớn."

    def test_it_is_drafted_anew(self, desk: WebDesk, translator: Program, claimed: str) -> None:
        moved = translator.post(f"/translations/{claimed}/draft", {"everything": True}, 202)
        Worker(desk.wiring).run_until_idle()

        assert moved["state"] == "drafting"
        assert translator.get(f"/translations/{claimed}")["state"] == "drafted"


class TestMoves:
    def test_it_is_released(self, translator: Program, claimed: str) -> None:
        assert translator.post(f"/translations/{claimed}/release")["state"] == "drafted"

    def test_it_is_assigned(self, desk: WebDesk, editor: Program, drafted: str) -> None:
        moved = editor.post(f"/translations/{drafted}/assign", {"person": desk.translator.person_id})

        assert (moved["state"], moved["holder"]) == ("editing", desk.translator.person_id)

    def test_it_is_recalled(self, translator: Program, submitted: str) -> None:
        assert translator.post(f"/translations/{submitted}/recall")["state"] == "editing"

    def test_it_is_cancelled_and_resumed(self, editor: Program, drafted: str) -> None:
        cancelled = editor.post(f"/translations/{drafted}/cancel", {"reason": "Nobody needs it."})
        resumed = editor.post(f"/translations/{drafted}/resume")

        assert (cancelled["state"], resumed["state"]) == ("cancelled", "drafted")

    def test_it_is_reopened_and_its_scores_disappear(self, editor: Program, approved: str) -> None:
        before = editor.get("/scores")["total"]

        editor.post(f"/translations/{approved}/reopen", {"reason": "One more look."})

        assert (before, editor.get("/scores")["total"]) == (3, 0)

    def test_it_is_not_submitted_unconfirmed(self, translator: Program, claimed: str) -> None:
        problem = translator.post(f"/translations/{claimed}/submit", status=409)

        assert "not confirmed" in problem["detail"]

    def test_it_is_corrected(self, editor: Program, translator: Program, published: dict[str, Any]) -> None:
        translation = published["translation"]
        translator.post(f"/translations/{translation}/revise", {"correction_note": "They were hurt slightly."})
        confirm_all(translator, translation, (*ENGLISH[:2], "Three people were slightly hurt."))
        translator.post(f"/translations/{translation}/submit")
        approve(editor, translation)

        second = editor.post(f"/translations/{translation}/publish", status=201)

        assert (second["number"], second["kind"], second["note"]) == (2, "correction", "They were hurt slightly.")


class TestApproval:
    def test_it_is_of_the_text_that_was_read(self, editor: Program, submitted: str) -> None:
        problem = editor.post(f"/translations/{submitted}/approve", {"content_hash": "0" * 64}, 409)

        assert "has changed" in problem["detail"]
        assert editor.get(f"/translations/{submitted}")["state"] == "submitted"

    def test_it_names_the_text(self, editor: Program, submitted: str) -> None:
        problem = editor.post(f"/translations/{submitted}/approve", {}, 422)

        assert problem["errors"][0]["pointer"] == "/content_hash"

    def test_it_is_not_the_translators(self, translator: Program, submitted: str) -> None:
        translator.post(f"/translations/{submitted}/approve", {"content_hash": "0" * 64}, 403)

    def test_it_needs_four_eyes(self, colleague: Program, drafted: str) -> None:
        colleague.post(f"/translations/{drafted}/claim")
        confirm_all(colleague, drafted)
        colleague.post(f"/translations/{drafted}/submit")
        read = colleague.get(f"/translations/{drafted}")

        problem = colleague.post(f"/translations/{drafted}/approve", {"content_hash": read["content_hash"]}, 403)

        assert "another editor" in problem["detail"]

    def test_it_brings_scores(self, editor: Program, submitted: str) -> None:
        read = editor.get(f"/translations/{submitted}")

        answer = editor.post(f"/translations/{submitted}/approve", {"content_hash": read["content_hash"]})

        assert {one["metric"] for one in answer["scores"]} == {"chrf", "bleu", "hter"}
        assert all(one["n"] == 3 and one["signature"] for one in answer["scores"])
        assert editor.get(f"/translations/{submitted}")["scores"] == answer["scores"]
