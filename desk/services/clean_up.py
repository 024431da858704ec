"""Clearing away what nobody asks for any more: changes of terms that were looked at, and jobs that ended.

Neither is history: that of a term stands in `term_change`, that of a text in its edits, and both are kept for ever.
"""

import datetime as dt
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from desk.models import Job, JobState, PlanState, TermEffect, TermPlan
from desk.models.base import utc_now
from desk.services.glossary_plans import KEY

PLAN_DAYS: Final = 30
"""How long a plan can be read after it was made, whether or not it was carried out."""
FAILED_LONGER: Final = 3
"""How many times longer jobs are kept that failed: somebody may still ask why."""
MOST: Final = 500
"""Rows of a kind that are cleared away at a time, so that nobody waits for the database."""


def clean_up(session: Session, job_days: int) -> bool:
    """Clears away a bounded number of rows; whether there may be more. `job_days` is how long jobs that ended stay."""
    now = utc_now()
    jobs = _clear(session, Job, _ended(now, job_days))
    old = _old_plans(now)
    effects = _clear(session, TermEffect, TermEffect.plan_id.in_(select(TermPlan.id).where(old)))
    bare = ~exists().where(TermEffect.plan_id == TermPlan.id)
    plans = _clear(session, TermPlan, old & bare)
    return MOST in (jobs, effects, plans)


def _ended(now: dt.datetime, days: int) -> ColumnElement[bool]:
    def before(times: int) -> ColumnElement[bool]:
        return Job.finished_at < now - dt.timedelta(days=days * times)

    done, failed = Job.state == JobState.DONE, Job.state == JobState.FAILED
    return or_(and_(done, before(1)), and_(failed, before(FAILED_LONGER)))


def _old_plans(now: dt.datetime) -> ColumnElement[bool]:
    """The condition on plans that were carried out or left lying long ago; none that a job is still to work on."""
    under_way = exists().where(Job.key == KEY + TermPlan.id, Job.state.in_((JobState.WAITING, JobState.RUNNING)))
    ended = TermPlan.state.in_((PlanState.LOOKING, PlanState.READY, PlanState.DONE))
    return and_(ended, TermPlan.created_at < now - dt.timedelta(days=PLAN_DAYS), ~under_way)


def _clear(session: Session, model: type[Job | TermEffect | TermPlan], which: ColumnElement[bool]) -> int:
    """Deletes rows of a kind, at most `MOST`; those that somebody else is at are left to them. Returns how many."""
    query = select(model.id).where(which).order_by(model.id).limit(MOST)
    ids = session.scalars(query.with_for_update(skip_locked=True, of=model)).all()
    if ids:
        session.execute(delete(model).where(model.id.in_(ids)), execution_options={"synchronize_session": False})
    return len(ids)
