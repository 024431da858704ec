"""What the scripts of pages send: a text with the version that it was written upon, a reason, a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.services.editing import MAX_LENGTH
from desk.text.normal import normalise
from desk.web.permissions import EDITOR, TRANSLATOR

WRITERS = frozenset({TRANSLATOR, EDITOR})
LATEST = 2**31 - 1
"""The highest version that the database can hold."""


@dataclass(frozen=True, slots=True)
class Save:
    """What a page sends: a text, the version it was written upon, and the milliseconds at work since the last save.

    `base` is how that version read, where the page knows it. `again` only asks how a text that is in conflict stands
    now: the page keeps it, and it is no proposal yet another time.
    """

    text: str
    version: int
    base: str | None
    again: bool
    milliseconds: int
    end_of_burst: bool
    confirm: bool


def read_save() -> Save:
    """The save that was sent, as JSON or as a form. Raises `Invalid` where it is none."""
    fields = sent()
    try:
        return Save(
            text=_text(fields["text"]),
            version=_version(fields["version"]),
            base=_base(fields["base"]) if "base" in fields else None,
            again=_yes(fields.get("again")),
            milliseconds=int(fields.get("milliseconds") or 0),
            end_of_burst=_yes(fields.get("end_of_burst")),
            confirm=_yes(fields.get("confirm")),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Invalid(phrase("A save names its text and the version that it was written upon.")) from error


def _text(value: Any) -> str:
    """Raises `TypeError` for what is no text: “None” must not end up in an article."""
    if not isinstance(value, str):
        raise TypeError("a text is a string")
    return value


def _base(value: Any) -> str:
    """Raises `ValueError` for what is longer than any text that was saved."""
    if len(text := _text(value)) > MAX_LENGTH:
        raise ValueError("a base was saved once")
    return text


def _version(value: Any) -> int:
    """Raises `ValueError` for what no unit's version can be, nor the database hold."""
    found = int(value)
    if not 0 <= found <= LATEST:
        raise ValueError(f"{found} is not a version")
    return found


def sent() -> Mapping[str, Any]:
    """The fields that came, as JSON or as a form."""
    if not request.is_json:
        return request.form
    fields = request.get_json(silent=True)
    return fields if isinstance(fields, dict) else {}


def sent_reason() -> str:
    return normalise(str(sent().get("reason") or ""))


def _yes(value: object) -> bool:
    return value is True or str(value).lower() in ("1", "true", "yes", "on")


def sent_version() -> int:
    """Raises `Invalid` where an act does not say upon which version it was done."""
    try:
        return _version(sent().get("version"))
    except (TypeError, ValueError, OverflowError) as error:
        raise Invalid(phrase("Say the version that the segment had.")) from error
