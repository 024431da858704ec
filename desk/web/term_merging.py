"""Making two terms one."""

from flask import Blueprint, Response, make_response, render_template, request

from desk.domain.errors import DeskError
from desk.domain.term import TermState
from desk.glossary.combining import combined, contradictions
from desk.models import TermRow
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_search import TermFilter, TermSearch
from desk.services.glossary_terms import Terms, term_of
from desk.web.glossary import shown, term_form, version_sent
from desk.web.glossary_form import TermFields, fields_of, fields_sent, label, term_meant
from desk.web.permissions import EDITOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo

blueprint = Blueprint("term_merging", __name__, url_prefix="/glossary/<term_id>/merge")


@blueprint.get("")
@permit(EDITOR)
def form(term_id: str) -> str:
    """Finds the other term, then shows both as one, or as they were planned to be: to be put right and saved."""
    terms = Terms(session(), actor())
    row, other_id, text = terms.get(term_id), request.args.get("with", ""), request.args.get("q", "")[:200].strip()
    if other_id:
        other, plan = terms.get(other_id), request.args.get("plan")
        term = TermPlans(session(), actor()).planned(plan, row) if plan else combined(term_of(row), term_of(other))
        return _merged(fields_of(term), row, other, "")
    found = TermSearch(session(), actor()).page(TermFilter(text=text, size=20)).rows if text else ()
    rows = [one for one in found if one.id != row.id and one.state is not TermState.OBSOLETE]
    return render_template("pages/term_merge.html", row=row, label=label, text=text, rows=rows)


@blueprint.post("")
@permit(EDITOR)
def merge(term_id: str) -> Response:
    terms = Terms(session(), actor())
    row, other = terms.get(term_id), terms.get(request.form.get("other", ""))
    fields = fields_sent(request.form)
    try:
        term = term_meant(fields, row.name, combined(term_of(row), term_of(other)))
        versions = version_sent(), version_sent("other_version")
        plans = TermPlans(session(), actor())
        return shown(plans.merge(row.id, other.id, term, versions, request.form.get("reason", "")))
    except DeskError as error:
        undo()
        page = _merged(fields, terms.get(term_id), terms.get(other.id), told(error))
        return make_response(page, error.status)


def _merged(fields: TermFields, row: TermRow, other: TermRow, error: str) -> str:
    against = contradictions(term_of(row), term_of(other))
    return term_form(fields, row, error, other=other, other_label=label(other), contradictions=against)
