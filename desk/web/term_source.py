"""A term as a file has it: all that can be said of it, for those who know the format."""

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _

from desk.domain.errors import DeskError, Invalid
from desk.domain.finding import Level
from desk.domain.phrase import phrase
from desk.domain.term import Term
from desk.glossary.lined_yaml import parse
from desk.glossary.reading import FileReader
from desk.glossary.writing import block
from desk.models import TermRow
from desk.services.glossary_terms import Terms, term_of
from desk.web.glossary import WRITERS, write
from desk.web.glossary_form import label
from desk.web.permissions import permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo

blueprint = Blueprint("term_source", __name__, url_prefix="/glossary/<term_id>/source")

HEAD = "terms:\n"
"""What stands above a term in a file."""


@blueprint.get("")
@permit(WRITERS)
def form(term_id: str) -> str:
    row = Terms(session(), actor()).get(term_id)
    return _page(row, block(term_of(row)), "")


@blueprint.post("")
@permit(WRITERS)
def change(term_id: str) -> Response:
    terms, text = Terms(session(), actor()), request.form.get("source", "").replace("\r\n", "\n")
    row = terms.get(term_id)
    try:
        return write(row, _read(text, row.name), request.form.get("reason", ""))
    except DeskError as error:
        undo()
        return make_response(_page(terms.get(term_id), text, told(error)), error.status)


def _read(text: str, name: str) -> Term:
    """The term that was written. Raises `Invalid` with the line of what is wrong, as people see it."""
    try:
        written = FileReader("", "").read(parse(HEAD + text, _("The term")))
    except Invalid as error:  # its line counts the head
        raise Invalid(
            phrase("This is not a term as files have it: {value}", value=str(error).rpartition(": ")[2])
        ) from error
    for problem in written.problems:
        if problem.level is Level.BLOCK:
            raise Invalid(phrase("Line {line}: {message}.", line=problem.line - 1, message=problem.message))
    if [entry.term.id for entry in written.terms] != [name]:
        raise Invalid(phrase("Here stands one term, “{name}”; its id stays.", name=name))
    return written.terms[0].term


def _page(row: TermRow, text: str, error: str) -> str:
    return render_template("pages/term_source.html", row=row, label=label(row), text=text, error=error)
