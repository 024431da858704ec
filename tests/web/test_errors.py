"""Errors as pages, and as notices for htmx."""

from pathlib import Path

import pytest

from desk.db import Database
from desk.domain.errors import Conflict, TooLarge
from desk.models import Outlet
from desk.services.accounts import Accounts
from desk.settings import load_settings
from desk.web import create_app
from desk.web.permissions import PUBLIC, permit
from desk.web.session import session
from desk.wiring import Wiring
from tests.web.conftest import SECRET, Visitor, WebDesk


@permit(PUBLIC)
def fail() -> str:
    raise RuntimeError("the secret number is 4711")


@permit(PUBLIC)
def clash() -> str:
    raise Conflict("Somebody was faster in <segment> 3.")


@permit(PUBLIC)
def write_and_fail() -> str:
    _write("lost")
    raise TooLarge("Too much.")


@permit(PUBLIC)
def write_and_answer() -> tuple[str, int]:
    _write("kept")
    return "Somebody else saved first.", 409


def _write(name: str) -> None:
    session().add(Outlet(desk_id=Accounts(session()).default_desk().id, name=name))
    session().flush()


@pytest.fixture
def wiring(own_database: Database, tmp_path: Path) -> Wiring:
    url = own_database.url.render_as_string(hide_password=False)
    made = Wiring(load_settings(data_dir=tmp_path, secret_key=SECRET, database_url=url, engine="quiet"))
    vars(made)["database"] = own_database
    return made


@pytest.fixture
def broken(wiring: Wiring) -> Visitor:
    """A visitor of an application with pages that fail."""
    app = create_app(wiring)
    for view in (fail, clash, write_and_fail, write_and_answer):
        app.add_url_rule(f"/{view.__name__}", f"patterns.{view.__name__}", view, methods=["GET", "POST"])
    return Visitor(app.test_client())


def outlets(wiring: Wiring) -> list[str]:
    with wiring.database.session() as reading:
        return [one.name for one in reading.query(Outlet)]


class TestFailing:
    def test_it_tells_nothing_of_what_went_wrong_inside(self, broken: Visitor) -> None:
        answer = broken.get("/fail", status=500)

        assert "4711" not in answer.text
        assert "RuntimeError" not in answer.text

    def test_it_tells_the_desks_own_sentence_escaped(self, broken: Visitor) -> None:
        assert "Somebody was faster in &lt;segment&gt; 3." in broken.get("/clash", status=409).text

    def test_it_answers_htmx_with_a_notice_alone(self, broken: Visitor) -> None:
        answer = broken.get("/clash", status=409, htmx=True)

        assert "<html" not in answer.text
        assert 'role="alert"' in answer.text


class TestTransaction:
    def test_it_rolls_back_what_an_error_left(self, broken: Visitor, wiring: Wiring) -> None:
        broken.post("/write_and_fail", status=413)

        assert outlets(wiring) == []

    def test_it_keeps_what_a_view_wrote_with_its_answer(self, broken: Visitor, wiring: Wiring) -> None:
        broken.post("/write_and_answer", status=409)

        assert outlets(wiring) == ["kept"]

    def test_it_never_writes_while_reading(self, broken: Visitor, wiring: Wiring) -> None:
        broken.get("/write_and_answer", status=409)

        assert outlets(wiring) == []


class TestFailingDatabase:
    def test_it_still_has_a_page(self, wiring: Wiring) -> None:
        app = create_app(wiring)
        visitor = Visitor(app.test_client())
        with visitor.client.session_transaction() as cookie:
            cookie["_user_id"] = "01m8:1"
        with wiring.database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE person RENAME TO nobody")

        assert "The desk failed" in visitor.get("/", status=500).text


class TestPages:
    def test_it_keeps_the_desks_head_and_the_way_back(self, desk: WebDesk, translator: Visitor) -> None:
        answer = translator.get("/stories/nowhere", status=404)
        with_referrer = translator.client.get("/stories/nowhere", headers={"Referer": "http://localhost/?view=mine"})
        from_elsewhere = translator.client.get("/stories/nowhere", headers={"Referer": "http://elsewhere.example/x"})

        assert "Sign out" in answer.text
        assert 'href="/?view=mine"' in with_referrer.text
        assert "elsewhere" not in from_elsewhere.text

    def test_it_says_that_there_is_no_such_page(self, translator: Visitor) -> None:
        answer = translator.get("/no-such-page", status=404)

        assert "Not found" in answer.text

    def test_it_says_which_requests_an_address_takes(self, translator: Visitor) -> None:
        assert "GET" in translator.post("/", status=405).headers["Allow"]

    def test_it_refuses_what_is_too_large(self, translator: Visitor) -> None:
        answer = translator.post("/intake", {"text": "a" * (13 * 2**20)}, status=413)

        assert "Too large" in answer.text
