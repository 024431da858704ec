"""What each kind of job does. A job that runs twice does no harm."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from desk.engines.install import install
from desk.intake.fetch import Progress
from desk.jobs.alternatives import alternative
from desk.jobs.drain import drain
from desk.jobs.idle import confidence, round_trip, shadow
from desk.jobs.mail import mail
from desk.jobs.memory import memory_import, memory_index
from desk.jobs.replacing import replacement
from desk.jobs.run import GaveWay, Run
from desk.jobs.terms import term_plan
from desk.jobs.weekly import digest
from desk.services.jobs import Jobs

TELL_EVERY = 1.0
"""Seconds between two notes of how far a download is."""


def install_package(run: Run) -> Mapping[str, Any]:
    """Installs an Argos package from the index, a URL, a file that was uploaded, or those that come with the desk."""
    settings = run.wiring.settings
    package = install(
        run.job.payload["source"],
        indexes=settings.package_indexes,
        allowed_origins=frozenset(settings.allowed_origins),
        progress=noted(run),
    )
    return {"package": package.name, "version": package.version, "remark": package.remark}


def noted(run: Run) -> Progress:
    """Notes in kB how far a download is, and ends it where the worker is to stop or something more urgent waits.

    It is taken up again later.
    """
    told = 0.0

    def note(have: int, total: int | None) -> None:
        nonlocal told
        run.check()
        if time.monotonic() - told < TELL_EVERY:
            return
        told = time.monotonic()
        with run.wiring.database.session(write=True) as session:
            jobs = Jobs(session)
            jobs.progress(run.job.id, run.worker, have // 1024, (total or 0) // 1024)
            urgent = any(priority > run.job.priority for priority in jobs.rivals(run.job))
            session.commit()
        if urgent:
            raise GaveWay

    return note


TASKS: Mapping[str, Callable[[Run], Mapping[str, Any]]] = {
    "alternative": alternative,
    "draft": drain,
    "confidence": confidence,
    "shadow": shadow,
    "round_trip": round_trip,
    "package": install_package,
    "replacement": replacement,
    "term_plan": term_plan,
    "mail": mail,
    "digest": digest,
    "memory_import": memory_import,
    "memory_index": memory_index,
}
