"""A desk behind its pages, and visitors who look closely at every page that they get."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask import session as cookie_of_request
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from desk.db import Database
from desk.domain.workflow import Role
from desk.glossary.matcher import Glossary
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.settings import load_settings
from desk.web import create_app
from desk.web.sign_in import limiter
from desk.wiring import Wiring
from tests import factories
from tests.web.inspection import inspect

SECRET = "a key that signs nothing but tests"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"|"X-CSRFToken": "([^"]+)"')


class Visitor:
    """Somebody with a browser. Forms carry the token of the page that was opened last, as browsers send it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = ""

    def get(self, path: str, *, status: int = 200, htmx: bool = False, **more: Any) -> TestResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        return self._seen(self.client.get(path, headers=headers, **more), status)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, status: int = 303, htmx: bool = False, **more: Any
    ) -> TestResponse:
        if not self.token:
            self._take_token()
        headers = {"HX-Request": "true"} if htmx else {}
        sent = {"csrf_token": self.token, **(data or {})}
        return self._seen(self.client.post(path, data=sent, headers=headers, **more), status)

    def follow(self, response: TestResponse) -> TestResponse:
        """Opens the page that an answer sends to."""
        assert response.location is not None
        return self.get(response.location)

    def _take_token(self) -> None:
        """What opening any page does for its forms, without the work of a page."""
        with self.client.application.test_request_context():
            self.token, secret = generate_csrf(), cookie_of_request["csrf_token"]
        with self.client.session_transaction() as cookie:
            cookie["csrf_token"] = secret

    def _seen(self, response: TestResponse, status: int) -> TestResponse:
        response.request.environ["wsgi.input"].close()  # a large form lies in a file
        assert response.status_code == status, f"{response.status}: {response.get_data(as_text=True)[-3000:]}"
        inspect(response)
        if found := _TOKEN.search(response.get_data(as_text=True) if response.mimetype == "text/html" else ""):
            self.token = found[1] or found[2]
        return response


class WebDesk:
    """A desk with people and pages, in a database of the test's own, where everything is committed."""

    def __init__(self, app: Flask, wiring: Wiring) -> None:
        self.app = app
        self.wiring = wiring
        with self.work() as home:
            self.translator, self.editor, self.administrator = home.translator, home.editor, home.administrator

    @contextmanager
    def work(self) -> Iterator[factories.House]:
        """The house of `tests.factories` in a session that is committed: for what a test needs to be there."""
        with self.wiring.database.session(write=True) as session:
            yield self._house(session)
            session.commit()

    def _house(self, session: Session) -> factories.House:
        if not hasattr(self, "administrator"):
            return factories.house(session, self.wiring.glossary)
        desk = Accounts(session).default_desk()
        return factories.House(session, desk, self.translator, self.editor, self.administrator, self.wiring.glossary)

    def visitor(self, actor: Actor | None = None) -> Visitor:
        """Nobody, or somebody who is signed in (without the slow hashing of a password)."""
        client = self.app.test_client()
        if actor is not None:
            with self.wiring.database.session() as session:
                person = Accounts(session).person(actor.person)
                assert person is not None
                epoch = person.session_epoch
            with client.session_transaction() as cookie:
                cookie["_user_id"] = f"{actor.person_id}:{epoch}"
                cookie["_fresh"] = True
        return Visitor(client)

    def person(self, username: str, *roles: Role, password: str = "") -> Actor:
        """One more person at the desk."""
        with self.work() as home:
            actor = factories.person(home.session, home.desk, username, *roles)
            if password:
                profile = Accounts(home.session).by_username(username).profile
                assert profile is not None
                profile.password_hash = factories.quick_hash(password)
        return actor


@contextmanager
def counted(desk: WebDesk) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile."""
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(desk.wiring.database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(desk.wiring.database.engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all tests, since its templates take a while; each test gives it a desk of its own."""
    settings = load_settings(data_dir=tmp_path_factory.mktemp("app"), secret_key=SECRET, engine="quiet")
    made = create_app(Wiring(settings))
    made.testing = False  # errors become pages, as they do for people
    return made


@pytest.fixture
def desk(app: Flask, own_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WebDesk:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    url = own_database.url.render_as_string(hide_password=False)
    wiring = Wiring(load_settings(data_dir=tmp_path, secret_key=SECRET, database_url=url, engine="quiet"))
    vars(wiring)["database"] = own_database
    vars(wiring)["file_glossary"] = Glossary()  # no terms, so that texts of tests need not think of any
    app.extensions["desk"] = wiring
    app.config["DESK"] = wiring.settings
    limiter.reset()
    return WebDesk(app, wiring)


@pytest.fixture
def nobody(desk: WebDesk) -> Visitor:
    return desk.visitor()


@pytest.fixture
def translator(desk: WebDesk) -> Visitor:
    return desk.visitor(desk.translator)


@pytest.fixture
def editor(desk: WebDesk) -> Visitor:
    return desk.visitor(desk.editor)


@pytest.fixture
def administrator(desk: WebDesk) -> Visitor:
    return desk.visitor(desk.administrator)
