"""What a planned change of a term touches, as its maker looks at it: figures, translations, texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, joinedload

from desk.models import Article, EffectKind, EffectOutcome, Story, TermEffect, TermPlan, Translation, Unit
from desk.services import access
from desk.services.actor import Actor

ByLanguage = Mapping[EffectKind, Mapping[str, int]]
"""Numbers of segments by the kind of their text and its language."""

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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many segments a change touches: `every` one, and those that it `leaves` as they are.

    The latter lack the term then; or, where the plan releases it, hold one that is asked for no more.
    """

    every: ByLanguage
    leaves: ByLanguage

    def reworded(self, kind: EffectKind) -> Mapping[str, int]:
        """How many texts of a kind read otherwise then, by language."""
        left = self.leaves[kind]
        return {
            code: count - left.get(code, 0) for code, count in self.every[kind].items() if count > left.get(code, 0)
        }


class TouchedTexts:
    """The texts that plans of an actor's touch, of stories that the actor may still see."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def counts(self, plan: TermPlan) -> Counts:
        """How many segments are touched, by kind and language: one query."""
        stays = func.sum(case((TermEffect.after == TermEffect.before, 1), else_=0))
        query = select(TermEffect.kind, TermEffect.language, func.count(), stays).where(*self._seen(plan))
        every: dict[EffectKind, dict[str, int]] = {kind: {} for kind in EffectKind}
        leaves: dict[EffectKind, dict[str, int]] = {kind: {} for kind in EffectKind}
        for kind, code, count, left in self.session.execute(query.group_by(TermEffect.kind, TermEffect.language)):
            every[kind][code] = count
            if left:
                leaves[kind][code] = left
        return Counts(every, leaves)

    def outcomes(self, plan: TermPlan) -> Mapping[EffectOutcome, int]:
        """What became of the segments, by outcome."""
        query = select(TermEffect.outcome, func.count()).where(*self._seen(plan), TermEffect.outcome.is_not(None))
        return {row[0]: row[1] for row in self.session.execute(query.group_by(TermEffect.outcome)) if row[0]}

    def touched(self, plan: TermPlan) -> Sequence[TouchedTranslation]:
        """The approved and published translations that it touches, in the order of languages.

        Those in which a term is merely asked for no more are none: nothing in them would be put right.
        """
        opened = [TermEffect.kind.in_(OPENED), *([TermEffect.after != TermEffect.before] if plan.releases else [])]
        query = (
            select(Translation, TermEffect.kind, func.count())
            .join(TermEffect, TermEffect.translation_id == Translation.id)
            .join(Translation.story)
            .where(*self._seen(plan), *opened)
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
