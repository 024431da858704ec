"""The editor: an article in order, source beside target, and the moves that a translator makes with it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.workflow import Action, State
from desk.models import Translation
from desk.services import access
from desk.services.progress import waits_of
from desk.services.related import Name, related
from desk.services.roster import translators
from desk.services.units import outline_of
from desk.web.keys import keys_on
from desk.web.permissions import EDITOR, NEWSROOM, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet import canned
from desk.web.sheet.commands import View
from desk.web.sheet.feedback import feedback
from desk.web.sheet.fields import fields_of
from desk.web.sheet.incoming import lacking, progress
from desk.web.sheet.rights import rights
from desk.web.sheet.rows import Row, Sheet
from desk.web.sheet.summary import summary
from desk.web.talk import spoken

blueprint = Blueprint("editor", __name__)


@blueprint.get("/translations/<translation_id>")
@permit(NEWSROOM)
def show(translation_id: str) -> str:
    return render_template("pages/editor.html", **page(translation_id))


@blueprint.get("/translations/<translation_id>/edit")
@permit(NEWSROOM)
def edit(translation_id: str) -> Response:
    """The address by which other pages send somebody to work."""
    return _to("editor.show", translation_id)


@blueprint.get("/translations/<translation_id>/drafting")
@permit(NEWSROOM)
def drafting(translation_id: str) -> str | Response:
    """The rows that came while drafts are made: those that are others than the page that has `seen` these shows.

    Nothing where there is none, and where it waits, or not, as it did. The whole page again once it is drafted.
    """
    translation = access.translation(session(), actor(), translation_id, lock=False)
    if translation.state is not State.DRAFTING:  # the page's head has other buttons now
        return Response(status=204, headers={"HX-Refresh": "true"})
    outline = outline_of(session(), translation)
    changed = lacking(outline, translation, request.args.get("seen", ""))
    waits_for = waits_of(session(), [translation]).get(translation.id, "")
    if not changed and bool(waits_for) == ("waits" in request.args):
        return Response(status=204)
    sheet = Sheet(session(), actor(), translation, wiring().glossary_of(session(), actor()), changed)
    return render_template(
        "partials/unit_incoming.html",
        translation=translation,
        rows=sheet.rows(),
        rights=rights(actor(), translation),
        incoming=progress(outline, translation),
        waits_for=waits_for,
    )


@blueprint.post("/translations/<translation_id>/by-hand")
@permit(frozenset({TRANSLATOR, EDITOR}))
def by_hand(translation_id: str) -> Response:
    """Waits for drafts no longer."""
    wiring().translations(session(), actor()).without_drafts(translation_id)
    flash(_("What has no draft is left to people now."), "info")
    return _to("editor.show", translation_id)


@blueprint.post("/translations/<translation_id>/submit")
@permit(TRANSLATOR)
def submit(translation_id: str) -> Response:
    wiring().translations(session(), actor()).submit(translation_id)
    flash(_("It waits for an editor now. You can take it back until then."), "good")
    return _to("editor.show", translation_id)


@blueprint.post("/translations/<translation_id>/recall")
@permit(TRANSLATOR)
def recall(translation_id: str) -> Response:
    """Takes a submitted text back."""
    wiring().translations(session(), actor()).recall(translation_id)
    flash(_("You have it back."), "good")
    return _to("editor.show", translation_id)


@blueprint.post("/translations/<translation_id>/assign")
@permit(EDITOR)
def assign(translation_id: str) -> Response:
    """Gives a free translation to a translator."""
    wiring().translations(session(), actor()).assign(translation_id, request.form.get("person", ""))
    flash(_("The translation is assigned."), "good")
    return _to("editor.show", translation_id)


def page(translation_id: str) -> dict[str, Any]:
    """All that the page and its rows show."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    sheet = Sheet(session(), actor(), translation, wiring().glossary_of(session(), actor()))
    rows = sheet.rows()
    may = rights(actor(), translation, intervenes="write" in request.args)
    return {
        "translation": translation,
        "story": translation.story,
        "article": translation.article,
        "rows": rows,
        "rights": may,
        "summary": summary(rows),
        "related": related(session(), actor(), translation.story, names_in(rows)),
        "fields": fields_of(session(), translation),
        "return_": sheet.return_,
        "came": feedback(session(), sheet, rows),
        "notices": drafts_notices(sheet),
        "undrafted": sheet.undrafted,
        "incoming": progress(sheet.units, translation),
        "waits_for": waits_of(session(), [translation]).get(translation.id, ""),
        "stale": translation.revision_id != translation.article.revisions[-1].id,
        "removals": len(translation.revision.removals),
        "submitter": submitter(translation),
        "names": sheet.names,
        "translators": translators(session(), actor()) if may.may(Action.ASSIGN) else (),
        "canned": canned,
        "stops": sheet.stops,
        "talk": spoken(session(), actor(), translation),
        **keys_on(View.EDITOR),
    }


def names_in(rows: Sequence[Row]) -> list[Name]:
    """The article's names, those that it says most often first."""
    said = Counter(Name(chip.source, chip.form) for row in rows for chip in row.terms)
    return [name for name, _count in said.most_common()]


def drafts_notices(sheet: Sheet) -> list[str]:
    """What must be said of the engines whose drafts the rows began with, each once."""
    return list(dict.fromkeys(unit.draft.notice for unit in sheet.units if unit.draft and unit.draft.notice))


def submitter(translation: Translation) -> str | None:
    """Who submitted last."""
    submits = (one.person_id for one in reversed(translation.transitions) if one.action is Action.SUBMIT)
    return next(submits, None)


def _to(endpoint: str, translation_id: str) -> Response:
    return redirect(url_for(endpoint, translation_id=translation_id), 303)  # type: ignore[return-value]
