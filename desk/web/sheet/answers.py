"""What a page's script gets back after a save or another act: the parts of rows that changed, and the figures."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, get_template_attribute, jsonify

from desk.domain.errors import DeskError
from desk.services.findings import FindingView
from desk.web.session import undo
from desk.web.sheet.rights import Rights
from desk.web.sheet.rows import Row, Sheet
from desk.web.sheet.summary import summary

P = ParamSpec("P")

PARTS = ("gutter", "source", "top", "marks", "side")
"""The parts of a row that the server draws anew; the text between them belongs to whoever types."""


def in_json(view: Callable[P, Response]) -> Callable[P, Response]:
    """A view whose refusals are JSON too: `{"result": "refused", "reason": …}` under the error's status."""

    @wraps(view)
    def answering(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except DeskError as error:
            undo()
            response = jsonify(result="refused", reason=str(error))
            response.status_code = error.status
            return response

    return answering


def page_parts(sheet: Sheet, rights: Rights, changed: Iterable[str]) -> dict[str, Any]:
    """The parts of the changed rows by unit id, and the translation's figures."""
    rows, wanted = sheet.rows(), frozenset(changed)
    return {
        "units": {row.unit.id: unit_parts(sheet, rights, row) for row in rows if row.unit.id in wanted},
        "summary": summary_parts(rows),
    }


def unit_parts(sheet: Sheet, rights: Rights, row: Row) -> dict[str, Any]:
    """A row's parts as HTML, with its version and the text that stands."""
    translation = sheet.translation
    parts = {part: _macro("unit", part)(row, translation, rights) for part in PARTS}
    return {"version": row.unit.version, "text": row.unit.text, "status": row.status, "spots": row.spots, **parts}


def summary_parts(rows: list[Row]) -> dict[str, Any]:
    """The figures, and what stands in the way of submitting, as HTML."""
    figures = summary(rows)
    return {
        "total": figures.total,
        "confirmed": figures.confirmed,
        "ready": not figures.obstacles,
        "obstacles": _macro("unit_summary", "obstacles")(figures.obstacles),
        "counts": _macro("unit_summary", "counts")(figures),
        "findings": _macro("unit_summary", "findings")(figures.findings),
    }


def changed_units(before: Iterable[FindingView], after: Iterable[FindingView]) -> set[str]:
    """The units whose findings are others than before."""
    return {unit for unit, _, _, _ in _marks(before) ^ _marks(after)}


def _marks(findings: Iterable[FindingView]) -> set[tuple[str, str, str, str]]:
    return {(found.unit_id, found.id, found.state, found.reason) for found in findings}


def _macro(template: str, name: str) -> Callable[..., str]:
    macro: Callable[..., str] = get_template_attribute(f"partials/{template}.html", name)
    return macro
