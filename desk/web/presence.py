"""Who else has a translation open, and what they changed in it meanwhile: what its page asks again and again."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, get_template_attribute, jsonify, request

from desk.services import access
from desk.services.presence import Here, appear, others
from desk.services.units import outline_of
from desk.web.permissions import NEWSROOM, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import in_json
from desk.web.sheet.seen import changed
from desk.web.sheet.sent import sent
from desk.web.units import answer_with

blueprint = Blueprint("presence", __name__, url_prefix="/translations/<translation_id>")


@blueprint.post("/here")
@permit(NEWSROOM)
@in_json
def here(translation_id: str) -> Response:
    """Says that the reader has the page open, and in which segment they are."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    appear(session(), actor(), translation, str(sent().get("unit") or ""))
    return jsonify(result="noted")


@blueprint.get("/changes")
@permit(NEWSROOM)
@in_json
def changes(translation_id: str) -> Response:
    """Who else is there; and for a page that says which rows it has `seen`, those that are others by now.

    Such a page is one that its reader writes in: `refused` says why they may not any more. `moved` says that the
    segments themselves are others.
    """
    translation = access.translation(session(), actor(), translation_id, lock=False)
    outline = outline_of(session(), translation)
    there = _shown(others(session(), actor(), translation, outline))
    if "seen" not in request.args:
        return jsonify(result="seen", **there)
    if refusal := wiring().editing(session(), actor()).refusal_in(translation):
        return jsonify(result="seen", refused=told(refusal), **there)
    rows = changed(outline, request.args["seen"])
    if not rows:
        return jsonify(result="seen", moved=rows is None, **there)
    return answer_with(translation, rows, result="seen", **there)


def _shown(found: Sequence[Here]) -> Mapping[str, Any]:
    """The people, and how they are drawn: together, and by the segment in which they are."""
    if not found:
        return {"here": [], "people": "", "segments": {}}
    together = get_template_attribute("components/presence.html", "together")
    beside = get_template_attribute("components/presence.html", "beside")
    units = dict.fromkeys(one.unit_id for one in found if one.unit_id)
    return {
        "here": [{"person": one.person_id, "name": one.name, "unit": one.unit_id} for one in found],
        "people": together(found),
        "segments": {unit: beside([one for one in found if one.unit_id == unit]) for unit in units},
    }
