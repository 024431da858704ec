"""Comments on segments and articles: written, answered, changed, resolved, by forms or by the sheet's script."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, flash, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import DeskError, NotFound
from desk.domain.mention import written
from desk.domain.phrase import phrase
from desk.models import Translation
from desk.services import access
from desk.services.comment_threads import addressees, changes_of
from desk.services.comments import Comments, Said
from desk.services.overview import names
from desk.services.roster import names_of
from desk.web.addresses import go, local
from desk.web.languages import comma
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session, undo, wiring
from desk.web.sheet.answers import editor_parts, review_parts
from desk.web.sheet.rights import rights
from desk.web.sheet.rows import Sheet
from desk.web.talk import spoken

blueprint = Blueprint("comments", __name__)


@blueprint.get("/translations/<translation_id>/comments")
@permit(NEWSROOM)
def show(translation_id: str) -> str:
    """A piece of a page: the threads of a segment, and where one writes the next. Nothing is locked."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    return _threads(translation, request.args.get("unit") or None)


@blueprint.post("/translations/<translation_id>/comments")
@permit(NEWSROOM)
def write(translation_id: str) -> Response:
    """Begins a thread."""
    unit_id = request.form.get("unit") or None
    blocks = request.form.get("blocks") == "yes"
    return _answered(
        lambda: Comments(session(), actor()).write(translation_id, _text(), unit_id=unit_id, blocks=blocks)
    )


@blueprint.post("/comments/<comment_id>/<act>")
@permit(NEWSROOM)
def act(comment_id: str, act: str) -> Response:
    """Answers, changes, takes back, resolves or opens again."""
    comments = Comments(session(), actor())
    acts: Mapping[str, Callable[[], Said]] = {
        "reply": lambda: comments.reply(comment_id, _text()),
        "change": lambda: comments.change(comment_id, _text()),
        "remove": lambda: Said(comments.remove(comment_id)),
        "resolve": lambda: Said(comments.resolve(comment_id)),
        "reopen": lambda: Said(comments.reopen(comment_id)),
    }
    if act not in acts:
        raise NotFound(phrase("Nothing is called “{act}” here.", act=act[:20]))
    return _answered(acts[act])


@blueprint.get("/comments/<comment_id>/changes")
@permit(NEWSROOM)
def changes(comment_id: str) -> str:
    """Every text that a comment had, and what else was done with it."""
    found = changes_of(session(), actor(), comment_id)
    return render_template("pages/comment.html", changes=found, names=names(session(), actor()))


@blueprint.get("/translations/<translation_id>/addressees")
@permit(NEWSROOM)
def whom(translation_id: str) -> Response:
    """People to mention whose name begins as asked, and whether they may see the story."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    found = addressees(session(), translation, request.args.get("q", "")[:64])
    return jsonify([{"username": one.username, "name": one.name, "sees": one.sees} for one in found])


@blueprint.app_template_global("comment_address")
def address(comment_id: str, act: str) -> str:
    """Where a form of a comment is sent to, or its changes are shown."""
    if act == "changes":
        return url_for("comments.changes", comment_id=comment_id)
    return url_for("comments.act", comment_id=comment_id, act=act)


@blueprint.app_template_filter("with_names")
def with_names(text: str, names: Mapping[str, str]) -> str:
    """A stored text with the names of those whom it mentions."""
    return written(text, names)


def _text() -> str:
    return request.form.get("text", "")


def _answered(act: Callable[[], Said]) -> Response:
    """Does it, and answers the script in JSON, or a form with its page."""
    scripted = request.accept_mimetypes.best == "application/json"
    try:
        said = act()
    except DeskError as error:
        if not scripted:
            raise
        undo()
        response = jsonify(result="refused", reason=str(error))
        response.status_code = error.status
        return response
    unheard = _unheard(said.unheard)
    if scripted:
        return _parts(said, unheard)
    if unheard:
        flash(unheard, "warn")
    translation_id = said.comment.translation_id
    back = url_for("editor.show", translation_id=translation_id)
    return go(local(request.form.get("next"), back).partition("#")[0] + f"#talk-{translation_id}")


def _unheard(people: Sequence[str]) -> str:
    """What is said of those who were mentioned and may not see the story; empty where all may."""
    if not people:
        return ""
    found = comma().join(sorted(names_of(session(), people).values()))
    told: str = _("Not told, since the story is restricted and they may not see it: %(names)s.", names=found)
    return told


def _parts(said: Said, unheard: str) -> Response:
    """The threads again, the row's parts, and what keeps the text from its next move."""
    comment, translation = said.comment, said.comment.translation
    unit_id = comment.unit_id
    sheet = Sheet(session(), actor(), translation, wiring().glossary_of(session(), actor()))
    reviews = request.args.get("view") == "review"
    may = rights(actor(), translation, intervenes=not reviews)
    changed = [unit_id] if unit_id else []
    parts: dict[str, Any] = (
        review_parts(session(), sheet, may, changed) if reviews else editor_parts(session(), sheet, may, changed)
    )
    return jsonify(result="saved", html=_threads(translation, unit_id), unheard=unheard, **parts)


def _threads(translation: Translation, unit_id: str | None) -> str:
    threads = spoken(session(), actor(), translation, unit_id=unit_id)
    return render_template("partials/talk.html", translation=translation, unit_id=unit_id, threads=threads)
