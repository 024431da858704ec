"""A story: its translations and all that has happened to them, its source, and what cleaning took out of it."""

from dataclasses import asdict

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.domain.cleaning import RemovalReason
from desk.domain.errors import DeskError
from desk.services.overview import names, story_view
from desk.services.revision_changes import changes
from desk.web.addresses import go
from desk.web.intake import sent_article
from desk.web.permissions import EDITOR, NEWSROOM, TRANSLATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor, zone
from desk.web.session import session, undo, wiring
from desk.web.story_access import particulars
from desk.web.talk import spoken_of_articles
from desk.web.times import local_time

blueprint = Blueprint("stories", __name__)

REASONS = {
    RemovalReason.FURNITURE: lazy_gettext("Part of the page, not of the article"),
    RemovalReason.COMMENT_FORM: lazy_gettext("Comment form"),
    RemovalReason.COMMENT_COUNT: lazy_gettext("Counter of comments"),
    RemovalReason.SHARE_LINE: lazy_gettext("Line for sharing"),
    RemovalReason.RELATED_LINKS: lazy_gettext("Links to other articles"),
    RemovalReason.HEADLINE_REPEATED: lazy_gettext("The headline again"),
    RemovalReason.PHOTO_CREDIT: lazy_gettext("Photo credit"),
    RemovalReason.QUOTE_MARKS: lazy_gettext("Quotation marks"),
    RemovalReason.MISPRINT: lazy_gettext("Misprint, put right"),
}
"""Why cleaning changed a text, as people say it."""


@blueprint.get("/stories/<story_id>")
@permit(NEWSROOM)
def show(story_id: str) -> str:
    return _page(story_id)


def _page(story_id: str, refused: str = "") -> str:
    """The story's page; where a newer text was refused, with the reason and what was pasted."""
    view = story_view(session(), actor(), story_id)
    removals = [one for one in view.revision.removals if one.reason is not RemovalReason.QUOTE_MARKS]
    return render_template(
        "pages/story.html",
        view=view,
        removals=removals,
        marks=[one for one in view.revision.removals if one.reason is RemovalReason.QUOTE_MARKS],
        reasons=REASONS,
        names=names(session(), actor()),
        talks=spoken_of_articles(session(), actor(), [one.translation for one in view.translations]),
        refused=refused,
        **particulars(story_id),
        written={name: request.form.get(name, "") if refused else "" for name in ("url", "text")},
    )


@blueprint.post("/stories/<story_id>/text")
@permit(frozenset({TRANSLATOR, EDITOR}))
def newer_text(story_id: str) -> Response:
    """Takes a newer text of the article in. It is read first, which may take its time, and then the desk is asked."""
    try:
        revision = wiring().intake(session(), actor()).revise(story_id, sent_article())
    except DeskError as error:
        undo()
        return make_response(_page(story_id, told(error)), error.status)
    said = _(
        "This is revision %(number)s. Of its sentences and those before: %(stayed)s stayed, %(changed)s changed, "
        "%(added)s added, %(retired)s retired.",
        number=revision.number,
        **asdict(changes(revision)),
    )
    flash(said, "good")
    return _back(story_id)


@blueprint.post("/removals/<removal_id>/undo")
@permit(frozenset({TRANSLATOR, EDITOR}))
def undo_removal(removal_id: str) -> Response:
    """Puts back what cleaning took out, in a new revision in which everything else stays."""
    revision = wiring().intake(session(), actor()).undo_removal(removal_id)
    flash(_("It stands in the text again; everything else stays as it was."), "good")
    return _back(revision.article.story_id)


@blueprint.post("/stories/<story_id>/kill")
@permit(EDITOR)
def kill(story_id: str) -> Response:
    wiring().publishing(session(), actor()).kill(story_id, request.form.get("reason", ""))
    flash(_("The story is killed in every language."), "good")
    return _back(story_id)


@blueprint.post("/stories/<story_id>/embargo")
@permit(EDITOR)
def embargo(story_id: str) -> Response:
    """Sets the embargo in the editor's zone, or lifts it where no time is said."""
    until = local_time(request.form.get("until", ""))
    wiring().publishing(session(), actor()).embargo(story_id, until, str(zone()))
    flash(_("The story is under embargo.") if until else _("The story is under no embargo."), "good")
    return _back(story_id)


@blueprint.post("/translations/<translation_id>/cancel")
@permit(EDITOR)
def cancel(translation_id: str) -> Response:
    """Stops a translation that nobody needs any more; it can be taken up again."""
    translation = wiring().translations(session(), actor()).cancel(translation_id, request.form.get("reason", ""))
    flash(_("The translation is cancelled. It can be taken up again."), "good")
    return _back(translation.story_id)


@blueprint.post("/translations/<translation_id>/resume")
@permit(EDITOR)
def resume(translation_id: str) -> Response:
    """Takes a cancelled translation up again."""
    translation = wiring().translations(session(), actor()).resume(translation_id)
    flash(_("The translation waits in the queue again."), "good")
    return _back(translation.story_id)


@blueprint.post("/translations/<translation_id>/redraft")
@permit(frozenset({TRANSLATOR, EDITOR}))
def redraft(translation_id: str) -> Response:
    """Asks for new drafts of the segments that nobody has written in."""
    translation = wiring().translations(session(), actor()).redraft(translation_id)
    flash(_("New drafts are on their way; what people wrote stays."), "info")
    return _back(translation.story_id)


def _back(story_id: str) -> Response:
    return go(url_for("stories.show", story_id=story_id))
