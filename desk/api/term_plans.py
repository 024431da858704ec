"""What a change of a term touches: planned, looked at, and applied."""

from desk.api.host import actor, session
from desk.api.operation import EDITOR, operation
from desk.api.paging import paged
from desk.api.schemas import term_plans as schemas
from desk.api.terms import TERM, term_from
from desk.domain.term import Term
from desk.glossary.combining import combined
from desk.models import EffectKind, TermPlan
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import Terms, term_of
from desk.services.glossary_touched import EffectView, TouchedTexts, TouchedTranslation

PLAN = "/term-plans/{plan_id}"
MADE = {"status": 201, "location": "/term-plans/{id}"}


@operation("POST", f"{TERM}/plans", EDITOR, "Plan to change, approve, retire or merge a term", **MADE)
def plan_term(term_id: str, body: schemas.PlannedTerm) -> schemas.TermPlan:
    return _shown(_planned(TermPlans(session(), actor()), term_id, body))


@operation("GET", PLAN, EDITOR, "A plan of your own: how far it is, and what it touches by kind and language")
def show_term_plan(plan_id: str) -> schemas.TermPlan:
    return _shown(TermPlans(session(), actor()).get(plan_id))


@operation("GET", f"{PLAN}/effects", EDITOR, "The texts that a plan touches, before and after")
def list_term_effects(plan_id: str, query: schemas.EffectsQuery) -> schemas.EffectsPage:
    plan = TermPlans(session(), actor()).get(plan_id)
    found, total = TouchedTexts(session(), actor()).effects(
        plan, query.kind, query.language or "", query.page, query.size
    )
    return paged(schemas.EffectsPage, [_effect(one) for one in found], total, query)


@operation("POST", f"{PLAN}/apply", EDITOR, "Make the change that a plan was looked at for, and see to the texts")
def apply_term_plan(plan_id: str, body: schemas.Applied) -> schemas.TermPlan:
    plans = TermPlans(session(), actor())
    return _shown(plans.carry_out(plan_id, body.opens, body.note, redraft=body.redraft))


OPERATIONS = (plan_term, show_term_plan, list_term_effects, apply_term_plan)


def _planned(plans: TermPlans, term_id: str, body: schemas.PlannedTerm) -> TermPlan:
    if body.action is schemas.PlannedAction.APPROVE:
        return plans.approve(term_id, body.based_on, body.reason)
    if body.action is schemas.PlannedAction.RETIRE:
        return plans.retire(term_id, body.based_on, body.reason)
    term = term_of(Terms(session(), actor()).get(term_id))
    if body.other is None:
        return plans.change(term_id, _written(term, body), body.based_on, body.reason)
    both = combined(term, term_of(Terms(session(), actor()).get(body.other.id)))
    versions = body.based_on, body.other.based_on
    return plans.merge(term_id, body.other.id, _written(both, body), versions, body.reason)


def _written(term: Term, body: schemas.PlannedTerm) -> Term:
    """The term as the body writes it; as it is where the body does not."""
    return term_from(term.id, body.term) if body.term else term


def _shown(plan: TermPlan) -> schemas.TermPlan:
    texts = TouchedTexts(session(), actor())
    counts = texts.counts(plan)
    return schemas.TermPlan(
        id=plan.id,
        term=plan.term_id,
        other=plan.other_id,
        action=plan.action,
        state=plan.state,
        based_on=plan.based_on,
        touched=[
            schemas.Touched(kind=kind, language=code, segments=count, left=counts.leaves[kind].get(code, 0))
            for kind in EffectKind
            for code, count in sorted(counts.every[kind].items())
        ],
        can_open=[_can_open(one) for one in texts.touched(plan)],
        outcomes=dict(texts.outcomes(plan)),
    )


def _can_open(one: TouchedTranslation) -> schemas.CanOpen:
    translation = one.translation
    return schemas.CanOpen(
        translation=translation.id, language=translation.language, kind=one.kind, segments=one.segments
    )


def _effect(one: EffectView) -> schemas.Effect:
    effect = one.effect
    return schemas.Effect(
        translation=effect.translation_id,
        unit=effect.unit_id,
        number=one.number,
        kind=effect.kind,
        language=effect.language,
        before=effect.before,
        after=effect.after,
        outcome=effect.outcome,
    )
