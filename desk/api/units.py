"""Writing target texts: saving against a version, confirming, leaving out, going back to the draft."""

from flask import Response

from desk.api import rendering
from desk.api.conflicts import save_conflict
from desk.api.host import actor, session, wiring
from desk.api.operation import NEWSROOM, WRITERS, operation
from desk.api.schemas import translations as schemas
from desk.api.schemas.stories import Reason
from desk.domain.errors import NotFound
from desk.models import Unit
from desk.services import access
from desk.services.added_units import AddedUnits
from desk.services.editing import Saved, SaveOutcome
from desk.services.merged_units import MergedUnits
from desk.services.misprints import Misprints
from desk.services.other_drafts import other_drafts
from desk.services.taking import Taking
from desk.services.units import source_fingerprint, unit_of

UNIT = "/translations/{translation_id}/units/{unit_id}"


@operation("PUT", UNIT, WRITERS, "Save a text upon the version it was based on", conflict="SaveConflict")
def save_unit(translation_id: str, unit_id: str, body: schemas.Save) -> schemas.Saved | Response:
    """A text that comes too late is answered with 409 and both texts, and kept: that answer is committed too."""
    _belongs(translation_id, unit_id)
    editing = wiring().editing(session(), actor())
    if body.confirm:
        confirmed = editing.confirm(unit_id, body.text, body.based_on, milliseconds=body.milliseconds)
        return _outcome(confirmed, body.base)
    saved = editing.save(
        unit_id, body.text, body.based_on, milliseconds=body.milliseconds, end_of_burst=body.end_of_burst
    )
    return _outcome(saved, body.base)


@operation("POST", f"{UNIT}/unconfirm", WRITERS, "Take a confirmation back")
def unconfirm_unit(translation_id: str, unit_id: str) -> schemas.Saved:
    _belongs(translation_id, unit_id)
    return _saved(wiring().editing(session(), actor()).unconfirm(unit_id))


@operation("POST", f"{UNIT}/omit", WRITERS, "Leave a segment out on purpose, with a reason")
def omit_unit(translation_id: str, unit_id: str, body: Reason) -> schemas.Saved:
    _belongs(translation_id, unit_id)
    return _saved(wiring().editing(session(), actor()).omit(unit_id, body.reason))


@operation("POST", f"{UNIT}/restore", WRITERS, "Put the machine's draft back", conflict="SaveConflict")
def restore_unit(translation_id: str, unit_id: str, body: schemas.Restore) -> schemas.Saved | Response:
    _belongs(translation_id, unit_id)
    return _outcome(wiring().editing(session(), actor()).restore_draft(unit_id, body.based_on))


@operation("GET", f"{UNIT}/drafts", NEWSROOM, "The drafts that are offered for a unit instead of its own")
def list_offered_drafts(translation_id: str, unit_id: str) -> schemas.OfferedDrafts:
    """Matches of the memory are at `/memory/similar`."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    unit = unit_of(session(), translation, unit_id)
    found = other_drafts(session(), unit, source_fingerprint(unit))
    return schemas.OfferedDrafts(items=[rendering.offered_draft(one) for one in found])


@operation(
    "POST", f"{UNIT}/take", WRITERS, "Begin anew with another draft, or with a memory's entry", conflict="SaveConflict"
)
def take_for_unit(translation_id: str, unit_id: str, body: schemas.Taken) -> schemas.Saved | Response:
    """It stays the machine's or the memory's text until somebody writes in it."""
    _belongs(translation_id, unit_id)
    taking = Taking(session(), wiring().editing(session(), actor()))
    if body.draft is not None:
        return _outcome(taking.draft(unit_id, body.draft, body.based_on))
    return _outcome(taking.match(unit_id, body.entry or "", body.based_on))


@operation("POST", f"{UNIT}/add", WRITERS, "Add a sentence that has no source behind a unit", status=201)
def add_unit(translation_id: str, unit_id: str, body: schemas.Sentence) -> schemas.Saved:
    _belongs(translation_id, unit_id)
    return _saved(AddedUnits(session(), actor()).add(unit_id, body.text))


@operation("POST", f"{UNIT}/remove", WRITERS, "Take an added sentence out again")
def remove_unit(translation_id: str, unit_id: str) -> schemas.Saved:
    _belongs(translation_id, unit_id)
    return _saved(AddedUnits(session(), actor()).remove(unit_id))


@operation("PUT", f"{UNIT}/source", WRITERS, "Put a misprint of a unit's source right, for all languages")
def correct_source(translation_id: str, unit_id: str, body: schemas.Sentence) -> schemas.Saved:
    """What came is kept beside it, and can be put back as a cleaning can."""
    _belongs(translation_id, unit_id)
    Misprints(session(), actor()).correct(unit_id, body.text)
    return _saved(session().get_one(Unit, unit_id))


@operation("POST", f"{UNIT}/merge", WRITERS, "Merge a unit with the one behind it in its paragraph")
def merge_unit(translation_id: str, unit_id: str) -> schemas.Saved:
    _belongs(translation_id, unit_id)
    return _saved(MergedUnits(session(), actor()).merge(unit_id))


@operation("POST", f"{UNIT}/split", WRITERS, "Split a unit of several segments in two; the answer is the second one")
def split_unit(translation_id: str, unit_id: str, body: schemas.Split) -> schemas.Saved:
    """Without a place the text is split where a sentence ends."""
    _belongs(translation_id, unit_id)
    return _saved(MergedUnits(session(), actor()).split(unit_id, body.place))


OPERATIONS = (
    *(save_unit, unconfirm_unit, omit_unit, restore_unit, list_offered_drafts, take_for_unit),
    *(add_unit, remove_unit, correct_source, merge_unit, split_unit),
)


def _belongs(translation_id: str, unit_id: str) -> None:
    if access.unit(session(), actor(), unit_id).translation_id != translation_id:
        raise NotFound(f"The translation {translation_id} has no unit {unit_id}.")


def _outcome(outcome: SaveOutcome, base: str | None = None) -> schemas.Saved | Response:
    if outcome.result is Saved.SAVED:
        return _saved(outcome.unit)
    return save_conflict(outcome, base, unit=outcome.unit.id)


def _saved(unit: Unit) -> schemas.Saved:
    """The unit after a save, with what the checks find in it now."""
    found = wiring().findings(session(), actor()).check(unit.translation, {unit.id})
    return rendering.saved(unit, [one for one in found if one.unit_id == unit.id])
