"""Terms of the glossary: looking through them, proposing, changing and deciding."""

from collections.abc import Callable

from desk.api.host import actor, session, wiring
from desk.api.operation import EDITOR, NEWSROOM, WRITERS, operation
from desk.api.paging import paged, sliced
from desk.api.schemas import terms as schemas
from desk.api.schemas.base import PageQuery
from desk.domain.errors import Conflict
from desk.domain.term import FormStatus, Term, TermState
from desk.domain.workflow import Role
from desk.glossary.stored import from_record
from desk.models import PlanState, TermPlan, TermRow
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_rules import name_for
from desk.services.glossary_search import TermFilter, TermSearch
from desk.services.glossary_terms import Terms, term_of

TERM = "/terms/{term_id}"


@operation("GET", "/terms", NEWSROOM, "The desk's terms, by form, note, id, state, topic and language")
def list_terms(query: schemas.TermsQuery) -> schemas.TermsPage:
    wanted = TermFilter(query.text, query.state, query.topic, query.language or "", query.page, query.size)
    found = TermSearch(session(), actor()).page(wanted)
    return paged(schemas.TermsPage, [_shown(row) for row in found.rows], found.total, query)


@operation("POST", "/terms", WRITERS, "Propose a term", status=201, location="/terms/{id}")
def propose_term(body: schemas.ProposedTerm) -> schemas.Term:
    terms = Terms(session(), actor())
    name = body.name or name_for(_named_after(body), terms.is_taken)
    return _shown(terms.propose(term_from(name, body), body.reason))


@operation("GET", TERM, NEWSROOM, "A term")
def show_term(term_id: str) -> schemas.Term:
    return _shown(Terms(session(), actor()).get(term_id))


@operation("PUT", TERM, WRITERS, "Write a term anew, upon the version that it was based on, where that touches no text")
def change_term(term_id: str, body: schemas.ChangedTerm) -> schemas.Term:
    terms = Terms(session(), actor())
    row = terms.get(term_id)
    term = term_from(row.name, body)
    if row.state is TermState.APPROVED and actor().has(Role.EDITOR):
        return _made(lambda plans: plans.change(term_id, term, body.based_on, body.reason))
    return _shown(terms.change(term_id, term, body.based_on, body.reason))


@operation("POST", f"{TERM}/approve", EDITOR, "Bring a term into force, where that touches no text")
def approve_term(term_id: str, body: schemas.Decision) -> schemas.Term:
    return _made(lambda plans: plans.approve(term_id, body.based_on, body.reason))


@operation("POST", f"{TERM}/reject", EDITOR, "Turn a proposal down, with a reason")
def reject_term(term_id: str, body: schemas.Decision) -> schemas.Term:
    return _shown(Terms(session(), actor()).reject(term_id, body.based_on, body.reason))


@operation("POST", f"{TERM}/retire", EDITOR, "Take a term out of force, with a reason, where that touches no text")
def retire_term(term_id: str, body: schemas.Decision) -> schemas.Term:
    return _made(lambda plans: plans.retire(term_id, body.based_on, body.reason))


@operation("GET", f"{TERM}/changes", NEWSROOM, "What was done to a term, the newest first")
def list_term_changes(term_id: str, query: PageQuery) -> schemas.TermChangesPage:
    terms = Terms(session(), actor())
    found = [schemas.TermChange.model_validate(one) for one in terms.history(terms.get(term_id))]
    return sliced(schemas.TermChangesPage, found, query)


OPERATIONS = (
    list_terms,
    propose_term,
    show_term,
    change_term,
    approve_term,
    reject_term,
    retire_term,
    list_term_changes,
)


def _made(decide: Callable[[TermPlans], TermPlan]) -> schemas.Term:
    """The term as decided, where that touches no text. Raises `Conflict` where it does: that is looked at first."""
    plan = decide(TermPlans(session(), actor(), wiring().glossary_of(session(), actor())))
    if plan.state is not PlanState.DONE:
        raise Conflict(f"This may touch texts: plan it (POST /terms/{plan.term_id}/plans), look, and apply the plan.")
    return _shown(plan.term)


def term_from(name: str, body: schemas.TermContent) -> Term:
    """The term that a body means."""
    fields = body.model_dump(include=set(schemas.TermContent.model_fields))
    return from_record({"id": name, **fields})


def _named_after(body: schemas.TermContent) -> str:
    """The preferred English form, or else the first form there is."""
    forms = [*body.forms.get("en", ()), *(form for said in body.forms.values() for form in said)]
    preferred = [form.text for form in forms if form.status is FormStatus.PREFERRED]
    return next(iter([*preferred, *(form.text for form in forms)]), "")


def _shown(row: TermRow) -> schemas.Term:
    term = term_of(row)
    return schemas.Term(
        id=row.id,
        name=row.name,
        state=row.state,
        version=row.version,
        forms={code: [schemas.Form.model_validate(form) for form in forms] for code, forms in term.forms.items()},
        level=term.level,
        do_not_translate=term.do_not_translate,
        note=term.note,
        sources=list(term.sources),
        first_mention=dict(term.first_mention),
        scope=schemas.Scope.model_validate(term.scope),
        examples={code: list(texts) for code, texts in term.examples.items()},
        file=row.file,
        merged_into=row.merged_into_id,
        proposed_by=row.proposed_by,
        changed_at=row.changed_at,
    )
