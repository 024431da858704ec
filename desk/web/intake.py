"""Taking an article in: text, a file or an address, into one or more languages."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import DeskError, Invalid
from desk.domain.phrase import phrase
from desk.intake.reader import ReadArticle, read_bytes, read_text, read_url
from desk.services.desk_settings import DeskSettings
from desk.services.intake import IntakeOptions
from desk.services.outlets import Outlets
from desk.services.planning import topics
from desk.web import filters
from desk.web.addresses import go
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo, wiring
from desk.web.times import local_time

blueprint = Blueprint("intake", __name__, url_prefix="/intake")

WRITERS = frozenset({TRANSLATOR, EDITOR})
TEXTS = ("url", "text", "from", "outlet", "topic", "due")
UNWRITTEN = {**dict.fromkeys(TEXTS, ""), "breaking": False, "restricted": False}


@blueprint.get("")
@permit(WRITERS)
def form() -> str:
    targets = DeskSettings(session(), actor()).read().targets
    return _page({**UNWRITTEN, "to": targets}, "")


@blueprint.post("")
@permit(WRITERS)
def take_in() -> Response:
    """Reads the article first, which may take its time, and only then asks for the database."""
    try:
        article = sent_article()
        options = IntakeOptions(
            targets=request.form.getlist("to"),
            outlet_id=request.form.get("outlet") or None,
            breaking="breaking" in request.form,
            restricted="restricted" in request.form,
            due_at=local_time(request.form.get("due", "")),
            topic=request.form.get("topic", ""),
        )
        story = wiring().intake(session(), actor()).take_in(article, options)
    except DeskError as error:
        undo()
        return make_response(_page(_written(), told(error)), error.status)
    flash(_("The article is taken in. Look at what cleaning took out, below its text."), "good")
    return go(url_for("stories.show", story_id=story.id))


def sent_article() -> ReadArticle:
    """The article of the one field that was filled. Raises `Invalid` where none or several are."""
    url, text, file = request.form.get("url", "").strip(), request.form.get("text", ""), request.files.get("file")
    sent = file if file and file.filename else None
    if sum((bool(url), bool(text.strip()), bool(sent))) != 1:
        raise Invalid(phrase("Say an address, send a file, or paste a text: one of the three."))
    language = request.form.get("from") or None
    if url:
        return read_url(url, language=language, allowed_origins=frozenset(wiring().settings.allowed_origins))
    if sent:
        return read_bytes(sent.read(), name=sent.filename or _("The file"), language=language)
    return read_text(text, language=language)


def _written() -> Mapping[str, Any]:
    """What the form held, to be shown again; a file has to be chosen again."""
    asked = request.form
    return {
        **{name: asked.get(name, "") for name in TEXTS},
        "to": asked.getlist("to"),
        "breaking": "breaking" in asked,
        "restricted": "restricted" in asked,
    }


def _page(written: Mapping[str, Any], error: str) -> str:
    named = filters.languages()
    outlets = Outlets(session(), actor()).list()
    return render_template(
        "pages/intake.html",
        written=written,
        error=error,
        topics=topics(session(), actor()),
        languages=named,
        sources=[("", _("Find out by itself")), *named],
        outlets=[("", _("Not said")), *((one.id, one.name) for one in outlets)] if outlets else [],
    )
