"""Find and replace without leaving the sheet: for the page's script, what would change, making it, taking it back."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, get_template_attribute, jsonify, request
from flask_babel import ngettext

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.models import ChangeOutcome, Replacement, Translation
from desk.services import access
from desk.services.replacements import Replacements
from desk.text.diff import word_diff
from desk.text.replacing import Wanted
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import in_json
from desk.web.units import answer_with

blueprint = Blueprint("replacing", __name__, url_prefix="/translations/<translation_id>/replacements")

WRITERS = frozenset({TRANSLATOR, EDITOR})
MOST = 2000
"""Segments shown: more than any article has that one replaces words in by hand."""


@blueprint.post("")
@permit(WRITERS)
@in_json
def look(translation_id: str) -> Response:
    """What would change, as a list to tick."""
    sent = _sent()
    wanted = Wanted(str(sent.get("wanted") or ""), case=bool(sent.get("case")), words=bool(sent.get("words")))
    mine = _mine()
    found = mine.in_translation(translation_id, wanted, str(sent.get("by") or ""))
    views = [(one, word_diff(one.change.before, one.change.after)) for one in mine.changes(found, size=MOST)]
    draw = get_template_attribute("partials/replace_changes.html", "changes")
    return jsonify(result="looked", id=found.id, count=len(views), html=draw(views, found.language))


@blueprint.post("/<replacement_id>/make")
@permit(WRITERS)
@in_json
def make(translation_id: str, replacement_id: str) -> Response:
    """Makes the changes but for those in the units `without`, and answers with the rows that are others now."""
    mine, without = _mine(), _sent().get("without")
    translation = _whole(mine, replacement_id, translation_id)
    found = mine.make(replacement_id, without=[str(one) for one in without] if isinstance(without, list) else ())
    return _answer(translation, found, ChangeOutcome.MADE)


@blueprint.post("/<replacement_id>/undo")
@permit(WRITERS)
@in_json
def take_back(translation_id: str, replacement_id: str) -> Response:
    mine = _mine()
    translation = _whole(mine, replacement_id, translation_id)
    found = mine.undo(replacement_id)
    return _answer(translation, found, ChangeOutcome.UNDONE)


def _answer(translation: Translation, found: Replacement, outcome: ChangeOutcome) -> Response:
    changes = _mine().changes(found, size=MOST)
    units = [one.change.unit_id for one in changes if one.change.outcome is outcome]
    said = ngettext("%(num)s segment changed.", "%(num)s segments changed.", len(units))
    return answer_with(translation, units, result="saved", id=found.id, count=len(units), said=said)


def _whole(mine: Replacements, replacement_id: str, translation_id: str) -> Translation:
    """The translation, locked, of a replacement in it. Raises `NotFound` where it is another's."""
    translation = access.translation(session(), actor(), translation_id)
    if mine.get(replacement_id).translation_id != translation_id:
        raise NotFound(
            phrase("There is no replacement {replacement_id} in this translation.", replacement_id=replacement_id)
        )
    return translation


def _mine() -> Replacements:
    return wiring().replacements(session(), actor())


def _sent() -> Mapping[str, Any]:
    fields = request.get_json(silent=True)
    return fields if isinstance(fields, dict) else {}
