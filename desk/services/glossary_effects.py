"""What a planned change of a term does to texts: finding those that it touches, and seeing to them afterwards."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from desk.domain.errors import DeskError, NotFound
from desk.domain.provenance import Origin
from desk.domain.workflow import State
from desk.drafting.rewording import Rewording
from desk.glossary.matcher import Glossary
from desk.glossary.stored import from_record
from desk.models import (
    Article,
    Edit,
    EffectKind,
    EffectOutcome,
    Story,
    TermEffect,
    TermPlan,
    Translation,
    Unit,
    UnitSegment,
)
from desk.services import access
from desk.services.actor import Actor
from desk.services.draft_queue import ask_for_drafts, wait_anew
from desk.services.findings import Findings
from desk.services.translations import Translations
from desk.services.units import source_text, units_alone

AT_ONCE = 2_000
"""Segments at most that are looked at while somebody waits for an answer."""
OPEN = (State.DRAFTING, State.DRAFTED, State.EDITING, State.SUBMITTED)
_KINDS = {State.APPROVED: EffectKind.APPROVED, State.PUBLISHED: EffectKind.PUBLISHED}


def rewording(glossary: Glossary, plan: TermPlan) -> Rewording:
    """The change that is planned, among the terms in force."""
    names = {plan.term.name, plan.other.name if plan.other else ""}
    new = None if plan.releases else from_record(plan.content)
    return Rewording(glossary.terms, [term for term in glossary.terms if term.id in names], new)


class Looking:
    """Finds the texts that a plan touches, among those that its maker may see."""

    def __init__(self, session: Session, actor: Actor, plan: TermPlan) -> None:
        self.session = session
        self.actor = actor
        self.plan = plan

    def count(self) -> int:
        """How many segments there are to look at."""
        return self.session.scalar(select(func.count()).select_from(self._segments().subquery())) or 0

    def finds_nothing(self, change: Rewording) -> bool:
        """Whether it is certain, and quickly, that the plan touches no text; False where there are many to look at."""
        if change.is_void:
            return True
        if self.count() > AT_ONCE:
            return False
        after, more = "", True
        while more:
            found, after, _ = self.chunk(after, AT_ONCE // 4, change)
            if found:
                return False
            more = bool(after)
        return True

    def chunk(self, after: str, size: int, change: Rewording) -> tuple[list[TermEffect], str, int]:
        """The effects on the segments behind the id `after`, the last id (empty at the end), and how many they were."""
        units = self.session.scalars(self._segments().where(Unit.id > after).order_by(Unit.id).limit(size)).all()
        found = [effect for unit in units if (effect := self._effect(unit, change)) is not None]
        return found, units[-1].id if len(units) == size else "", len(units)

    def _segments(self) -> Select[Unit]:
        return (
            select(Unit)
            .join(Unit.translation)
            .join(Translation.story)
            .join(Translation.article)
            .where(
                access.visible(self.actor),
                Translation.state.in_((*OPEN, *_KINDS)),
                Unit.retired_at.is_(None),
                Unit.text != "",
            )
            .options(
                contains_eager(Unit.translation).contains_eager(Translation.article).load_only(Article.language),
                contains_eager(Unit.translation).contains_eager(Translation.story).load_only(Story.id),
                selectinload(Unit.sources).joinedload(UnitSegment.segment),
            )
        )

    def _effect(self, unit: Unit, change: Rewording) -> TermEffect | None:
        translation = unit.translation
        touched = change.of(source_text(unit), unit.text, translation.article.language, translation.language)
        if touched is None:
            return None
        return TermEffect(
            plan_id=self.plan.id,
            translation_id=translation.id,
            unit_id=unit.id,
            unit_version=unit.version,
            kind=_KINDS.get(translation.state) or (EffectKind.DRAFT if is_untouched(unit) else EffectKind.WRITTEN),
            language=translation.language,
            before=unit.text,
            after=touched.text,
        )


def is_untouched(unit: Unit) -> bool:
    """Whether the text is a machine's that no person wrote in, confirmed, or is writing in now."""
    nobody = unit.author_id is None and unit.confirmed_at is None and unit.pending_by is None
    return nobody and unit.origin is Origin.MACHINE


