"""What happens to single segments while one works: saves, confirmations, omissions, and words on findings."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.models import FindingRow, Translation, Unit
from desk.services import access
from desk.services.alternatives import Alternatives
from desk.services.editing import Saved, SaveOutcome
from desk.services.offers import offers
from desk.services.repeats import fill_repeats
from desk.services.taking import Taking
from desk.services.units import units_of
from desk.web.permissions import permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import editor_parts, in_json, review_parts
from desk.web.sheet.conflicts import too_late
from desk.web.sheet.rights import rights
from desk.web.sheet.rows import Sheet
from desk.web.sheet.sent import WRITERS, Save, read_save, sent, sent_reason, sent_version

blueprint = Blueprint("units", __name__, url_prefix="/translations/<translation_id>")

VERDICTS = ("dismiss", "contest", "accept")


@blueprint.post("/units/<unit_id>/save")
@permit(WRITERS)
@in_json
def save(translation_id: str, unit_id: str) -> Response:
    """Saves a text, and confirms it where asked. One that came too late is kept: 409 with both texts."""
    wanted = read_save()
    unit = _unit(translation_id, unit_id)
    outcome = _write(unit, wanted)
    if outcome.result is not Saved.SAVED:
        return _too_late(outcome, wanted.base)
    empty = wanted.confirm and not unit.text.strip()
    said = _("Segment %(number)s is empty: write it, or leave it out with a reason.", number=unit.position + 1)
    reason = said if empty else ""
    also = _elsewhere(unit) if wanted.confirm and not empty else {}
    return _answer(unit.translation, unit, checks=True, text=unit.text, reason=reason, **also)


def _elsewhere(unit: Unit) -> dict[str, Any]:
    """What a confirmed text does beyond its segment: repeated sentences that it filled in, corrections to offer."""
    filled = fill_repeats(wiring().editing(session(), actor()), unit)
    offered = [
        {"before": one.before, "after": one.after, "segments": list(one.segments)} for one in offers(session(), unit)
    ]
    return {"filled": [one.id for one in filled], "offers": offered}


def _write(unit: Unit, wanted: Save) -> SaveOutcome:
    editing = wiring().editing(session(), actor())
    if wanted.confirm and wanted.text.strip():
        return editing.confirm(unit.id, wanted.text, wanted.version, milliseconds=wanted.milliseconds)
    end = wanted.end_of_burst or wanted.confirm
    return editing.save(
        unit.id,
        wanted.text,
        wanted.version,
        milliseconds=wanted.milliseconds,
        end_of_burst=end,
        again=wanted.again,
    )


def _too_late(outcome: SaveOutcome, base: str | None = None) -> Response:
    unit = outcome.unit
    return too_late(outcome, unit.id, unit.author_id or "", unit.translation.language, base)


@blueprint.post("/units/<unit_id>/unconfirm")
@permit(WRITERS)
@in_json
def unconfirm(translation_id: str, unit_id: str) -> Response:
    unit = _unit(translation_id, unit_id)
    wiring().editing(session(), actor()).unconfirm(unit.id)
    return _answer(unit.translation, unit)


@blueprint.post("/units/<unit_id>/omit")
@permit(WRITERS)
@in_json
def omit(translation_id: str, unit_id: str) -> Response:
    """Leaves a segment out on purpose."""
    unit = _unit(translation_id, unit_id)
    wiring().editing(session(), actor()).omit(unit.id, sent_reason())
    return _answer(unit.translation, unit, checks=True, text=unit.text)


@blueprint.post("/units/<unit_id>/restore")
@permit(WRITERS)
@in_json
def restore(translation_id: str, unit_id: str) -> Response:
    """Puts the draft back, or takes a segment that was left out in again."""
    unit = _unit(translation_id, unit_id)
    editing = wiring().editing(session(), actor())
    version = unit.version if sent().get("version") is None else sent_version()
    if unit.draft is None:
        editing.include(unit.id)
    elif (outcome := editing.restore_draft(unit.id, version)).result is not Saved.SAVED:
        return _too_late(outcome)
    return _answer(unit.translation, unit, checks=True, text=unit.text)


@blueprint.post("/units/<unit_id>/alternative")
@permit(WRITERS)
@in_json
def decode_again(translation_id: str, unit_id: str) -> Response:
    """Has a segment decoded again with its terms; the page asks `alternative` until there is an answer."""
    unit = _unit(translation_id, unit_id)
    _alternatives().ask(unit.id)
    return _answer(unit.translation, unit)


@blueprint.get("/units/<unit_id>/alternative")
@permit(WRITERS)
@in_json
def alternative(translation_id: str, unit_id: str) -> Response:
    """The row again, with its alternative as far as it is. Nothing is locked."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    return answer_with(translation, [unit_id], result="seen")


