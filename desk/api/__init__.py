"""The same road over JSON, under `/api/v1`: who may ask, what is read and what is answered stand on each operation."""

from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Flask
from pydantic import RootModel

from desk.api import (
    comments,
    engines,
    fields,
    findings,
    memory,
    moves,
    newsroom,
    notifications,
    problems,
    publications,
    queue,
    replacements,
    reviewing,
    stories,
    term_plans,
    terms,
    translations,
    units,
)
from desk.api.host import EXTENSION, Host
from desk.api.openapi import PREFIX, describe
from desk.api.operation import PUBLIC, Operation, operation


class Description(RootModel[dict[str, Any]]):
    """An OpenAPI document."""


@operation("GET", "/openapi.json", PUBLIC, "This description")
def describe_api() -> Description:
    return _description()


@cache
def _description() -> Description:
    return Description(describe(OPERATIONS, version("desk")))


OPERATIONS: tuple[Operation, ...] = (
    *stories.OPERATIONS,
    *queue.OPERATIONS,
    *translations.OPERATIONS,
    *moves.OPERATIONS,
    *reviewing.OPERATIONS,
    *units.OPERATIONS,
    *fields.OPERATIONS,
    *findings.OPERATIONS,
    *comments.OPERATIONS,
    *notifications.OPERATIONS,
    *publications.OPERATIONS,
    *replacements.OPERATIONS,
    *engines.OPERATIONS,
    *newsroom.OPERATIONS,
    *terms.OPERATIONS,
    *memory.OPERATIONS,
    *term_plans.OPERATIONS,
    describe_api,
)
"""Everything that stands under `/api/v1`."""


def make_blueprint() -> Blueprint:
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
    problems.install(blueprint)
    for one in OPERATIONS:
        blueprint.add_url_rule(
            one.rule,
            one.name,
            one.endpoint(),
            methods=[one.method],
            provide_automatic_options=False,
            merge_slashes=False,  # a redirect would answer in HTML
        )
    return blueprint


blueprint = make_blueprint()


def install(app: Flask, host: Host) -> None:
    """Lends the API what it needs of the application. The blueprint is registered with the others."""
    app.extensions[EXTENSION] = host
