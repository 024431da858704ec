"""Saves of the fields that exist only in the target, from the editor's page."""

from flask import Blueprint, Response, jsonify

from desk.services.editing import Saved
from desk.services.target_fields import TargetFields
from desk.web.permissions import permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import in_json
from desk.web.sheet.conflicts import too_late
from desk.web.sheet.sent import WRITERS, read_save

blueprint = Blueprint("target_fields", __name__)


@blueprint.post("/translations/<translation_id>/fields/<name>/save")
@permit(WRITERS)
@in_json
def save(translation_id: str, name: str) -> Response:
    """Saves a text. One that came too late is kept: 409 with both texts."""
    wanted = read_save()
    fields = TargetFields(session(), wiring().editing(session(), actor()))
    outcome = fields.save(translation_id, name, wanted.text, wanted.version, again=wanted.again)
    if outcome.result is not Saved.SAVED:
        return too_late(outcome, name, outcome.author_id, outcome.translation.language, wanted.base)
    return jsonify(result="saved", version=outcome.version, text=outcome.mine)
