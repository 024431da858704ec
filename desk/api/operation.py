"""An operation of the API: one declaration that routes, guards, reads, answers and documents it."""

import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from desk.api import reading
from desk.api.authentication import admit
from desk.api.schemas.base import Nothing, NothingAsked
from desk.domain.errors import NotFound
from desk.domain.ids import LENGTH
from desk.domain.workflow import Role

TRANSLATOR, EDITOR = frozenset({Role.TRANSLATOR}), frozenset({Role.EDITOR})
WRITERS = TRANSLATOR | EDITOR
NEWSROOM = WRITERS | {Role.ADMINISTRATOR}
PUBLIC: frozenset[Role] | None = None
"""Everybody, signed in or not."""

KIBIBYTE = 2**10
LARGEST = 512 * KIBIBYTE
"""Bytes that a body may bring where the operation says nothing else: a segment's text fits in, also escaped."""

JSON = "application/json"
_ID = re.compile(rf"[0-9a-z]{{{LENGTH}}}")
_VARIABLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """What stands at an address of the API. `path` names its variables as OpenAPI does, and each is an id.

    `body` and `query` are read into these models before the view is called; `answer` is the model of what it returns.
    `roles` are None where everybody may ask. `location` is the path of what was made, with fields of the answer.
    `conflict` is the schema of the 409 where it has members of its own.
    """

    method: str
    path: str
    roles: frozenset[Role] | None
    summary: str
    view: Callable[..., Any]
    body: type[BaseModel]
    query: type[BaseModel]
    answer: type[BaseModel]
    status: int = 200
    media: str = JSON
    location: str = ""
    largest: int = LARGEST
    conflict: str = "Problem"

    @property
    def name(self) -> str:
        return self.view.__name__

    @property
    def variables(self) -> list[str]:
        return _VARIABLE.findall(self.path)

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return _VARIABLE.sub(r"<\1>", self.path)

    def endpoint(self) -> Callable[..., Response]:
        """A function, as Flask and its extensions want one: by name and module."""

        @wraps(self.view)
        def answer(**variables: str) -> Response:
            return self.answer_request(variables)

        return answer

    def answer_request(self, variables: Mapping[str, str]) -> Response:
        """Guards, reads, calls the view, and answers the request that is being handled."""
        request.max_content_length = self.largest
        admit(self.roles)
        for value in variables.values():
            if not _ID.fullmatch(value):
                raise NotFound(f"There is nothing with the id “{value[:40]}”.")
        given: dict[str, Any] = {}
        asked = reading.query(self.query)
        if self.query is not NothingAsked:
            given["query"] = asked
        if self.method != "GET":
            sent = reading.body(self.body)
            given |= {"body": sent} if self.body is not Nothing else {}
        return self._rendered(self.view(**variables, **given))

    def _rendered(self, answer: BaseModel | Response) -> Response:
        if isinstance(answer, Response):  # a problem whose making must be kept, or lines of JSON
            return answer
        response = Response(answer.model_dump_json(), self.status, content_type=JSON)
        if self.location:
            response.headers["Location"] = "/api/v1" + self.location.format_map(answer.model_dump())
        return response


def operation(
    method: str, path: str, roles: frozenset[Role] | None, summary: str, **particulars: Any
) -> Callable[[Callable[..., Any]], Operation]:
    """Makes an operation of a view. Body, query and answer are the models that its annotations name."""

    def make(view: Callable[..., Any]) -> Operation:
        hints = typing.get_type_hints(view)
        return Operation(
            method=method,
            path=path,
            roles=roles,
            summary=summary,
            view=view,
            body=hints.get("body", Nothing),
            query=hints.get("query", NothingAsked),
            answer=_model(hints["return"]),
            **particulars,
        )

    return make


def _model(hint: Any) -> type[BaseModel]:
    """The model of a return annotation, which may say that a whole response comes back instead."""
    for one in typing.get_args(hint) or (hint,):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    raise TypeError(f"an operation answers with a model, not with {hint}")
