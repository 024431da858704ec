"""What every answer carries, and what a form must bring."""

from collections.abc import Iterator

import pytest

from desk.settings import load_settings
from tests.web.conftest import SECRET, Visitor, WebDesk


class TestHeaders:
    def test_it_lets_nothing_run_that_is_no_file_of_the_desks(self, nobody: Visitor) -> None:
        policy = nobody.get("/sign-in").headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy

    def test_it_keeps_pages_out_of_caches(self, translator: Visitor) -> None:
        assert translator.get("/").headers["Cache-Control"] == "no-store"

    def test_it_says_https_only_where_there_is_https(self, nobody: Visitor) -> None:
        plain = nobody.get("/sign-in")
        safe = nobody.client.get("/sign-in", base_url="https://desk.example")

        assert "Strict-Transport-Security" not in plain.headers
        assert "max-age=31536000" in safe.headers["Strict-Transport-Security"]


class TestCookies:
    def test_it_hides_the_session_from_scripts_and_other_sites(self, nobody: Visitor) -> None:
        cookie = nobody.get("/sign-in").headers["Set-Cookie"]

        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie

    @pytest.fixture
    def behind_https(self, desk: WebDesk) -> Iterator[WebDesk]:
        desk.app.config.update(DESK=load_settings(secret_key=SECRET, https=True), SESSION_COOKIE_SECURE=True)
        yield desk
        desk.app.config.update(SESSION_COOKIE_SECURE=False)

    def test_it_sends_cookies_by_https_alone_where_there_is_https(self, behind_https: WebDesk) -> None:
        client = behind_https.app.test_client()

        answer = client.get("/sign-in", base_url="https://desk.example")

        assert "Secure" in answer.headers["Set-Cookie"]


class TestForms:
    def test_it_takes_no_form_without_its_token(self, translator: Visitor) -> None:
        answer = translator.client.post("/sign-out")

        assert answer.status_code == 400
        assert "reload" in answer.get_data(as_text=True)

    def test_it_takes_no_form_with_a_strangers_token(self, desk: WebDesk, translator: Visitor) -> None:
        stranger = desk.visitor()
        stranger.get("/sign-in")

        translator.post("/sign-out", {"csrf_token": stranger.token}, status=400)

    def test_it_takes_the_token_from_htmx_headers_too(self, translator: Visitor) -> None:
        translator.get("/")

        answer = translator.client.post("/theme", data={"theme": "dark"}, headers={"X-CSRFToken": translator.token})

        assert answer.status_code == 303
