"""What is done once a week: telling people which of their sentences read differently, and forgetting what was read."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.week import Week, week_named, week_of
from desk.jobs.run import Run
from desk.models import Desk, Job
from desk.services.digest import anything_approved, tell_everybody
from desk.services.inbox import forget_old
from desk.services.jobs import IDLE, Jobs

EARLIEST = dt.timedelta(hours=5)
"""After the week's end, in UTC: before Monday's work begins, from Hanoi to Lisbon."""


def ask_for_digest(session: Session, now: dt.datetime) -> Week | None:
    """Asks once for the digest of the week that passed, if anything was approved in it; that week.

    None where its time has not come.
    """
    week = week_of(now).before()
    if now < week.end + EARLIEST:
        return None
    key = f"digest:{week.name}"
    if anything_approved(session, week) and session.scalar(select(Job.id).where(Job.key == key).limit(1)) is None:
        Jobs(session).enqueue("digest", key, {"week": week.name}, priority=IDLE)
    return week


def digest(run: Run) -> Mapping[str, Any]:
    """Tells everybody at every desk, a desk at a time; whoever was told already is passed over."""
    week = week_named(run.job.payload["week"])
    with run.wiring.database.session() as session:
        desk_ids = list(session.scalars(select(Desk.id).order_by(Desk.id)))
    for desk_id in desk_ids:
        run.check()
        with run.wiring.database.session(write=True) as session:
            tell_everybody(session, [desk_id], week)
            session.commit()
    with run.wiring.database.session(write=True) as session:
        forget_old(session)
        session.commit()
    return {"desks": len(desk_ids)}
