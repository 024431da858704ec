"""A job as its task sees it, and the ways in which a task stops before its work is done."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desk.jobs.pace import Pace
from desk.jobs.turns import Turns
from desk.models import Job
from desk.services.jobs import Jobs
from desk.wiring import Wiring


class Interrupted(Exception):
    """The worker was asked to stop, or the job went to another worker, between two chunks."""


class GaveWay(Interrupted):
    """The job had its turn, and another one waits that is as urgent or more so."""


class Deferred(Exception):
    """The job waits for an engine that is down; the message says what is known of it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A job under way: the wiring, the worker's name and what it knows, and whether to go on."""

    wiring: Wiring
    job: Job
    worker: str
    goes_on: Callable[[], bool]
    pace: Pace = field(default_factory=Pace)
    turns: Turns = field(default_factory=Turns)

    def check(self) -> None:
        """Raises `Interrupted` where the task is to stop."""
        if not self.goes_on():
            raise Interrupted

    def progress(self, session: Session, done: int, left: int) -> bool:
        """Notes in a chunk's transaction how far the job is; whether it is another job's turn after that."""
        jobs = Jobs(session)
        jobs.progress(self.job.id, self.worker, done, done + left)
        self.turns.taken(self.job.priority)
        return left > 0 and self.turns.gives_way(self.job.priority, jobs.rivals(self.job))
