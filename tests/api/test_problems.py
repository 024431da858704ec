"""Errors are problem documents, wherever they come from."""

import pytest
from flask import Flask

from tests.api.conftest import ARTICLE, Program


class TestProblem:
    def test_it_says_what_where_and_why(self, translator: Program) -> None:
        path = f"/stories/{'0' * 26}"

        problem = translator.get(path, 404)

        assert problem == {
            "type": "about:blank",
            "title": "Not Found",
            "status": 404,
            "detail": f"There is no story {'0' * 26}.",
            "instance": f"/api/v1{path}",
        }

    @pytest.mark.parametrize("path", ["/nothing", "/", "//stories", "/stories/", "/stories/%00", "/stories/é", "/../x"])
    def test_it_is_told_of_addresses_that_lead_nowhere(self, translator: Program, path: str) -> None:
        assert translator.send("GET", path).status_code == 404

    @pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/stories", "/api/v1"])
    def test_it_is_told_all_over_the_api(self, nobody: Program, path: str) -> None:
        answer = nobody.client.get(path)

        assert answer.status_code == 404
        assert answer.mimetype == "application/problem+json"

    def test_it_is_told_of_other_methods(self, translator: Program) -> None:
        answer = translator.send("DELETE", "/stories")

        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}

    def test_it_is_told_of_options(self, translator: Program) -> None:
        assert translator.send("OPTIONS", "/stories").status_code == 405

    @pytest.mark.parametrize("content", [b"{", b"no", b'{"a": "\\ud800"}', b"\xff\xfe", b"[" * 10_000, b'{"a": 01}'])
    def test_it_is_told_of_what_is_no_json(self, translator: Program, content: bytes) -> None:
        answer = translator.send("POST", "/stories", data=content, content_type="application/json")

        assert answer.status_code == 400
        assert answer.json["detail"].startswith("The body is not JSON")

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
    def test_it_is_told_of_other_types(self, translator: Program, kind: str) -> None:
        answer = translator.send("POST", "/stories", data=b'{"to": ["en"]}', content_type=kind)

        assert answer.status_code == 415

    def test_it_is_told_of_what_is_too_large(self, translator: Program) -> None:
        content = b'{"text": "' + b"x" * (12 * 2**20) + b'"}'

        answer = translator.send("POST", "/stories", data=content, content_type="application/json")

        assert answer.status_code == 413

    def test_it_is_told_of_what_is_too_large_for_a_segment(self, translator: Program) -> None:
        path = f"/translations/{'0' * 26}/units/{'0' * 26}"
        content = b'{"text": "' + b"x" * 2**19 + b'"}'

        answer = translator.send("PUT", path, data=content, content_type="application/json")

        assert answer.status_code == 413

    @pytest.mark.parametrize("body", [[], "text", 5, None])
    def test_it_is_told_of_what_is_no_object(self, translator: Program, body: object) -> None:
        assert translator.post("/stories", body, 422)["errors"][0]["in"] == "body"

    def test_it_names_every_place(self, translator: Program) -> None:
        problem = translator.post("/stories", {**ARTICLE, "to": ["en", "xx"], "due_at": "tomorrow", "x/y": 1}, 422)

        assert problem["type"] == "/api/v1/openapi.json#/components/schemas/InvalidProblem"
        assert [one["pointer"] for one in problem["errors"]] == ["/to/1", "/due_at", "/x~1y"]
        assert problem["detail"] == "The body cannot be used at /to/1: “xx” is not a language the desk knows."

    @pytest.mark.parametrize("query", ["page=0", "page=x", "size=101", "size=0", "view=none", "language=xx", "pages=2"])
    def test_it_is_told_of_queries_too(self, translator: Program, query: str) -> None:
        problem = translator.get(f"/stories?{query}", 422)

        assert problem["errors"][0]["in"] == "query"

    def test_it_tells_nothing_of_mistakes_of_the_desk(
        self, app: Flask, translator: Program, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(app.view_functions, "api.show_me", _fail)

        problem = translator.get("/me", 500)

        assert "secret" not in str(problem)
        assert "the desk's" in problem["detail"]


def _fail() -> None:
    raise RuntimeError("a secret detail")
