"""A translation as plain text, finished and clean: to copy elsewhere with its formatting or without, and to print."""

from flask import Blueprint, Response, make_response, render_template

from desk.domain.provenance import canonical
from desk.domain.workflow import State
from desk.models import Translation
from desk.services import access
from desk.services.units import document, units_of
from desk.web.paper import Paper, paper
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("clean", __name__, url_prefix="/translations/<translation_id>/clean")

READ = (State.APPROVED, State.PUBLISHED)
"""The states in which an editor has approved the text as it stands."""


@blueprint.get("")
@permit(NEWSROOM)
def show(translation_id: str) -> str:
    translation, text = _read(translation_id)
    return render_template(
        "pages/clean.html",
        translation=translation,
        paper=text,
        approved=translation.state in READ,
        plain=plain(text),
    )


@blueprint.get("/text")
@permit(NEWSROOM)
def as_text(translation_id: str) -> Response:
    """The text alone, to keep as a file."""
    translation, text = _read(translation_id)
    return _file(plain(text), "text/plain", f"{translation.id}-{translation.language}.txt")


@blueprint.get("/html")
@permit(NEWSROOM)
def as_html(translation_id: str) -> Response:
    """The text as HTML without a style, to keep as a file."""
    translation, text = _read(translation_id)
    whole = render_template("partials/clean_document.html", translation=translation, paper=text)
    return _file(whole, "text/html", f"{translation.id}-{translation.language}.html")


def plain(text: Paper) -> str:
    """Headline, standfirst and body, a line each with an empty one between."""
    parts = (text.headline, *text.standfirst, *text.body)
    return "\n\n".join("".join("\n" if run.line_break else run.text for run in part.runs) for part in parts) + "\n"


def _read(translation_id: str) -> tuple[Translation, Paper]:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    return translation, paper(canonical(document(translation, units_of(session(), translation))))


def _file(content: str, kind: str, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
