"""Reading what a request brings: its JSON body and its query, each into its model."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from desk.domain.errors import Invalid

Model = TypeVar("Model", bound=BaseModel)
JSON = "application/json"
MOST_ERRORS = 20


class Unreadable(Invalid):
    """A body or a query that does not fit its model. `errors` are {"in", "pointer" (RFC 6901), "message"}."""

    def __init__(self, place: str, error: ValidationError) -> None:
        found = error.errors(include_url=False, include_context=False, include_input=False)[:MOST_ERRORS]
        self.errors = [{"in": place, "pointer": _pointer(one["loc"]), "message": one["msg"]} for one in found]
        first = self.errors[0]
        where = f" at {first['pointer']}" if first["pointer"] else ""
        super().__init__(f"The {place} cannot be used{where}: {first['message'].rstrip('.')}.")


def body(model: type[Model]) -> Model:
    """The request's body. Nothing at all counts as an empty object.

    Raises `UnsupportedMediaType` where it is not called JSON, `BadRequest` where it is none, `Unreadable` where it does
    not fit, and `RequestEntityTooLarge` above the request's own limit.
    """
    if request.content_length and request.mimetype != JSON:
        raise UnsupportedMediaType
    content = request.get_data()
    if content and request.mimetype != JSON:  # a body that did not say how long it is
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(content or b"{}")
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise BadRequest(f"The body is not JSON: {first['ctx']['error']}.") from error
        raise Unreadable("body", error) from error


def query(model: type[Model]) -> Model:
    """What the address asks for behind its question mark; of a name that is said twice the first counts."""
    try:
        return model.model_validate(request.args.to_dict())
    except ValidationError as error:
        raise Unreadable("query", error) from error


def _pointer(place: Sequence[Any]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)
