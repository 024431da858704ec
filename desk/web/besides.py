"""What translators do besides translating: added sentences, misprints put right, segments merged and split."""

from flask import Blueprint, Response, jsonify, request

from desk.models import Unit
from desk.services import access
from desk.services.added_units import AddedUnits
from desk.services.merged_units import MergedUnits
from desk.services.misprints import Misprints
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import in_json

blueprint = Blueprint("besides", __name__, url_prefix="/translations/<translation_id>/units/<unit_id>")

WRITERS = frozenset({TRANSLATOR, EDITOR})


@blueprint.post("/add")
@permit(WRITERS)
@in_json
def add(translation_id: str, unit_id: str) -> Response:
    """Adds a sentence behind the segment; the page is to be read anew, at the sentence."""
    unit = _unit(translation_id, unit_id)
    added = AddedUnits(session(), actor()).add(unit.id, _text())
    wiring().findings(session(), actor()).check(unit.translation, {added.id})
    return jsonify(result="moved", number=added.position + 1)


@blueprint.post("/remove")
@permit(WRITERS)
@in_json
def remove(translation_id: str, unit_id: str) -> Response:
    """Takes an added sentence out again."""
    unit = _unit(translation_id, unit_id)
    AddedUnits(session(), actor()).remove(unit.id)
    wiring().findings(session(), actor()).check(unit.translation)
    return jsonify(result="moved", number=max(unit.position, 1))


@blueprint.post("/source")
@permit(WRITERS)
@in_json
def correct_source(translation_id: str, unit_id: str) -> Response:
    """Puts a misprint of the segment's source right, for all languages of the story."""
    unit = _unit(translation_id, unit_id)
    Misprints(session(), actor()).correct(unit.id, _text())
    wiring().findings(session(), actor()).check(unit.translation)
    return jsonify(result="moved", number=unit.position + 1)


@blueprint.post("/merge")
@permit(WRITERS)
@in_json
def merge(translation_id: str, unit_id: str) -> Response:
    """Merges the segment with the one behind it."""
    unit = MergedUnits(session(), actor()).merge(_unit(translation_id, unit_id).id)
    wiring().findings(session(), actor()).check(unit.translation)
    return jsonify(result="moved", number=unit.position + 1)


@blueprint.post("/split")
@permit(WRITERS)
@in_json
def split(translation_id: str, unit_id: str) -> Response:
    """Splits a merged segment again, where the page says or where a sentence ends."""
    other = MergedUnits(session(), actor()).split(_unit(translation_id, unit_id).id, _place())
    wiring().findings(session(), actor()).check(other.translation)
    return jsonify(result="moved", number=other.position)


def _unit(translation_id: str, unit_id: str) -> Unit:
    return access.unit_in(session(), actor(), translation_id, unit_id)


def _place() -> int | None:
    sent = request.get_json(silent=True)
    place = sent.get("place") if isinstance(sent, dict) else None
    return place if isinstance(place, int) else None


def _text() -> str:
    sent = request.get_json(silent=True)
    text = sent.get("text") if isinstance(sent, dict) else None
    return text if isinstance(text, str) else ""