@blueprint.post("/units/<unit_id>/alternative/take")
@permit(WRITERS)
@in_json
def take_alternative(translation_id: str, unit_id: str) -> Response:
    """Lets the text begin with the alternative. Restoring the draft takes it back."""
    unit = _unit(translation_id, unit_id)
    outcome = _alternatives().take(unit.id, sent_version())
    if outcome.result is not Saved.SAVED:
        return _too_late(outcome)
    return _answer(unit.translation, unit, checks=True, text=unit.text)


def _alternatives() -> Alternatives:
    return Alternatives(session(), wiring().editing(session(), actor()))


@blueprint.post("/units/<unit_id>/take")
@permit(WRITERS)
@in_json
def take(translation_id: str, unit_id: str) -> Response:
    """Lets the text begin with another of its drafts (`draft`), or with a match of the memory (`entry`)."""
    unit = _unit(translation_id, unit_id)
    chosen = sent()
    version = sent_version()
    taking = Taking(session(), wiring().editing(session(), actor()))
    if draft_id := str(chosen.get("draft") or ""):
        outcome = taking.draft(unit.id, draft_id, version)
    else:
        outcome = taking.match(unit.id, str(chosen.get("entry") or ""), version)
    if outcome.result is not Saved.SAVED:
        return _too_late(outcome)
    return _answer(unit.translation, unit, checks=True, text=unit.text)


@blueprint.post("/findings/<finding_id>/<verdict>")
@permit(WRITERS)
@in_json
def set_aside(translation_id: str, finding_id: str, verdict: str) -> Response:
    """Dismisses a finding, contests it, or accepts a contest; always with a reason."""
    if verdict not in VERDICTS:
        raise NotFound(phrase("Nothing is called “{verdict}” here.", verdict=verdict))
    translation = access.translation(session(), actor(), translation_id)
    found = session().get(FindingRow, finding_id)
    if found is None or found.translation_id != translation.id:
        raise NotFound(phrase("There is no finding {finding_id} in this translation.", finding_id=finding_id))
    findings = wiring().findings(session(), actor())
    say = {"dismiss": findings.dismiss, "contest": findings.contest, "accept": findings.accept}[verdict]
    say(finding_id, sent_reason())
    return answer_with(translation, [found.unit_id], result="saved")


def _unit(translation_id: str, unit_id: str) -> Unit:
    """A unit of this translation, locked. Raises `NotFound` for one of another."""
    return access.unit_in(session(), actor(), translation_id, unit_id)


def _answer(
    translation: Translation, unit: Unit, *, checks: bool = False, filled: Sequence[str] = (), **said: object
) -> Response:
    """Answers with the rows of the unit and of those that it filled in; where texts changed, with its `checks`."""
    changed = [unit.id, *filled]
    return answer_with(
        translation, changed, checks=checks, result="saved", version=unit.version, filled=list(filled), **said
    )


def answer_with(translation: Translation, changed: Iterable[str], *, checks: bool = False, **said: object) -> Response:
    """What a page's script gets: what is `said`, the parts of the changed rows, and the figures.

    `checks` looks at the changed texts again, and answers also with every row whose findings are others now.
    """
    reviews = request.args.get("view") == "review"
    units = units_of(session(), translation, drafts=reviews)
    drawn = set(changed)
    if checks:
        drawn |= wiring().findings(session(), actor()).look(translation, drawn, units)
    sheet = Sheet(session(), actor(), translation, wiring().glossary_of(session(), actor()), units=units)
    may = rights(actor(), translation, intervenes=not reviews)
    if reviews:
        return jsonify(**said, **review_parts(session(), sheet, may, drawn))
    return jsonify(**said, **editor_parts(session(), sheet, may, drawn))
