"""Changes of terms that are looked at before they are made: planning one, reading what it touches, making it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.phrase import phrase
from desk.domain.term import Term, TermState
from desk.domain.workflow import Role
from desk.glossary.matcher import Glossary
from desk.glossary.stored import from_record, to_record
from desk.models import EffectKind, Job, PlanState, TermAction, TermPlan, TermRow
from desk.services.actor import Actor
from desk.services.glossary_effects import Looking, rewording
from desk.services.glossary_rules import usable
from desk.services.glossary_terms import Terms, mergeable, reasoned, term_of
from desk.services.glossary_touched import TouchedTexts
from desk.services.jobs import Jobs

KEY: Final = "term_plan:"
"""Before a plan's id, what its jobs are called."""


class TermPlans:
    """The plans of an editor, each read and made by nobody else.

    With a `glossary`, the one in force, a change is made at once of which it is certain, and quickly seen, that it
    touches no text: its plan is done when it comes back. A job looks at what all others touch, and they wait to be
    carried out.
    """

    def __init__(self, session: Session, actor: Actor, glossary: Glossary | None = None) -> None:
        self.session = session
        self.actor = actor
        self.glossary = glossary
        self.terms = Terms(session, actor)

    def change(self, term_id: str, term: Term, based_on: int, reason: str = "") -> TermPlan:
        """Plans to write a term anew."""
        row = self._row(term_id, based_on)
        return self._plan(row, replace(term, id=row.name, state=row.state), TermAction.CHANGED, reason)

    def approve(self, term_id: str, based_on: int, reason: str = "") -> TermPlan:
        """Plans to bring a term into force, for the first time or again."""
        row = self._row(term_id, based_on, TermState.PROPOSED, TermState.OBSOLETE)
        return self._plan(row, replace(term_of(row), state=TermState.APPROVED), TermAction.APPROVED, reason)

    def retire(self, term_id: str, based_on: int, reason: str) -> TermPlan:
        """Plans to take a term out of force. Raises `Invalid` without a reason."""
        row = self._row(term_id, based_on, TermState.APPROVED)
        return self._plan(row, replace(term_of(row), state=TermState.OBSOLETE), TermAction.RETIRED, reasoned(reason))

    def merge(self, into_id: str, other_id: str, term: Term, based_on: tuple[int, int], reason: str = "") -> TermPlan:
        """Plans to make two terms one: `term` is written into the first, and the other gives way to it."""
        into = self._row(into_id, based_on[0])
        other = self._row(other_id, based_on[1])
        mergeable(into, other)
        term = replace(term, id=into.name, state=into.state)
        return self._plan(into, term, TermAction.MERGED, reason, other)

    def get(self, plan_id: str) -> TermPlan:
        """A plan of the actor's own. Raises `NotFound`."""
        plan = self.session.get(TermPlan, plan_id)
        if plan is None or plan.created_by != self.actor.person_id or plan.desk_id != self.actor.desk_id:
            raise NotFound(phrase("There is no plan {plan_id}.", plan_id=plan_id))
        return plan

    def planned(self, plan_id: str, row: TermRow) -> Term:
        """A term as a plan of the actor's would have it. Raises `NotFound` where the plan is another term's."""
        plan = self.get(plan_id)
        if plan.term_id != row.id:
            raise NotFound(phrase("There is no plan {plan_id} for this term.", plan_id=plan_id))
        return from_record(plan.content)

    def job(self, plan: TermPlan) -> Job | None:
        """The newest job that works on a plan: how far it is, and whether it failed."""
        query = select(Job).where(Job.key == _key(plan)).order_by(Job.id.desc()).limit(1)
        return self.session.scalars(query).first()

    def carry_out(
        self, plan_id: str, opens: Collection[str] = (), note: str = "", *, redraft: bool = False
    ) -> TermPlan:
        """Makes the change, at exactly the version that was looked at; a job then sees to the texts.

        `opens` are the approved and published translations to open, and `note` is what readers of the corrections
        will read. With `redraft`, drafts that nobody touched and that lack the term are drafted again. Raises
        `Conflict` where the term was changed since, and `Invalid` for a correction without a note.
        """
        plan = self.get(plan_id)
        if plan.state is not PlanState.READY:
            raise Conflict(phrase("This plan is not ready, or was carried out already."))
        touched = TouchedTexts(self.session, self.actor).touched(plan)
        known = {one.translation.id: one.kind for one in touched}
        chosen = [id for id in dict.fromkeys(opens) if id in known]
        if not note.strip() and any(known[id] is EffectKind.PUBLISHED for id in chosen):
            raise Invalid(phrase("A correction needs a note that readers will see: say what was wrong."))
        self._make(plan)
        plan.opens, plan.note, plan.redraft, plan.state = chosen, note.strip(), redraft, PlanState.ACTING
        self._enqueue(plan)
        return plan

    def _row(self, term_id: str, based_on: int, *states: TermState) -> TermRow:
        self.actor.require(Role.EDITOR)
        row = self.terms.get(term_id)
        if row.version != based_on:
            raise Conflict(phrase("Somebody changed the term “{name}” meanwhile; look at it again.", name=row.name))
        if states and row.state not in states:
            raise Conflict(phrase("The term “{name}” is {state}.", name=row.name, state=row.state))
        return row

    def _plan(
        self, row: TermRow, term: Term, action: TermAction, reason: str, other: TermRow | None = None
    ) -> TermPlan:
        plan = TermPlan(
            desk_id=self.actor.desk_id,
            term_id=row.id,
            action=action,
            based_on=row.version,
            other_id=other.id if other else None,
            other_based_on=other.version if other else None,
            content=to_record(usable(term)),
            reason=reason.strip(),
            created_by=self.actor.person,
        )
        self.session.add(plan)
        self.session.flush()
        if self._touches_nothing(plan):
            self._make(plan)
            plan.state = PlanState.DONE
        else:
            self._enqueue(plan)
        return plan

    def _touches_nothing(self, plan: TermPlan) -> bool:
        """Whether that is certain, and quickly seen."""
        if self.glossary is None:
            return False
        if plan.action is TermAction.CHANGED and reads_alike(term_of(plan.term), from_record(plan.content)):
            return True
        return Looking(self.session, self.actor, plan).finds_nothing(rewording(self.glossary, plan))

    def _make(self, plan: TermPlan) -> None:
        """Makes the planned change of the terms themselves."""
        term, terms = from_record(plan.content), self.terms
        if plan.action is TermAction.APPROVED:
            terms.approve(plan.term_id, plan.based_on, plan.reason)
        elif plan.action is TermAction.CHANGED:
            terms.change(plan.term_id, term, plan.based_on, plan.reason)
        elif plan.action is TermAction.RETIRED:
            terms.retire(plan.term_id, plan.based_on, plan.reason)
        elif plan.action is TermAction.MERGED and plan.other_id and plan.other_based_on:
            versions = plan.based_on, plan.other_based_on
            terms.merge(plan.term_id, plan.other_id, term, versions, plan.reason)
        else:
            raise Forbidden(phrase("A plan cannot be of the kind “{action}”.", action=plan.action))

    def _enqueue(self, plan: TermPlan) -> None:
        Jobs(self.session).enqueue("term_plan", _key(plan), {"plan": plan.id}, by=self.actor.person_id)


def _key(plan: TermPlan) -> str:
    """The idempotency key of a plan's work: looking, and later acting."""
    return KEY + plan.id


def reads_alike(before: Term, after: Term) -> bool:
    """Whether no text may read otherwise with the one than with the other: notes and sources are in no text."""
    return (before.forms, before.do_not_translate, before.scope) == (after.forms, after.do_not_translate, after.scope)
