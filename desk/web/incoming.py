"""What a request brings, before anything reads it: no NUL characters, and large files from few people alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.services.memory_entries import KEEPERS
from desk.web.memory_files import LARGEST_FILE
from desk.web.packages import LARGEST_PACKAGE
from desk.web.reader import actor, signed_in

NUL = "\0"
"""No text has one, and PostgreSQL keeps it in none."""
LARGER: Mapping[str, tuple[int, Sequence[Role]]] = {
    "packages.install": (LARGEST_PACKAGE, (Role.ADMINISTRATOR,)),
    "memory_files.take_in": (LARGEST_FILE, KEEPERS),
}
"""What an endpoint may be sent at most, in bytes, and by whom."""


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
    """A few files are larger than all that else comes in, and only who may send one can make the desk read it."""
    larger, roles = LARGER.get(request.endpoint or "", (0, ()))
    if larger and signed_in() and actor().has(*roles):
        request.max_content_length = larger
