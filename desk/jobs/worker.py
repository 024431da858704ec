"""The worker: takes jobs one after the other, and between them puts right what time has undone."""

import gc
import os
import secrets
import socket
import threading
import time
import traceback
from collections.abc import Callable

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import DeskError
from desk.domain.phrase import phrase
from desk.domain.week import Week, week_of
from desk.jobs.heartbeat import Heartbeat
from desk.jobs.pace import Pace
from desk.jobs.run import Deferred, GaveWay, Interrupted, Run
from desk.jobs.tasks import TASKS
from desk.jobs.turns import Turns
from desk.jobs.weekly import ask_for_digest
from desk.models import Job, Translation, Unit
from desk.models.base import utc_now
from desk.services.actor import system
from desk.services.clean_up import clean_up
from desk.services.drafting import Drafting
from desk.services.editing import IDLE, Editing
from desk.services.findings import Findings
from desk.services.jobs import BREAKING, Jobs
from desk.services.leases import expire_leases, warn_of_leases
from desk.services.outbox import Outbox
from desk.services.presence import forget_gone
from desk.wiring import Wiring

log = structlog.get_logger()

POLL = 0.5
SWEEP = 5.0
RETRY = 10.0
STATISTICS = 3600.0
CLEAN = 3600.0
"""Seconds between two looks for what can be cleared away, once nothing more was found."""


class Worker:
    """Runs jobs of a desk until `stop` is set. Several may run beside each other, on one machine or many."""

    def __init__(self, wiring: Wiring, name: str = "") -> None:
        self.wiring = wiring
        self.name = name or f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(3)}"
        self.stop = threading.Event()
        self.pace = Pace()
        self.turns = Turns()
        self._swept = 0.0
        self._counted = 0.0
        self._digested: Week | None = None
        self._cleaned = time.monotonic() - CLEAN - 1

    def run(self) -> None:
        """Works until it is told to stop."""
        gc.freeze()  # what is loaded by now stays, and is not looked through again and again
        while not self.stop.is_set():
            if not self.run_once():
                self.stop.wait(POLL)

    def run_until_idle(self) -> None:
        """Works until nothing waits: for commands and tests."""
        self.sweep()
        while self.run_once():
            pass

    def run_once(self) -> bool:
        """Sweeps when it is time, then runs one job. Whether there was one."""
        if time.monotonic() - self._swept > SWEEP:
            self.sweep()
        if time.monotonic() - self._counted > STATISTICS:
            self._counted = time.monotonic()
            self.wiring.database.keep_statistics()
        job = self._claim()
        if job is None:
            return False
        self._work(job)
        return True

    def _claim(self) -> Job | None:
        with self.wiring.database.session(write=True) as session:
            lease = self.wiring.settings.job_lease_seconds
            job = Jobs(session).claim(self.name, lease, backlog_first=self.turns.backlog_first)
            session.commit()
        if job is not None and job.priority < BREAKING:
            self.turns.taken(job.priority)
        return job

    def _work(self, job: Job) -> None:
        lease = self.wiring.settings.job_lease_seconds
        with Heartbeat(self.wiring.database, job.id, self.name, lease) as heartbeat:
            run = Run(
                self.wiring,
                job,
                self.name,
                lambda: not (self.stop.is_set() or heartbeat.lost.is_set()),
                self.pace,
                self.turns,
            )
            try:
                outcome = TASKS[job.kind](run)
            except GaveWay:
                self._end(lambda jobs: jobs.put_back(job.id, self.name, behind=True))
            except Deferred as wait:
                reason = str(wait)
                self._end(lambda jobs: jobs.wait(job.id, self.name, reason))
            except Interrupted:
                self._end(lambda jobs: jobs.put_back(job.id, self.name))
            except DeskError as error:
                log.warning("job refused", job=job.id, kind=job.kind, error=str(error))
                reason = str(error)
                self._end(lambda jobs: jobs.fail(job.id, self.name, reason))
            except Exception as error:  # whatever a task raises, the job must not stay "running"
                # Formatted here: the log's own way shows every variable too, and with them texts that few may see.
                log.error("job failed", job=job.id, kind=job.kind, exception=traceback.format_exc())
                # Shown beside every text that waited: what an error says may hold a text of another story.
                reason = phrase("The desk failed at this ({error}); its log says more.", error=type(error).__name__)
                self._end(lambda jobs: jobs.fail(job.id, self.name, reason, retry_in=RETRY))
            else:
                self._end(lambda jobs: jobs.finish(job.id, self.name, outcome))

    def _end(self, say: Callable[[Jobs], None]) -> None:
        with self.wiring.database.session(write=True) as session:
            say(Jobs(session))
            session.commit()

    def _tell(self, session: Session) -> None:
        """Asks for mails that are due, and once a week for the digest."""
        if self.wiring.mailer is not None:
            Outbox(session).ask()
        now = utc_now()
        if self._digested != week_of(now).before():
            self._digested = ask_for_digest(session, now)

    def sweep(self) -> None:
        """Ends leases that ran out and bursts that went idle, and asks again for drafts that nobody works on.

        Now and then it clears away what nobody asks for any more.
        """
        self._swept = time.monotonic()
        with self.wiring.database.session(write=True) as session:
            expire_leases(session)
            warn_of_leases(session, self.wiring.lease)
            forget_gone(session)
            idle = select(Unit).where(Unit.pending_since < utc_now() - IDLE)
            for unit in session.scalars(idle):
                Editing(session, system(unit.translation.story.desk_id)).log(unit)
            given_up = [(one.id, one.story.desk_id) for one in Drafting(session).unstick()]
            self._tell(session)
            session.commit()
        for translation_id, desk_id in given_up:
            self._check(translation_id, desk_id)
        if time.monotonic() - self._cleaned > CLEAN:
            self._clean_up()

    def _check(self, translation_id: str, desk_id: str) -> None:
        """Checks what people are left with, in a transaction of its own."""
        with self.wiring.database.session(write=True) as session:
            desk = system(desk_id)
            terms = self.wiring.glossary_of(session, desk)
            Findings(session, desk, terms).look(session.get_one(Translation, translation_id))
            session.commit()

    def _clean_up(self) -> None:
        """Clears away a little; the next sweep goes on where there was more."""
        with self.wiring.database.session(write=True) as session:
            more = clean_up(session, self.wiring.settings.job_days)
            session.commit()
        if not more:
            self._cleaned = time.monotonic()
