"""What a page's script gets back after a save or another act: the parts of rows that changed, and the figures."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, get_template_attribute, jsonify
from sqlalchemy.orm import Session

from desk.domain.errors import DeskError
from desk.services.comparing import since_review
from desk.web.phrases import told
from desk.web.session import undo
from desk.web.sheet import canned
from desk.web.sheet.changes import changes
from desk.web.sheet.facets import choices
from desk.web.sheet.feedback import feedback
from desk.web.sheet.rights import Rights
from desk.web.sheet.rows import Row, Sheet
from desk.web.sheet.summary import Obstacle, Summary, before_approval, summary

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
            response = jsonify(result="refused", reason=told(error))
            response.status_code = error.status
            return response

    return answering


def editor_parts(session: Session, sheet: Sheet, rights: Rights, changed: Iterable[str]) -> dict[str, Any]:
    """For the editor's page: the parts of the changed rows by unit id, and what keeps the text from being submitted."""
    rows = sheet.rows(bare=True)
    figures = summary(rows)
    live = {"stops": _macro("unit_summary", "stops")(sheet.stops)}
    came = feedback(session, sheet, rows)
    if came is not None:
        draw = _macro("unit_returned", "returned")
        live["returned"] = draw(came, sheet.translation, sheet.names, canned.CATEGORIES)
    return {
        "units": {row.unit.id: unit_parts(sheet, rights, row) for row in sheet.rows(changed)},
        "summary": summary_parts(figures, figures.obstacles) | live,
    }


def review_parts(session: Session, sheet: Sheet, rights: Rights, changed: Iterable[str]) -> dict[str, Any]:
    """For the review's page: the same with the differences, and what keeps the text from being approved."""
    rows = sheet.rows(bare=True)
    last = since_review(session, sheet.translation, sheet.units)
    every = changes(session, rows, last)
    drawn = _macro("review_row", "texts")
    units = {
        one.row.unit.id: unit_parts(sheet, rights, one.row)
        | {"changes": drawn(one, sheet.translation, last), "facets": one.facets}
        for one in changes(session, sheet.rows(changed), last)
    }
    counted = {one.facet: one.count for one in choices((one.facets for one in every), second_round=last is not None)}
    figures = summary_parts(summary(rows), before_approval(rows, sheet.threads))
    return {"units": units, "summary": figures | {"facets": counted}}


def unit_parts(sheet: Sheet, rights: Rights, row: Row) -> dict[str, Any]:
    """A row's parts as HTML, with its version and the text that stands."""
    translation = sheet.translation
    parts = {part: _macro("unit", part)(row, translation, rights) for part in PARTS}
    return {
        "version": row.unit.version,
        "text": row.unit.text,
        "status": row.status,
        "spots": row.spots,
        "stamp": row.stamp,
        **parts,
    }


def summary_parts(figures: Summary, obstacles: Sequence[Obstacle]) -> dict[str, Any]:
    """The figures, and what stands in the way of the next move, as HTML."""
    return {
        "total": figures.total,
        "confirmed": figures.confirmed,
        "ready": not obstacles,
        "obstacles": _macro("unit_summary", "obstacles")(obstacles),
        "counts": _macro("unit_summary", "counts")(figures),
        "findings": _macro("unit_summary", "findings")(figures.findings),
    }


def _macro(template: str, name: str) -> Callable[..., str]:
    macro: Callable[..., str] = get_template_attribute(f"partials/{template}.html", name)
    return macro
