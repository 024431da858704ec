"""The sign of life of a running job, on a database connection of its own."""

import threading
from types import TracebackType

import structlog
from sqlalchemy.exc import OperationalError

from desk.db import Database
from desk.services.jobs import Jobs

log = structlog.get_logger()


class Heartbeat:
    """While it is entered, a job's lease is prolonged every third of it. `lost` is set once the job went elsewhere."""

    def __init__(self, database: Database, job_id: str, worker: str, lease: float) -> None:
        self.database = database
        self.job_id = job_id
        self.worker = worker
        self.lease = lease
        self.lost = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"heartbeat {job_id}", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(self.lease / 3):
            try:
                alive = self._beat()
            except OperationalError:  # the database is busy or away: the next beat may still come in time
                log.warning("a heartbeat was missed", job=self.job_id)
                continue
            if not alive:
                self.lost.set()
                return

    def _beat(self) -> bool:
        with self.database.session(write=True) as session:
            alive = Jobs(session).beat(self.job_id, self.worker, self.lease)
            session.commit()
        return alive
