"""Saves of the fields that exist only in the target, from the editor's page."""

from flask import Blueprint, Response, get_template_attribute, jsonify

from desk.services.editing import Saved
from desk.services.overview import names
from desk.services.target_fields import FieldOutcome, TargetFields
from desk.text.diff import word_diff
from desk.web.permissions import permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import in_json
from desk.web.sheet.sent import WRITERS, read_save

blueprint = Blueprint("target_fields", __name__)


@blueprint.post("/translations/<translation_id>/fields/<name>/save")
@permit(WRITERS)
@in_json
def save(translation_id: str, name: str) -> Response:
    """Saves a text. One that came too late is kept: 409 with both texts."""
    wanted = read_save()
    fields = TargetFields(session(), wiring().editing(session(), actor()))
    outcome = fields.save(translation_id, name, wanted.text, wanted.version)
    if outcome.result is not Saved.SAVED:
        return _too_late(outcome)
    return jsonify(result="saved", version=outcome.version, text=outcome.mine)


def _too_late(outcome: FieldOutcome) -> Response:
    """Both texts, and what one would change in the other."""
    language = outcome.translation.language
    author = names(session(), actor()).get(outcome.author_id, "")
    draw = get_template_attribute("partials/unit_conflict.html", "conflict")
    parts = word_diff(outcome.theirs, outcome.mine)
    response = jsonify(
        result=outcome.result,
        reason=told(outcome.reason),
        version=outcome.version,
        text=outcome.theirs,
        mine=outcome.mine,
        author=author,
        html=draw(None, parts, outcome.theirs, author, language),
    )
    response.status_code = 409
    return response
