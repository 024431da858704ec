"""The glossary's pages: looking through the terms, reading one, proposing, changing and deciding."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.domain.errors import DeskError, Invalid
from desk.domain.phrase import phrase
from desk.domain.term import FormStatus, Term, TermState
from desk.models import PlanState, TermPlan, TermRow
from desk.services.glossary_plans import TermPlans, reads_alike
from desk.services.glossary_rules import name_for
from desk.services.glossary_search import TermFilter, TermSearch
from desk.services.glossary_suggestions import Evidence, evidence_of, proposed_by_the_desk
from desk.services.glossary_terms import Terms, may_change, term_of
from desk.services.glossary_use import used_in
from desk.services.overview import names
from desk.text.diff import DiffPart, word_diff
from desk.web import filters
from desk.web.addresses import go
from desk.web.glossary_form import (
    TermFields,
    fields_of,
    fields_sent,
    forbidding_old,
    label,
    term_meant,
    with_blanks,
)
from desk.web.languages import ui_language
from desk.web.permissions import EDITOR, NEWSROOM, TRANSLATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo, wiring

blueprint = Blueprint("glossary", __name__, url_prefix="/glossary")

WRITERS = frozenset({TRANSLATOR, EDITOR})
STATES = {
    TermState.APPROVED: lazy_gettext("Approved"),
    TermState.PROPOSED: lazy_gettext("Proposed"),
    TermState.OBSOLETE: lazy_gettext("Obsolete"),
}
"""The tabs behind "All", in order."""


@blueprint.get("")
@permit(NEWSROOM)
def index() -> str:
    wanted = _wanted()
    search = TermSearch(session(), actor())
    page = search.page(wanted)
    counts = search.counts(wanted)
    tabs = [(None, _("All"), sum(counts.values())), *((state, label, counts[state]) for state, label in STATES.items())]
    return render_template(
        "pages/glossary.html",
        page=page,
        wanted=wanted,
        by_the_desk=proposed_by_the_desk(session(), actor()) if _looks_around(wanted) else (),
        label=label,
        preferred=preferred,
        tabs=[
            {"label": name, "href": _address(wanted, state=state), "current": state is wanted.state, "count": count}
            for state, name, count in tabs
        ],
        topics=[("", _("Any")), *((topic, topic) for topic in search.topics())],
        languages=[("", _("Any")), *filters.languages()],
        previous=_address(wanted, page=wanted.page - 1) if wanted.page > 1 else "",
        next=_address(wanted, page=wanted.page + 1) if wanted.page < page.pages else "",
    )


@blueprint.get("/new")
@permit(WRITERS)
def new() -> str:
    return term_form(TermFields([]), None, "")


@blueprint.post("")
@permit(WRITERS)
def propose() -> Response:
    """Keeps a proposal; an editor may bring it into force at once, or first sees what that touches."""
    fields = fields_sent(request.form)
    terms = Terms(session(), actor())
    try:
        row = terms.propose(
            term_meant(fields, fields.name or _free_name(terms, fields)), request.form.get("reason", "")
        )
        if request.form.get("approve"):
            return decided(lambda plans: plans.approve(row.id, row.version), _("The term is in force."))
    except DeskError as error:
        undo()
        return make_response(term_form(fields, None, told(error)), error.status)
    flash(_("The term waits for an editor now."), "good")
    return to_term(row)


@blueprint.get("/<term_id>")
@permit(NEWSROOM)
def show(term_id: str) -> str | Response:
    terms = Terms(session(), actor())
    row = terms.get(term_id)
    if row.merged_into_id is not None and "old" not in request.args:
        return go(url_for("glossary.show", term_id=row.merged_into_id))
    return render_template(
        "pages/term.html",
        row=row,
        term=term_of(row),
        label=label(row),
        history=terms.history(row),
        evidence=[(one, _changes(one)) for one in evidence_of(session(), actor(), row)],
        uses=used_in(session(), actor(), row),
        names=names(session(), actor()),
        may_change=may_change(actor(), row),
        decides=actor().has(EDITOR),
    )


@blueprint.get("/<term_id>/edit")
@permit(WRITERS)
def edit(term_id: str) -> str:
    """The form with the term as it is or, for `plan`, as somebody planned to change it."""
    row = Terms(session(), actor()).get(term_id)
    plan = request.args.get("plan")
    term = TermPlans(session(), actor()).planned(plan, row) if plan else term_of(row)
    return term_form(fields_of(term), row, "")


@blueprint.post("/<term_id>")
@permit(WRITERS)
def change(term_id: str) -> Response:
    terms = Terms(session(), actor())
    row = terms.get(term_id)
    before, fields, reason = term_of(row), fields_sent(request.form), request.form.get("reason", "")
    try:
        term = term_meant(fields, row.name, before)
        if request.form.get("forbid_old"):
            term = forbidding_old(term, before)
        return write(row, term, reason)
    except DeskError as error:
        undo()
        return make_response(term_form(fields, terms.get(term_id), told(error)), error.status)


@blueprint.post("/<term_id>/approve")
@permit(EDITOR)
def approve(term_id: str) -> Response:
    return decided(lambda plans: plans.approve(term_id, version_sent()), _("The term is in force."))


@blueprint.post("/<term_id>/reject")
@permit(EDITOR)
def reject(term_id: str) -> Response:
    row = Terms(session(), actor()).reject(term_id, version_sent(), request.form.get("reason", ""))
    flash(_("It is turned down."), "good")
    return to_term(row)


@blueprint.post("/<term_id>/retire")
@permit(EDITOR)
def retire(term_id: str) -> Response:
    reason = request.form.get("reason", "")
    return decided(lambda plans: plans.retire(term_id, version_sent(), reason), _("It is out of force."))


def preferred(row: TermRow) -> list[tuple[str, str]]:
    """The preferred forms of a term by language."""
    return [(form.language, form.text) for form in row.forms if form.status is FormStatus.PREFERRED]


def write(row: TermRow, term: Term, reason: str) -> Response:
    """Changes a term, or first shows what that touches where it is in force and texts may read otherwise then."""
    if row.state is TermState.APPROVED and not reads_alike(term_of(row), term):
        return shown(TermPlans(session(), actor()).change(row.id, term, version_sent(), reason))
    Terms(session(), actor()).change(row.id, term, version_sent(), reason)
    flash(_("The term is changed."), "good")
    return to_term(row)


def shown(plan: TermPlan) -> Response:
    """What a plan touches."""
    return go(url_for("term_plans.show", plan_id=plan.id))


def decided(decide: Callable[[TermPlans], TermPlan], said: str) -> Response:
    """What was `said` where the decision touches no text and is made, else first what it touches."""
    plan = decide(TermPlans(session(), actor(), wiring().glossary_of(session(), actor())))
    if plan.state is not PlanState.DONE:
        return shown(plan)
    flash(said, "good")
    return to_term(plan.term)


def _free_name(terms: Terms, fields: TermFields) -> str:
    """An id for a term whose proposer gave it none: made of its English form, or of its first."""
    rows = sorted(fields.rows, key=lambda row: row.language != "en")
    text = next((row.preferred for row in rows if row.preferred.strip()), "")
    return name_for(text, terms.is_taken)


def _changes(one: Evidence) -> list[DiffPart]:
    """What the person made of the draft."""
    return word_diff(one.before, one.unit.text)


def term_form(fields: TermFields, row: TermRow | None, error: str, **more: Any) -> str:
    return render_template(
        "pages/term_form.html",
        fields=with_blanks(fields, 1 if fields.rows else 3),
        row=row,
        label=label(row) if row else "",
        error=error,
        languages=[("", _("Choose")), *filters.languages()],
        decides=actor().has(EDITOR),
        **{"other": None, **more},
    )


def version_sent(name: str = "version") -> int:
    """The version that the page showed. Raises `Invalid` where the form names none."""
    version = request.form.get(name, type=int)
    if version is None:
        raise Invalid(phrase("The form does not say which version of the term it is about."))
    return version


def _wanted() -> TermFilter:
    """The filter that the address asks for. Raises `Invalid` where it asks for what does not exist."""
    asked = request.args
    try:
        return TermFilter(
            text=asked.get("q", "")[:200].strip(),
            state=TermState(asked["state"]) if asked.get("state") else None,
            topic=asked.get("topic", "")[:200],
            language=asked.get("language", "")[:8],
            page=max(1, min(int(asked.get("page") or 1), 1_000_000)),
            shown_in=ui_language(),
        )
    except ValueError as error:
        raise Invalid(phrase("The glossary has no such state or page.")) from error


def _looks_around(wanted: TermFilter) -> bool:
    """Whether somebody looks for nothing in particular, and may be shown what waits."""
    return not (wanted.text or wanted.topic or wanted.language) and wanted.state in (None, TermState.PROPOSED)


def _address(wanted: TermFilter, **other: Any) -> str:
    """The address of a filter; what is as usual stays out of it."""
    state, page = other.get("state", wanted.state), other.get("page", 1)
    return url_for(
        "glossary.index",
        q=wanted.text or None,
        state=state.value if state else None,
        topic=wanted.topic or None,
        language=wanted.language or None,
        page=page if page > 1 else None,
    )


def to_term(row: TermRow) -> Response:
    return go(url_for("glossary.show", term_id=row.id))
