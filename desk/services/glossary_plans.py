"""Changes of terms that are looked at before they are made: planning one, reading what it touches, making it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.term import Term, TermState
from desk.domain.workflow import Role
from desk.glossary.stored import from_record, to_record
from desk.models import (
    Article,
    EffectKind,
    EffectOutcome,
    Job,
    PlanState,
    Story,
    TermAction,
    TermEffect,
    TermPlan,
    TermRow,
    Translation,
    Unit,
)
from desk.services import access
from desk.services.actor import Actor
from desk.services.glossary_rules import usable
from desk.services.glossary_terms import Terms, term_of
from desk.services.jobs import Jobs

OPENED = (EffectKind.APPROVED, EffectKind.PUBLISHED)
"""Texts that are changed by nobody but a person, who opens them for that."""


@dataclass(frozen=True, slots=True)
class TouchedTranslation:
    """An approved or published translation that a change touches, and in how many segments."""

    translation: Translation
    kind: EffectKind
    segments: int


@dataclass(frozen=True, slots=True)
class EffectView:
    """A text that a change touches, with where it stands. `number` is the segment's, counted from 1."""

    effect: TermEffect
    number: int
    translation: Translation


class TermPlans:
    """The plans of an editor, each read and made by nobody else."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor
        self.terms = Terms(session, actor)

    def change(self, term_id: str, term: Term, based_on: int, reason: str = "") -> TermPlan:
        """Plans to write a term anew; a job looks at what that touches."""
        row = self._row(term_id, based_on)
        return self._plan(row, replace(term, id=row.name, state=row.state), TermAction.CHANGED, reason)

    def approve(self, term_id: str, based_on: int) -> TermPlan:
        """Plans to bring a term into force."""
        row = self._row(term_id, based_on)
        return self._plan(row, replace(term_of(row), state=TermState.APPROVED), TermAction.APPROVED, "")

    def get(self, plan_id: str) -> TermPlan:
        """A plan of the actor's own. Raises `NotFound`."""
        plan = self.session.get(TermPlan, plan_id)
        if plan is None or plan.created_by != self.actor.person_id or plan.desk_id != self.actor.desk_id:
            raise NotFound(f"There is no plan {plan_id}.")
        return plan

    def planned(self, plan_id: str, row: TermRow) -> Term:
        """A term as a plan of the actor's would have it. Raises `NotFound` where the plan is another term's."""
        plan = self.get(plan_id)
        if plan.term_id != row.id:
            raise NotFound(f"There is no plan {plan_id} for this term.")
        return from_record(plan.content)

    def job(self, plan: TermPlan) -> Job | None:
        """The newest job that works on a plan: how far it is, and whether it failed."""
        query = select(Job).where(Job.key == _key(plan)).order_by(Job.id.desc()).limit(1)
        return self.session.scalars(query).first()

    def carry_out(self, plan_id: str, opens: Collection[str] = (), note: str = "") -> TermPlan:
        """Makes the change, at exactly the version that was looked at; a job then sees to the texts.

        `opens` are the approved and published translations to open, and `note` is what readers of the corrections
        will read. Raises `Conflict` where the term was changed since, and `Invalid` for a correction without a note.
        """
        plan = self.get(plan_id)
        if plan.state is not PlanState.READY:
            raise Conflict("This plan is not ready, or was carried out already.")
        known = {one.translation.id: one.kind for one in self.touched(plan)}
        chosen = [id for id in dict.fromkeys(opens) if id in known]
        if not note.strip() and any(known[id] is EffectKind.PUBLISHED for id in chosen):
            raise Invalid("A correction needs a note that readers will see: say what was wrong.")
        self._make(plan)
        plan.opens, plan.note, plan.state = chosen, note.strip(), PlanState.ACTING
        self._enqueue(plan)
        return plan

    def counts(self, plan: TermPlan) -> Mapping[EffectKind, Mapping[str, int]]:
        """How many segments are touched, by kind and language."""
        query = select(TermEffect.kind, TermEffect.language, func.count()).where(*self._seen(plan))
        found: dict[EffectKind, dict[str, int]] = {kind: {} for kind in EffectKind}
        for kind, language, count in self.session.execute(query.group_by(TermEffect.kind, TermEffect.language)):
            found[kind][language] = count
        return found

    def outcomes(self, plan: TermPlan) -> Mapping[EffectOutcome, int]:
        """What became of the segments, by outcome."""
        query = select(TermEffect.outcome, func.count()).where(*self._seen(plan), TermEffect.outcome.is_not(None))
        return {row[0]: row[1] for row in self.session.execute(query.group_by(TermEffect.outcome)) if row[0]}

    def touched(self, plan: TermPlan) -> Sequence[TouchedTranslation]:
        """The approved and published translations that it touches, in the order of languages."""
        query = (
            select(Translation, TermEffect.kind, func.count())
            .join(TermEffect, TermEffect.translation_id == Translation.id)
            .join(Translation.story)
            .where(*self._seen(plan), TermEffect.kind.in_(OPENED))
            .group_by(Translation.id, TermEffect.kind)
            .order_by(Translation.language, Translation.id)
            .options(joinedload(Translation.story))
        )
        return [TouchedTranslation(row[0], row[1], row[2]) for row in self.session.execute(query)]

    def effects(
        self, plan: TermPlan, kind: EffectKind | None, language: str, page: int, size: int = 50
    ) -> tuple[Sequence[EffectView], int]:
        """A page of the texts that it touches, in the order of translations and segments, and how many there are."""
        query = self._effects(plan, kind, language)
        total = self.session.scalar(select(func.count()).select_from(query.subquery())) or 0
        ordered = (
            query.add_columns(Unit.position, Translation)
            .join(Unit, Unit.id == TermEffect.unit_id)
            .join(Translation, Translation.id == TermEffect.translation_id)
            .order_by(TermEffect.translation_id, Unit.position)
            .limit(size)
            .offset((page - 1) * size)
            .options(
                joinedload(Translation.story).load_only(Story.title),
                joinedload(Translation.article).load_only(Article.language),
            )
        )
        return [EffectView(row[0], row[1] + 1, row[2]) for row in self.session.execute(ordered)], total

    def _effects(self, plan: TermPlan, kind: EffectKind | None, language: str) -> Select[TermEffect]:
        query = select(TermEffect).where(*self._seen(plan))
        if kind:
            query = query.where(TermEffect.kind == kind)
        return query.where(TermEffect.language == language) if language else query

    def _seen(self, plan: TermPlan) -> tuple[ColumnElement[bool], ...]:
        """The condition on `TermEffect`: of a plan, and of stories that its maker may still see."""
        story = select(Translation.id).join(Translation.story).where(access.visible(self.actor))
        return TermEffect.plan_id == plan.id, TermEffect.translation_id.in_(story)

    def _row(self, term_id: str, based_on: int) -> TermRow:
        self.actor.require(Role.EDITOR)
        row = self.terms.get(term_id)
        if row.version != based_on:
            raise Conflict(f"Somebody changed the term “{row.name}” meanwhile; look at it again.")
        return row

    def _plan(self, row: TermRow, term: Term, action: TermAction, reason: str) -> TermPlan:
        plan = TermPlan(
            desk_id=self.actor.desk_id,
            term_id=row.id,
            action=action,
            based_on=row.version,
            content=to_record(usable(term)),
            reason=reason.strip(),
            created_by=self.actor.person,
        )
        self.session.add(plan)
        self.session.flush()
        self._enqueue(plan)
        return plan

    def _make(self, plan: TermPlan) -> None:
        """Makes the planned change of the term itself."""
        if plan.action is TermAction.APPROVED:
            self.terms.approve(plan.term_id, plan.based_on, plan.reason)
        elif plan.action is TermAction.CHANGED:
            self.terms.change(plan.term_id, from_record(plan.content), plan.based_on, plan.reason)
        else:
            raise Forbidden(f"A plan cannot be of the kind “{plan.action}”.")

    def _enqueue(self, plan: TermPlan) -> None:
        Jobs(self.session).enqueue("term_plan", _key(plan), {"plan": plan.id}, by=self.actor.person_id)


def _key(plan: TermPlan) -> str:
    """The idempotency key of a plan's work: looking, and later acting."""
    return f"term_plan:{plan.id}"
