"""The job table: asking for work, taking it under a lease, and saying how it ended."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from desk.models import Job, JobState
from desk.models.base import utc_now

MAX_ATTEMPTS = 5
BREAKING: Final = 10
ORDINARY: Final = 0
IDLE: Final = -10
"""Priorities: breaking news, what somebody waits for, and what is done when nobody waits for anything."""
LONGEST_WAIT = 60
"""Seconds after which an engine that is down is tried again at the latest."""


class Jobs:
    """Jobs in one session. A job is asked for in the transaction of the change that needs it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def enqueue(
        self, kind: str, key: str, payload: Mapping[str, Any], *, priority: int = 0, by: str | None = None
    ) -> Job:
        """Asks for work. Where a job with this key already waits, that one is meant, at the higher priority."""
        job = self._waiting(key)
        if job is None:
            job = Job(kind=kind, key=key, payload=dict(payload), priority=priority, created_by=by)
            try:
                with self.session.begin_nested():
                    self.session.add(job)
            except IntegrityError:  # another transaction asked for the same meanwhile
                job = self._waiting(key)
                if job is None:
                    raise
        job.priority = max(job.priority, priority)
        self.session.flush()
        return job

    def _waiting(self, key: str) -> Job | None:
        return self.session.scalar(select(Job).where(Job.key == key, Job.state == JobState.WAITING).with_for_update())

    def claim(self, worker: str, lease: float, *, backlog_first: bool = False) -> Job | None:
        """Takes the most urgent job that waits or whose worker stopped giving signs of life; None where none is.

        Among equals the one goes first that waits longest. A job whose key is being worked on elsewhere is left
        waiting, so one queue is drafted by one worker at a time. `backlog_first` takes an ordinary job before
        breaking news, where there is one. `lease` is in seconds.
        """
        now = utc_now()
        orphaned = and_(Job.state == JobState.RUNNING, Job.lease_until <= now)
        order = (Job.priority.desc(), Job.run_at, Job.id)
        query = (
            select(Job)
            .where(or_(_waits(now), orphaned), ~_busy(now))
            .order_by(*(((Job.priority != ORDINARY), *order) if backlog_first else order))
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        job = self.session.scalars(query).first()
        if job is None:
            return None
        if job.attempt >= MAX_ATTEMPTS:
            self._end(job, JobState.FAILED, "The worker died in this job too often.", {})
            return None
        job.state, job.worker, job.attempt = JobState.RUNNING, worker, job.attempt + 1
        job.heartbeat_at, job.lease_until = now, now + dt.timedelta(seconds=lease)
        return job

    def rivals(self, job: Job) -> set[int]:
        """The priorities of the other jobs that could run now."""
        now = utc_now()
        query = select(Job.priority).distinct().where(_waits(now), Job.key != job.key, ~_busy(now))
        return set(self.session.scalars(query))

    def beat(self, job_id: str, worker: str, lease: float) -> bool:
        """Prolongs the lease; False where the job has meanwhile gone to another worker."""
        now = utc_now()
        changed = self.session.execute(
            update(Job)
            .where(Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
            .values(heartbeat_at=now, lease_until=now + dt.timedelta(seconds=lease))
            .returning(Job.id)
        )
        return changed.first() is not None

    def progress(self, job_id: str, worker: str, done: int, total: int, *, attempt: int = 1) -> None:
        """Notes how far the job is: `done` of `total` pieces. Progress makes earlier deaths and waits forgotten.

        A task that is still in search of what it died of counts as on its second `attempt`.
        """
        mine = (Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
        values = {"done": done, "total": total, "attempt": attempt, "waits": 0, "error": ""}
        self.session.execute(update(Job).where(*mine).values(values))

    def note(self, job_id: str, worker: str, key: str, value: Any) -> None:
        """Puts into the payload what the job's next run is to know, should this one die; None takes it out."""
        job = self._mine(job_id, worker)
        if job is None:
            return
        kept = {name: old for name, old in job.payload.items() if name != key}
        job.payload = kept if value is None else kept | {key: value}

    def finish(self, job_id: str, worker: str, outcome: Mapping[str, Any]) -> None:
        """Ends the job well, unless another worker has it by now."""
        job = self._mine(job_id, worker)
        if job is not None:
            self._end(job, JobState.DONE, "", outcome)

    def fail(self, job_id: str, worker: str, error: str, *, retry_in: float | None = None) -> None:
        """Ends the job badly, with its reason; or puts it back to run again in `retry_in` seconds."""
        job = self._mine(job_id, worker)
        if job is None:
            return
        if retry_in is None or job.attempt >= MAX_ATTEMPTS:
            self._end(job, JobState.FAILED, error, {})
            return
        job.error, job.waits, job.run_at = error, 0, utc_now() + dt.timedelta(seconds=retry_in)
        self._put_back(job)

    def put_back(self, job_id: str, worker: str, *, behind: bool = False) -> None:
        """Lets another worker, or this one later, go on with the job. It does not count as an attempt.

        `behind` puts it behind its equals: it has had its turn.
        """
        job = self._mine(job_id, worker)
        if job is None:
            return
        job.attempt -= 1
        if behind:
            job.run_at = utc_now()
        self._put_back(job)

    def wait(self, job_id: str, worker: str, reason: str) -> None:
        """Puts the job back until its engine may be up again: for longer each time, up to `LONGEST_WAIT` seconds.

        It does not count as an attempt, so that a job never fails for an engine that is down.
        """
        job = self._mine(job_id, worker)
        if job is None:
            return
        job.attempt, job.waits, job.error = job.attempt - 1, job.waits + 1, reason
        job.run_at = utc_now() + dt.timedelta(seconds=min(2 ** min(job.waits, 10), LONGEST_WAIT))
        self._put_back(job)

    def _put_back(self, job: Job) -> None:
        twin = self.session.scalar(select(Job.id).where(Job.key == job.key, Job.state == JobState.WAITING))
        if twin is not None:  # the same work waits already: this job has nothing left to do
            self._end(job, JobState.DONE, job.error, {"continued_by": twin})
            return
        job.state, job.worker, job.lease_until = JobState.WAITING, None, None

    def _mine(self, job_id: str, worker: str) -> Job | None:
        query = select(Job).where(Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
        return self.session.scalar(query.with_for_update())

    def _end(self, job: Job, state: JobState, error: str, outcome: Mapping[str, Any]) -> None:
        job.state, job.error, job.outcome = state, error, dict(outcome)
        job.finished_at, job.lease_until = utc_now(), None


def _waits(now: dt.datetime) -> ColumnElement[bool]:
    """The condition on a job that could begin now."""
    return and_(Job.state == JobState.WAITING, Job.run_at <= now)


def _busy(now: dt.datetime) -> ColumnElement[bool]:
    """The condition on a job whose key another one is at work on."""
    other = aliased(Job)
    running = (other.key == Job.key, other.id != Job.id, other.state == JobState.RUNNING, other.lease_until > now)
    return select(other.id).where(*running).exists()
