"""A desk behind its API, and programs that compare every answer they get with the API's own description."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy import event
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from desk import api
from desk.domain.workflow import Role
from desk.jobs.worker import Worker
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.tokens import Tokens
from tests.web.conftest import WebDesk, app, desk

__all__ = ["app", "desk"]

ARTICLE = {"text": "Mưa lớn ở Hà Nội\n\nHà Nội mưa lớn.\n\nBa người bị thương.", "from": "vi", "to": ["en"]}
ENGLISH = ("Heavy rain in Hanoi", "It rained heavily in Hanoi.", "Three people were hurt.")


@cache
def description() -> dict[str, Any]:
    found: dict[str, Any] = api._description().model_dump()
    return found


@cache
def validator(reference: str) -> Draft202012Validator:
    """What holds answers against a schema of the description."""
    return Draft202012Validator({"$ref": reference, "components": description()["components"]})


class Program:
    """A program with a token, or without. Paths stand below `/api/v1`."""

    def __init__(self, client: FlaskClient, secret: str = "") -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, path: str, status: int = 200, **more: Any) -> Any:
        return self._read(self.send("GET", path, **more), status)

    def post(self, path: str, body: object = None, status: int = 200) -> Any:
        return self._read(self.send("POST", path, json=body), status)

    def put(self, path: str, body: object = None, status: int = 200) -> Any:
        return self._read(self.send("PUT", path, json=body), status)

    def send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        response = self.client.open(
            f"/api/v1{path}", method=method, headers={**self.headers, **(headers or {})}, **more
        )
        inspect(self.client.application, method, response)
        return response

    def _read(self, response: TestResponse, status: int) -> Any:
        assert response.status_code == status, f"{response.status}: {response.get_data(as_text=True)}"
        return response.json if response.is_json else response.get_data(as_text=True)


def inspect(app: Flask, method: str, response: TestResponse) -> None:
    """Raises `AssertionError` where an answer is not what the description says, or is HTML."""
    assert response.mimetype in ("application/json", "application/problem+json", "application/jsonl"), response.mimetype
    if response.status_code >= 400:
        assert response.mimetype == "application/problem+json"
        assert response.json["status"] == response.status_code
        validator("#/components/schemas/Problem").validate(response.json)
    described = _responses(app, method, response.request.path)
    if described is None or response.mimetype == "application/jsonl":
        return
    said = described.get(str(response.status_code)) or described["default"]
    validator(said["content"][response.mimetype]["schema"]["$ref"]).validate(response.json)


def _responses(app: Flask, method: str, path: str) -> dict[str, Any] | None:
    """What the description says of the answers at an address; None where nothing is there."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path, method=method)
    except HTTPException:
        return None
    operation = next(one for one in api.OPERATIONS if f"api.{one.name}" == endpoint)
    found: dict[str, Any] = description()["paths"]["/api/v1" + operation.path][method.lower()]["responses"]
    return found


def token_of(desk: WebDesk, actor: Actor) -> str:
    with desk.work() as home:
        person = Accounts(home.session).person(actor.person)
        assert person is not None
        return Tokens(home.session).make(person, "test")[1]


def program(desk: WebDesk, actor: Actor) -> Program:
    """A program that acts for somebody; it keeps no cookies."""
    return Program(desk.app.test_client(use_cookies=False), token_of(desk, actor))


@pytest.fixture
def nobody(desk: WebDesk) -> Program:
    return Program(desk.app.test_client(use_cookies=False))


@pytest.fixture
def translator(desk: WebDesk) -> Program:
    return program(desk, desk.translator)


@pytest.fixture
def colleague(desk: WebDesk) -> Program:
    """A translator who edits too."""
    return program(desk, desk.person("colleague", Role.TRANSLATOR, Role.EDITOR))


@pytest.fixture
def editor(desk: WebDesk) -> Program:
    return program(desk, desk.editor)


@pytest.fixture
def administrator(desk: WebDesk) -> Program:
    return program(desk, desk.administrator)


@pytest.fixture
def drafted(desk: WebDesk, translator: Program) -> str:
    """The id of a translation that waits for a translator, drafted by the worker."""
    taken = translator.post("/stories", ARTICLE, 201)
    Worker(desk.wiring).run_until_idle()
    found: str = taken["translations"][0]["id"]
    return found


@pytest.fixture
def claimed(translator: Program, drafted: str) -> str:
    translator.post(f"/translations/{drafted}/claim")
    return drafted


@pytest.fixture
def submitted(translator: Program, claimed: str) -> str:
    confirm_all(translator, claimed)
    translator.post(f"/translations/{claimed}/submit")
    return claimed


@pytest.fixture
def approved(editor: Program, submitted: str) -> str:
    approve(editor, submitted)
    return submitted


@pytest.fixture
def published(editor: Program, approved: str) -> dict[str, Any]:
    """A publication."""
    found: dict[str, Any] = editor.post(f"/translations/{approved}/publish", status=201)
    return found


def confirm_all(who: Program, translation: str, texts: tuple[str, ...] = ENGLISH) -> None:
    for unit, text in zip(who.get(f"/translations/{translation}")["units"], texts, strict=True):
        body = {"text": text, "based_on": unit["version"], "confirm": True, "milliseconds": 4000}
        who.put(f"/translations/{translation}/units/{unit['id']}", body)


def approve(who: Program, translation: str) -> None:
    read = who.get(f"/translations/{translation}")
    who.post(f"/translations/{translation}/approve", {"content_hash": read["content_hash"]})


class Queries:
    """The queries that a database was asked since `begin`."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def begin(self) -> None:
        self.asked.clear()

    def note(self, *arguments: Any) -> None:
        self.asked.append(json.dumps(arguments[2]))


@pytest.fixture
def queries(desk: WebDesk) -> Iterator[Queries]:
    found = Queries()
    event.listen(desk.wiring.database.engine, "before_cursor_execute", found.note)
    yield found
    event.remove(desk.wiring.database.engine, "before_cursor_execute", found.note)
