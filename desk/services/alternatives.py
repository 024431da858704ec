"""Alternatives: sentences decoded again with their terms, asked for by whoever translates and made by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind, DraftResult, EngineModel
from desk.domain.errors import Conflict
from desk.domain.phrase import phrase
from desk.domain.provenance import Origin, fingerprint
from desk.domain.term import term_record
from desk.drafting.alternative import is_wanting
from desk.models import Draft, Job, JobState, Translation, Unit
from desk.services.article_terms import outcome_of
from desk.services.editing import Editing, SaveOutcome
from desk.services.jobs import Jobs
from desk.services.units import source_text

KIND = "alternative"
AWAITED = 20
"""Somebody sits before the page and waits: that goes before breaking news."""
AT_ONCE = 5
"""Sentences that one person may wait for, so that nobody keeps breaking news waiting with a whole article."""


class Stage(StrEnum):
    """How far an alternative is."""

    OFFERED = "offered"
    WAITING = "waiting"
    FAILED = "failed"
    READY = "ready"
    SAME = "same"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a unit's row shows of its alternative: the text where there is one, and why there is none."""

    stage: Stage
    text: str = ""
    reason: str = ""


def key_of(unit_id: str) -> str:
    return f"{KIND}:{unit_id}"


def is_offered(unit: Unit) -> bool:
    """Whether decoding again can serve a unit: its draft lacks a term, or had one put where something unknown stood."""
    if unit.draft is None or unit.draft.kind not in (DraftKind.TERMS, DraftKind.ARTICLE):
        return False
    return unit.origin is not Origin.OMITTED and any(is_wanting(outcome_of(record)) for record in unit.draft.terms)


class Alternatives:
    """Asks for alternatives and takes them, for an actor who may write in the text."""

    def __init__(self, session: Session, editing: Editing) -> None:
        self.session = session
        self.editing = editing

    def ask(self, unit_id: str) -> Unit:
        """Has a sentence decoded again. Raises `Conflict` where that serves nothing, `Forbidden` where one may not."""
        unit = self.editing.may_write(unit_id)
        if not is_offered(unit):
            raise Conflict(
                phrase("All terms of segment {number} stand where the engine put them.", number=unit.position + 1)
            )
        if newest_of(self.session, [unit]).get(unit.id) is None:
            self._hold_back(unit)
            payload = {"unit": unit.id}
            Jobs(self.session).enqueue(KIND, key_of(unit.id), payload, priority=AWAITED, by=self.editing.actor.person)
        return unit

    def _hold_back(self, unit: Unit) -> None:
        """Raises `Conflict` where the actor waits for enough other sentences already."""
        others = (Job.kind == KIND, Job.key != key_of(unit.id), Job.created_by == self.editing.actor.person)
        waiting = select(func.count()).where(*others, Job.state == JobState.WAITING)
        if (self.session.scalar(waiting) or 0) >= AT_ONCE:
            raise Conflict(
                phrase(
                    "{at_once} sentences are being decoded again for you already; wait for one of them.",
                    at_once=AT_ONCE,
                )
            )

    def take(self, unit_id: str, based_on: int) -> SaveOutcome:
        """Lets the text begin with its alternative. Restoring the draft takes that back."""
        unit = self.editing.may_write(unit_id)
        draft = newest_of(self.session, [unit]).get(unit.id)
        if draft is None:
            raise Conflict(phrase("Segment {number} has no alternative.", number=unit.position + 1))
        return self.editing.begin_with(unit_id, draft, based_on)


def newest_of(session: Session, units: Sequence[Unit]) -> Mapping[str, Draft]:
    """By unit id, its newest alternative of the source as it is."""
    query = (
        select(Draft)
        .where(Draft.unit_id.in_([unit.id for unit in units]), Draft.kind == DraftKind.ALTERNATIVE)
        .order_by(Draft.id)
    )
    prints = {unit.id: fingerprint(source_text(unit)) for unit in units}
    return {one.unit_id: one for one in session.scalars(query) if one.source_fingerprint == prints[one.unit_id]}


def alternatives_of(session: Session, units: Sequence[Unit]) -> Mapping[str, Alternative]:
    """What the rows of these units show, by unit id; two queries, and none where no unit is concerned."""
    concerned = [unit for unit in units if is_offered(unit) or _has_taken(unit)]
    if not concerned:
        return {}
    drafts = newest_of(session, concerned)
    keys = {key_of(unit.id): unit.id for unit in concerned}
    jobs = select(Job).where(Job.kind == KIND, Job.key.in_(keys)).order_by(Job.id)
    newest = {keys[job.key]: job for job in session.scalars(jobs)}
    return {unit.id: _stage(unit, drafts.get(unit.id), newest.get(unit.id)) for unit in concerned}


def store(session: Session, translation: Translation, unit: Unit, result: DraftResult, model: EngineModel) -> None:
    """Keeps an alternative as a draft of its unit, once in a round and by an engine."""
    same = select(Draft.id).where(
        Draft.unit_id == unit.id,
        Draft.round == translation.draft_round,
        Draft.kind == DraftKind.ALTERNATIVE,
        Draft.engine == model.engine,
    )
    if session.scalar(same) is not None:
        return
    session.add(
        Draft(
            unit_id=unit.id,
            revision_id=translation.revision_id,
            round=translation.draft_round,
            kind=DraftKind.ALTERNATIVE,
            engine=model.engine,
            model=model.model,
            model_version=model.version,
            notice=model.notice,
            source_fingerprint=fingerprint(source_text(unit)),
            text=result.text,
            score=result.raw.score,
            terms=[term_record(outcome) for outcome in result.terms],
        )
    )
    session.flush()


def _has_taken(unit: Unit) -> bool:
    return unit.draft is not None and unit.draft.kind is DraftKind.ALTERNATIVE


def _stage(unit: Unit, draft: Draft | None, job: Job | None) -> Alternative:
    if draft is not None:
        same = Stage.TAKEN if unit.draft_id == draft.id else Stage.SAME
        return Alternative(same if unit.text == draft.text else Stage.READY, draft.text)
    if job is None:
        return Alternative(Stage.OFFERED)
    if job.state in (JobState.WAITING, JobState.RUNNING):
        return Alternative(Stage.WAITING)
    return Alternative(Stage.FAILED, reason=job.error) if job.error else Alternative(Stage.OFFERED)
