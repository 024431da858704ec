"""What a page gets where a text came too late: both texts, and how they go together word by word."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Protocol

from flask import Response, get_template_attribute, jsonify

from desk.services.editing import Saved
from desk.services.overview import names
from desk.text.diff import word_diff
from desk.text.merge import MergePart, merge
from desk.text.normal import normalise
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session


class Late(Protocol):
    """What became of a text that was not saved."""

    @property
    def result(self) -> Saved: ...
    @property
    def version(self) -> int: ...
    @property
    def mine(self) -> str: ...
    @property
    def theirs(self) -> str: ...
    @property
    def reason(self) -> str: ...


def too_late(late: Late, key: str, author_id: str, language: str, base: str | None = None) -> Response:
    """409 with both texts; a conflict is drawn and merged upon `base`, which both began with, where that is known.

    `key` tells the choices of one conflict from those of others on the page.
    """
    author = names(session(), actor()).get(author_id, "")
    said: dict[str, Any] = {}
    if late.result is Saved.CONFLICT:
        parts = merge(None if base is None else normalise(base), late.mine, late.theirs)
        said = {"merge": as_records(parts), "html": _drawn(late, parts, key, author, language)}
    response = jsonify(
        result=late.result,
        reason=told(late.reason),
        version=late.version,
        text=late.theirs,
        mine=late.mine,
        author=author,
        **said,
    )
    response.status_code = 409
    return response


def _drawn(late: Late, parts: Sequence[MergePart], key: str, author: str, language: str) -> str:
    draw = get_template_attribute("components/conflict.html", "conflict")
    html: str = draw(key, author, late.theirs, word_diff(late.theirs, late.mine), parts, language)
    return html


def as_records(parts: Sequence[MergePart]) -> list[dict[str, str]]:
    """The parts with mine and theirs together, where both may stay."""
    return [asdict(part) | {"both": part.both} for part in parts]
