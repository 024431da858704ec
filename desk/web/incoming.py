"""What a request brings, before anything reads it: no NUL characters, and a package's size for administrators alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.web.packages import LARGEST_PACKAGE
from desk.web.reader import actor, signed_in

NUL = "\0"
"""No text has one, and PostgreSQL keeps it in none."""


class Fields(ImmutableMultiDict[str, Any]):
    """The fields of a form or an address; NUL characters are taken out of their values. Files are let alone."""

    def __init__(self, fields: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        sent = MultiDict(fields).items(multi=True)
        super().__init__([(name, value.replace(NUL, "") if isinstance(value, str) else value) for name, value in sent])


class Incoming(Request):
    """A request whose fields hold texts that every database takes."""

    parameter_storage_class = Fields


def install(app: Flask) -> None:
    """Stands before all that reads a form."""
    app.request_class = Incoming
    app.before_request(refuse_nul)
    app.before_request(let_packages_in)


def refuse_nul() -> None:
    """Nothing has an address with a NUL in it. The API holds ids against their own pattern."""
    if request.endpoint is not None and request.blueprint != "api" and NUL in request.path:
        raise NotFound(phrase("There is no such page."))


def let_packages_in() -> None:
    """A package is larger than all that else comes in, and only who may install one can make the desk read it."""
    if request.endpoint == "packages.install" and signed_in() and actor().has(Role.ADMINISTRATOR):
        request.max_content_length = LARGEST_PACKAGE