class Acting:
    """Sees to the texts that a change touched, a translation at a time; what is done already is passed over.

    Where the plan says so, untouched drafts that lack the term wait for their engine again: its attention then shows
    where the term belongs, which is not kept with a draft.
    """

    def __init__(self, session: Session, actor: Actor, plan: TermPlan, glossary: Glossary) -> None:
        self.session = session
        self.actor = actor
        self.plan = plan
        self.findings = Findings(session, actor, glossary)

    def next_translation(self) -> str | None:
        """A translation with texts that nobody has seen to yet."""
        query = select(TermEffect.translation_id).where(
            TermEffect.plan_id == self.plan.id, TermEffect.outcome.is_(None)
        )
        return self.session.scalar(query.order_by(TermEffect.translation_id).limit(1))

    def left(self) -> int:
        """How many texts nobody has seen to yet."""
        query = select(func.count()).where(TermEffect.plan_id == self.plan.id, TermEffect.outcome.is_(None))
        return self.session.scalar(query) or 0

    def see_to(self, translation_id: str) -> int:
        """Repairs its untouched drafts, opens it where that was ticked, checks it; returns how many texts it had."""
        query = select(TermEffect).where(
            TermEffect.plan_id == self.plan.id,
            TermEffect.translation_id == translation_id,
            TermEffect.outcome.is_(None),
        )
        effects = self.session.scalars(query).all()
        try:
            translation = access.translation(self.session, self.actor, translation_id)
        except NotFound:  # restricted meanwhile
            for effect in effects:
                effect.outcome = EffectOutcome.REFUSED
            return len(effects)
        units = self._units(effects)
        opened = self._opened(translation, effects, units)
        for effect in effects:
            unit = units[effect.unit_id]
            effect.outcome = opened if effect.kind in _KINDS.values() else self._repair(effect, unit)
        self.session.flush()
        self._draft_again(translation, [one.unit_id for one in effects if one.outcome is EffectOutcome.REDRAFTED])
        if translation.state in OPEN and translation.state is not State.DRAFTING:
            self.findings.check(translation)
        return len(effects)

    def _draft_again(self, translation: Translation, unit_ids: Collection[str]) -> None:
        if not unit_ids:
            return
        wait_anew(translation, units_alone(self.session, translation), unit_ids)
        self.session.flush()
        ask_for_drafts(self.session, translation, self.actor.person_id)

    def _units(self, effects: Sequence[TermEffect]) -> dict[str, Unit]:
        """The effects' segments as they are now, locked; their translation is locked already."""
        query = select(Unit).where(Unit.id.in_([effect.unit_id for effect in effects]))
        fresh = query.with_for_update(of=Unit).execution_options(populate_existing=True)
        return {unit.id: unit for unit in self.session.scalars(fresh)}

    def _repair(self, effect: TermEffect, unit: Unit) -> EffectOutcome:
        """What becomes of an open text that is as it was looked at; a person's gets findings alone."""
        if unit.version != effect.unit_version or unit.retired_at or unit.translation.state not in OPEN:
            return EffectOutcome.CHANGED
        stays = effect.after == effect.before
        if stays and self.plan.releases:
            return EffectOutcome.LEFT
        if effect.kind is EffectKind.WRITTEN or (stays and not self.plan.redraft):
            return EffectOutcome.TOLD
        if not is_untouched(unit):
            return EffectOutcome.CHANGED
        if stays:
            return EffectOutcome.REDRAFTED
        reword(self.session, unit, effect.after, self.actor.person, f"term: {self.plan.term.name}")
        return EffectOutcome.REPAIRED

    def _opened(
        self, translation: Translation, effects: Sequence[TermEffect], units: Mapping[str, Unit]
    ) -> EffectOutcome:
        """Opens an approved or published translation that was ticked, by the workflow's own move."""
        if translation.id not in self.plan.opens:
            return EffectOutcome.LEFT
        if any(effect.before != units[effect.unit_id].text for effect in effects):
            return EffectOutcome.CHANGED
        translations = Translations(self.session, self.actor, self.findings)
        try:
            with self.session.begin_nested():
                if effects[0].kind is EffectKind.APPROVED:
                    translations.reopen(translation.id, reason=self.plan.note or f"term: {self.plan.term.name}")
                else:
                    translations.revise(translation.id, correction_note=self.plan.note)
        except DeskError:
            return EffectOutcome.REFUSED
        return EffectOutcome.OPENED


def reword(session: Session, unit: Unit, text: str, person_id: str, reason: str) -> None:
    """Writes another text in place of a machine's. It stays a machine's; an edit says who had it changed, and why."""
    session.add(
        Edit(
            unit_id=unit.id,
            revision_id=unit.translation.revision_id,
            version=unit.version + 1,
            before=unit.text,
            after=text,
            origin=unit.origin,
            author_id=person_id,
            draft_id=unit.draft_id,
            reason=reason,
        )
    )
    unit.text = unit.logged_text = text
    unit.version += 1
