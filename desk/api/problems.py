"""Errors as problem documents (RFC 9457): what every door of the API answers when it cannot do what was asked."""

import json
import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from desk.api.host import host
from desk.api.reading import Unreadable
from desk.domain.errors import DeskError

log = logging.getLogger(__name__)

MEDIA = "application/problem+json"
PREFIX = "/api/"
SCHEMA = "/api/v1/openapi.json#/components/schemas/{}"
"""The type of a problem with members of its own: the schema that describes them. The others are `about:blank`."""

SENTENCES = {
    404: "There is no such address in the API.",
    405: "This address does not take such a request.",
    413: "The body is larger than this operation takes in.",
    415: "Send the body as application/json.",
    429: "These were too many tries; wait a minute.",
    500: "The mistake is the desk's, and has been noted; nothing of what was sent is half stored.",
}
"""Sentences of the errors that have no words of the desk's own."""

NOT_HANDED_ON = {"content-type", "content-length"}


def problem(status: int, detail: str, *, schema: str = "", **members: Any) -> Response:
    """A problem document. `members` are its own beside the standard ones, as the named schema describes them."""
    document = {
        "type": SCHEMA.format(schema) if schema else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": quote(request.path),
        **members,
    }
    return Response(json.dumps(document, ensure_ascii=False), status, content_type=MEDIA)


def concerns(path: str) -> bool:
    """Whether an address belongs to the API, also one that leads nowhere."""
    return f"{path}/".startswith(PREFIX)


def of_the_desk(error: DeskError) -> Response:
    host().undo()
    return problem(error.status, str(error))


def of_reading(error: Unreadable) -> Response:
    """A body or a query that does not fit, with each place that does not."""
    host().undo()
    return problem(error.status, str(error), schema="InvalidProblem", errors=error.errors)


def of_http(error: HTTPException) -> Response:
    """What Flask, werkzeug and the extensions refuse."""
    host().undo()
    status = error.code or 500
    answer = problem(status, SENTENCES.get(status) or error.description or HTTPStatus(status).phrase)
    for name, value in error.get_headers():
        if name.lower() not in NOT_HANDED_ON:
            answer.headers[name] = value
    return answer


def of_nobody(error: Exception) -> Response:
    """What nobody foresaw: logged with its trace, and told without it."""
    host().undo()
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500, SENTENCES[500])


def install(blueprint: Blueprint) -> None:
    blueprint.register_error_handler(Unreadable, of_reading)
    blueprint.register_error_handler(DeskError, of_the_desk)
    blueprint.register_error_handler(HTTPException, of_http)
    blueprint.register_error_handler(Exception, of_nobody)
