"""How far work in the background is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import State
from desk.models import Job, JobState, Translation, Unit
from desk.services.draft_queue import queue_of


def job(session: Session, job_id: str) -> Job:
    """Raises `NotFound`."""
    found = session.get(Job, job_id)
    if found is None:
        raise NotFound(phrase("There is no job {job_id}.", job_id=job_id))
    return found


def drafting_job(session: Session, translation: Translation) -> Job | None:
    """The job that drafts what waits in the translation's pair, or will; None where none is under way."""
    key = queue_of(translation).key
    under_way = Job.state.in_((JobState.WAITING, JobState.RUNNING))
    return session.scalars(select(Job).where(Job.key == key, under_way).order_by(Job.id.desc()).limit(1)).first()


def waits_of(session: Session, translations: Iterable[Translation]) -> Mapping[str, str]:
    """What translations wait for whose engine is down, as a sentence, by their ids; in one query."""
    keys = {one.id: queue_of(one).key for one in translations if one.state is State.DRAFTING}
    if not keys:
        return {}
    waiting = Job.state.in_((JobState.WAITING, JobState.RUNNING)), Job.waits > 0
    found = session.execute(select(Job.key, Job.error).where(Job.key.in_(keys.values()), *waiting))
    reasons = {row[0]: row[1] for row in found}
    return {name: reasons[key] for name, key in keys.items() if key in reasons}


@dataclass(frozen=True, slots=True)
class DraftProgress:
    """How far a translation's drafting is: `done` of `total` units."""

    state: State
    done: int
    total: int


def draft_progress(session: Session, translation: Translation) -> DraftProgress:
    """How many of the translation's units have been through its present round of drafting."""
    units = select(func.count()).where(Unit.translation_id == translation.id, Unit.retired_at.is_(None))
    done = units.where(Unit.drafted_round >= translation.draft_round)
    return DraftProgress(translation.state, session.scalar(done) or 0, session.scalar(units) or 0)
