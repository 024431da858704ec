"""Scores, jobs and the glossary over the API."""

from desk.domain.term import Form, Term
from desk.glossary.matcher import Glossary
from desk.models import Job, JobState
from tests.api.conftest import Program
from tests.web.conftest import WebDesk


class TestScores:
    def test_they_come_with_all_that_makes_them_again(self, translator: Program, approved: str) -> None:
        page = translator.get("/scores?size=2")

        assert (page["total"], len(page["items"])) == (3, 2)
        assert all(one["engine"] == "quiet" and one["articles"] == 1 and one["signature"] for one in page["items"])
        assert "page=2" in page["next"]


class TestJob:
    def test_it_tells_its_error_to_administrators_alone(
        self, desk: WebDesk, translator: Program, administrator: Program
    ) -> None:
        with desk.work() as home:
            job = Job(kind="draft", key="draft:vi:en", state=JobState.FAILED, error="IntegrityError: “a secret”")
            home.session.add(job)
            home.session.flush()
            path = f"/jobs/{job.id}"

        assert translator.get(path)["error"] is None
        assert translator.get(path)["state"] == "failed"
        assert administrator.get(path)["error"] == "IntegrityError: “a secret”"

    def test_it_may_not_exist(self, translator: Program) -> None:
        translator.get(f"/jobs/{'0' * 26}", 404)


class TestGlossary:
    def test_it_finds_terms_by_code_points(self, desk: WebDesk, translator: Program) -> None:
        form = Form("Điện Kremlin")
        term = Term("kremlin", {"vi": (form,)}, note="The place, not the state.")
        vars(desk.wiring)["file_glossary"] = Glossary([term])
        text = "🌧 Điện Kremlin từ chối bình luận."

        found = translator.get("/glossary/match", query_string={"text": text, "language": "vi"})["matches"]

        assert [text[one["start"] : one["end"]] for one in found] == ["Điện Kremlin"]
        assert (found[0]["term"], found[0]["preferred"]) == ("kremlin", "Điện Kremlin")

    def test_it_needs_a_text_and_a_language(self, translator: Program) -> None:
        problem = translator.get("/glossary/match", 422)

        assert {one["pointer"] for one in problem["errors"]} == {"/text", "/language"}
