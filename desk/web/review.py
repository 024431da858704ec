"""The review: what was changed against the draft, the editor's decision on it, and what follows from the decision."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import Conflict, DeskError, Invalid
from desk.domain.phrase import phrase
from desk.domain.provenance import content_hash
from desk.domain.workflow import State
from desk.models import Translation
from desk.models.base import utc_now
from desk.services import access
from desk.services.approvers import approvers
from desk.services.comparing import since_review
from desk.services.guards import Context, four_eyes_broken, latest_approval
from desk.services.scores import Scores
from desk.services.translations import Returned
from desk.services.units import document
from desk.services.versions import Versions
from desk.web.editor import drafts_notices, submitter
from desk.web.keys import keys_on
from desk.web.permissions import EDITOR, NEWSROOM, TRANSLATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo, wiring
from desk.web.sheet import canned
from desk.web.sheet.changes import changed_fields, changes
from desk.web.sheet.commands import View
from desk.web.sheet.facets import choices
from desk.web.sheet.fields import fields_of
from desk.web.sheet.rights import rights
from desk.web.sheet.rows import Sheet
from desk.web.sheet.summary import before_approval, summary
from desk.web.talk import spoken

blueprint = Blueprint("review", __name__, url_prefix="/translations/<translation_id>")

PUBLISHED = (State.PUBLISHED, State.WITHDRAWN, State.KILLED)


@blueprint.get("/review")
@permit(NEWSROOM)
def show(translation_id: str) -> str:
    return _page(translation_id)


@blueprint.post("/approve")
@permit(EDITOR)
def approve(translation_id: str) -> Response:
    """Approves exactly the text that was shown. Where it is another by now, the page comes back with what it is."""
    seen = request.form.get("content_hash", "")
    if not seen:
        raise Invalid(phrase("Say which text you approve: the page sends the hash of the one that it showed."))
    try:
        wiring().translations(session(), actor()).approve(
            translation_id, expected_hash=seen, note=request.form.get("note", "")
        )
    except Conflict as error:
        return _again(translation_id, error)
    flash(_("Approved at exactly this text. Any change of it takes the approval back."), "good")
    return _to(translation_id)


@blueprint.post("/return")
@permit(EDITOR)
def return_(translation_id: str) -> Response:
    """Sends ticked segments back, each with its reason."""
    try:
        wiring().translations(session(), actor()).return_(translation_id, _reasons(), request.form.get("note", ""))
    except (Invalid, Conflict) as error:
        return _again(translation_id, error)
    flash(_("It is with its translator again."), "good")
    return _to(translation_id)


@blueprint.post("/reopen")
@permit(EDITOR)
def reopen(translation_id: str) -> Response:
    """Takes an approval back."""
    wiring().translations(session(), actor()).reopen(translation_id, request.form.get("reason", ""))
    flash(_("The approval is taken back, and its scores with it."), "good")
    return _to(translation_id)


@blueprint.post("/publish")
@permit(EDITOR)
def publish(translation_id: str) -> Response:
    publication = wiring().publishing(session(), actor()).publish(translation_id)
    flash(_("Version %(number)s is published.", number=publication.number), "good")
    return _to(translation_id)


@blueprint.post("/revise")
@permit(frozenset({TRANSLATOR, EDITOR}))
def revise(translation_id: str) -> Response:
    """Opens the next version: a correction, of which readers get a note, or an update."""
    correction = request.form.get("kind") == "correction"
    note = request.form.get("note", "").strip()
    if correction and not note:
        raise Invalid(phrase("A correction tells readers what was wrong: write its note."))
    wiring().translations(session(), actor()).revise(translation_id, correction_note=note if correction else "")
    flash(_("The next version is open. Readers keep the present one until it is published."), "info")
    return redirect(url_for("editor.show", translation_id=translation_id), 303)  # type: ignore[return-value]


@blueprint.post("/withdraw")
@permit(EDITOR)
def withdraw(translation_id: str) -> Response:
    """Takes the published text from readers."""
    wiring().publishing(session(), actor()).withdraw(translation_id, request.form.get("reason", ""))
    flash(_("It is taken from readers; its page says so."), "good")
    return _to(translation_id)


def _reasons() -> list[Returned]:
    """The ticked segments with category and words."""
    form = request.form
    return [
        Returned(unit_id, form.get(f"category-{unit_id}", ""), form.get(f"text-{unit_id}", ""))
        for unit_id in form.getlist("return")
    ]


def _again(translation_id: str, error: DeskError) -> Response:
    """The page as things stand now, with why the decision was not taken; what was typed is still there."""
    undo()
    flash(told(error), "bad")
    return make_response(_page(translation_id, request.form), error.status)


def _page(translation_id: str, sent: Mapping[str, str] | None = None) -> str:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    sheet = Sheet(session(), actor(), translation, wiring().glossary_of(session(), actor()))
    rows = sheet.rows()
    last = since_review(session(), translation, sheet.units)
    can = approvers(session(), translation, sheet.units)
    changed = changes(session(), rows, last)
    return render_template(
        "pages/review.html",
        translation=translation,
        story=translation.story,
        article=translation.article,
        changed=changed,
        last=last,
        changed_fields=list(changed_fields(last, translation.fields)),
        facets=choices((one.facets for one in changed), second_round=last is not None),
        rights=rights(actor(), translation),
        summary=summary(rows),
        obstacles=before_approval(rows, sheet.threads),
        untouched=[one.row.number for one in changed if one.untouched],
        content_hash=content_hash(document(translation, sheet.units)),
        own=_own(translation, sheet),
        four_eyes=can.four_eyes,
        others=[one.name for one in can.besides(actor().person_id)],
        return_=sheet.return_,
        notices=drafts_notices(sheet),
        submitter=submitter(translation),
        fields=fields_of(session(), translation),
        names=sheet.names,
        canned=canned,
        sent=sent,
        stops=sheet.stops,
        talk=spoken(session(), actor(), translation),
        **keys_on(View.REVIEW),
        **_decided(translation),
    )


def _own(translation: Translation, sheet: Sheet) -> list[int]:
    """The numbers of the rows whose text the reader wrote or confirmed: four eyes are missing there."""
    if not four_eyes_broken(Context(session(), actor(), translation, "", utc_now())):
        return []
    me = actor().person_id
    return [unit.position + 1 for unit in sheet.units if me in (unit.author_id, unit.confirmed_by)]


def _decided(translation: Translation) -> dict[str, Any]:
    """What stands after the decision: the approval, its scores, and the published versions."""
    approved = translation.state in (State.APPROVED, *PUBLISHED)
    until = translation.story.embargo_until
    return {
        "approval": latest_approval(session(), translation) if approved else None,
        "scores": Scores(session()).of(translation),
        "versions": _versions(translation),
        "embargoed": until is not None and until > utc_now(),
    }


def _versions(translation: Translation) -> Versions | None:
    try:
        return Versions(session(), translation.id)
    except DeskError:
        return None


def _to(translation_id: str) -> Response:
    return redirect(url_for("review.show", translation_id=translation_id), 303)  # type: ignore[return-value]
