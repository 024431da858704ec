"""The description of the API (OpenAPI 3.1), made of the operations and of the models that they read and answer with.

It is made here and not by a library: the operations declare all of it once already, who may ask and problem documents
included, which a library of annotations (spectree) describes as plain JSON or wants said again.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from desk.api.operation import JSON, Operation
from desk.api.problems import MEDIA
from desk.api.schemas.base import Nothing, NothingAsked
from desk.api.schemas.problems import GoneProblem, InvalidProblem, Problem, SaveConflict
from desk.domain.ids import LENGTH
from desk.domain.workflow import Role

PREFIX = "/api/v1"
REF = "#/components/schemas/{model}"
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token: `desk tokens`."},
    "session": {"type": "apiKey", "in": "cookie", "name": "desk", "description": "The signed-in browser."},
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "Beside the session where a request writes: the token that the desk's pages carry.",
    },
}
ERRORS = {
    400: "Not JSON, or no CSRF token",
    401: "Nobody, or a token that does not hold",
    403: "Somebody who may not",
    404: "Nothing there, or not this person's to see",
    409: "It does not fit the state of things any more",
    410: "Taken from readers",
    413: "Larger than the operation takes in",
    415: "Not called JSON",
    422: "It cannot be used",
}

Mode = Literal["validation", "serialization"]
Schemas = Mapping[tuple[Any, Mode], dict[str, Any]]
"""References to the components, by model and mode."""


def describe(operations: Iterable[Operation], version: str) -> dict[str, Any]:
    """The document. `version` is the desk's."""
    listed = list(operations)
    refs, definitions = models_json_schema(list(_models(listed)), ref_template=REF)
    paths: dict[str, dict[str, Any]] = {}
    for one in listed:
        paths.setdefault(PREFIX + one.path, {})[one.method.lower()] = _operation(one, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The desk",
            "version": version,
            "summary": "News in, machine drafts, human edits, approved publications out.",
            "description": "Positions are code points, times are UTC, errors are problem documents (RFC 9457).",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": definitions["$defs"], "securitySchemes": SECURITY},
    }


def _models(operations: Iterable[Operation]) -> Iterable[tuple[type[BaseModel], Mode]]:
    yield from ((model, "validation") for model in (Problem, InvalidProblem, SaveConflict, GoneProblem))
    seen = set()
    for one in operations:
        wanted: list[tuple[type[BaseModel], Mode]] = [(one.answer, "serialization")]
        wanted += [(one.body, "validation")] if one.body is not Nothing else []
        wanted += [(one.query, "validation")] if one.query is not NothingAsked else []
        yield from (each for each in wanted if each not in seen)
        seen.update(wanted)


def _operation(one: Operation, refs: Schemas) -> dict[str, Any]:
    described = {
        "operationId": one.name,
        "summary": one.summary,
        "tags": [one.path.split("/")[1]],
        "security": _security(one),
        "parameters": [*_variables(one), *_queries(one)],
        "responses": _responses(one, refs),
    }
    if one.roles is not None:
        described["description"] = f"For {' and '.join(f'{role}s' for role in Role if role in one.roles)}."
    if one.body is not Nothing:
        schema = refs[one.body, "validation"]
        required = any(field.is_required() for field in one.body.model_fields.values())
        described["requestBody"] = {"required": required, "content": {JSON: {"schema": schema}}}
    return described


def _security(one: Operation) -> list[dict[str, list[str]]]:
    if one.roles is None:
        return []
    browser = ("session",) if one.method == "GET" else ("session", "csrf")
    return [{"token": []}, {name: [] for name in browser}]


def _variables(one: Operation) -> list[dict[str, Any]]:
    schema = {"type": "string", "pattern": f"^[0-9a-z]{{{LENGTH}}}$"}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in one.variables]


def _queries(one: Operation) -> list[dict[str, Any]]:
    """The query's fields. Their schemas stand in the parameter, so references in them point to the same components."""
    if one.query is NothingAsked:
        return []
    schema = one.query.model_json_schema(ref_template=REF)
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": field}
        for name, field in schema["properties"].items()
    ]


def _responses(one: Operation, refs: Schemas) -> dict[str, Any]:
    good = {"description": one.summary, "content": {one.media: {"schema": refs[one.answer, "serialization"]}}}
    if one.location:
        good["headers"] = {"Location": {"description": "The address of what was made.", "schema": {"type": "string"}}}
    bad = {str(status): _problem(ERRORS[status], _schema(one, status)) for status in sorted(_statuses(one))}
    return {str(one.status): good, **bad, "default": _problem("Anything else that went wrong", "Problem")}


def _statuses(one: Operation) -> set[int]:
    """The errors that the operation is known to answer with."""
    known = {401, 422}
    if one.roles is not None:
        known.add(403)
    if one.variables:
        known.add(404)
    if one.method != "GET":
        known |= {400, 409, 413, 415}
    return known | ({410} if one.name == "show_publication" else set())


def _schema(one: Operation, status: int) -> str:
    return {409: one.conflict, 410: "GoneProblem", 422: "InvalidProblem"}.get(status, "Problem")


def _problem(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA: {"schema": {"$ref": REF.format(model=schema)}}}}
