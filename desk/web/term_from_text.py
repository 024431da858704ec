"""A term from what somebody selected while editing: proposed without leaving the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import Invalid, NotFound
from desk.domain.phrase import phrase
from desk.domain.term import Form, FormStatus, Term
from desk.domain.workflow import State
from desk.glossary.forms import completed
from desk.glossary.matcher import find
from desk.models import TermRow, Translation, Unit
from desk.services import access
from desk.services.glossary_rules import name_for
from desk.services.glossary_search import TermSearch
from desk.services.glossary_suggestions import is_secret
from desk.services.glossary_terms import Terms
from desk.services.units import source_text
from desk.text.normal import one_line
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.answers import editor_parts, in_json
from desk.web.sheet.rights import rights
from desk.web.sheet.rows import Sheet

blueprint = Blueprint("term_from_text", __name__, url_prefix="/translations/<translation_id>/terms")

WRITERS = frozenset({TRANSLATOR, EDITOR})
FIELDS = ("source", "target", "forbidden", "note")
CHECKED = (State.DRAFTED, State.EDITING, State.SUBMITTED)
LONGEST_EXAMPLE = 500
"""Characters of a sentence that is kept as an example."""


@blueprint.post("")
@permit(WRITERS)
@in_json
def add(translation_id: str) -> Response:
    """Proposes a term with the segment as its example, and approves it where an editor asks for that."""
    sent = request.get_json(silent=True)
    fields: Mapping[str, Any] = sent if isinstance(sent, dict) else {}
    unit = _unit(translation_id, str(fields.get("unit", "")))
    term = _term(unit, {name: one_line(str(fields.get(name) or "")) for name in FIELDS})
    known = _known(term, unit.translation)
    if known is not None:
        response = jsonify(
            result="refused",
            reason=_("The glossary has a term with this form already: “%(name)s”.", name=known.name),
            address=url_for("glossary.show", term_id=known.id),
        )
        response.status_code = 409
        return response
    row = Terms(session(), actor()).propose(term, "Added from a text.")
    address = url_for("glossary.show", term_id=row.id)
    if fields.get("approve") is not True:
        return jsonify(result="saved", said=_("Term proposed"), address=address)
    Terms(session(), actor()).approve(row.id, row.version)
    return jsonify(result="saved", said=_("Term added"), address=address, **_redrawn(unit.translation, row))


def _unit(translation_id: str, unit_id: str) -> Unit:
    unit = access.unit(session(), actor(), unit_id)
    if unit.translation_id != translation_id:
        raise NotFound(phrase("There is no unit {unit_id} in this translation.", unit_id=unit_id))
    return unit


def _term(unit: Unit, said: Mapping[str, str]) -> Term:
    """The term that was meant. Raises `Invalid` where a form is missing."""
    source, target = unit.translation.article.language, unit.translation.language
    if not (said["source"] and said["target"]):
        raise Invalid(phrase("A term needs a form in both languages: select it, or write it."))
    wanted = completed(Form(said["target"]), target)
    forbidden = (completed(Form(said["forbidden"], FormStatus.FORBIDDEN), target),) if said["forbidden"] else ()
    origin = completed(Form(said["source"]), source)
    name = name_for(said["target" if target == "en" else "source"], Terms(session(), actor()).is_taken)
    examples = {code: (text,) for code, text in _examples(unit, origin, wanted)}
    return Term(name, {source: (origin,), target: (wanted, *forbidden)}, note=said["note"], examples=examples)


def _examples(unit: Unit, source: Form, target: Form) -> Iterator[tuple[str, str]]:
    """The sentences of the segment that show the forms; none of a story that not everybody may read."""
    if is_secret(unit.translation.story):
        return
    languages = unit.translation.article.language, unit.translation.language
    for code, text, form in zip(languages, (source_text(unit), unit.text), (source, target), strict=True):
        if len(text) <= LONGEST_EXAMPLE and find(form, text, code):
            yield code, one_line(text)


def _known(term: Term, translation: Translation) -> TermRow | None:
    """A term that has the source's form already."""
    language = translation.article.language
    found = TermSearch(session(), actor()).with_form(term.forms[language][0].text, language, limit=1)
    return found[0] if found else None


def _redrawn(translation: Translation, row: TermRow) -> dict[str, Any]:
    """The rows that name the term, checked and drawn again."""
    glossary = wiring().glossary_of(session(), actor())
    if translation.state in CHECKED:
        wiring().findings(session(), actor()).check(translation)
    sheet = Sheet(session(), actor(), translation, glossary)
    language = translation.article.language
    changed = [
        unit.id
        for unit in sheet.units
        if any(match.term.id == row.name for match in glossary.match(source_text(unit), language))
    ]
    return editor_parts(session(), sheet, rights(actor(), translation), changed)
