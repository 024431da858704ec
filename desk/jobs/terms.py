"""Looking at what a change of a term touches, and seeing to it once the change is made."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from desk.domain.errors import Forbidden
from desk.domain.phrase import phrase
from desk.jobs.run import GaveWay, Run
from desk.models import Job, PlanState, TermPlan
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.glossary_effects import Acting, Looking, rewording

CHUNK = 500
"""Segments looked at between two commits."""


def term_plan(run: Run) -> Mapping[str, Any]:
    """Looks, or acts, according to how far the plan is."""
    with run.wiring.database.session() as session:
        state = _plan(session, run).state
    if state is PlanState.LOOKING:
        return _look(run)
    return _act(run) if state is PlanState.ACTING else {}


def _look(run: Run) -> Mapping[str, Any]:
    """Chunk by chunk, so that no more than one lies in memory; a second run goes on behind the last one."""
    after, done, more = run.job.payload.get("after", ""), run.job.done, True
    with run.wiring.database.session() as session:
        plan = _plan(session, run)
        maker = _maker(session, plan)
        total = Looking(session, maker, plan).count()
        change = rewording(run.wiring.glossary_of(session, maker), plan)
    while more:
        run.check()
        with run.wiring.database.session() as session:
            plan = _plan(session, run)
            found, after, seen = Looking(session, _maker(session, plan), plan).chunk(after, CHUNK, change)
        more, done = bool(after), done + seen
        with run.wiring.database.session(write=True) as session:
            session.add_all(found)
            if not more:
                _plan(session, run).state = PlanState.READY
            session.get_one(Job, run.job.id).payload = {**run.job.payload, "after": after}
            gives_way = run.progress(session, done, max(total - done, 0))
            session.commit()
        if more and gives_way:
            raise GaveWay
    return {"looked_at": done}


def _act(run: Run) -> Mapping[str, Any]:
    """A translation at a time, each in a transaction of its own."""
    done = 0
    while True:
        run.check()
        with run.wiring.database.session(write=True) as session:
            plan = _plan(session, run)
            actor = _maker(session, plan)
            acting = Acting(session, actor, plan, run.wiring.glossary_of(session, actor))
            translation_id = acting.next_translation()
            if translation_id is None:
                plan.state = PlanState.DONE
                session.commit()
                return {"seen_to": done}
            done += acting.see_to(translation_id)
            gives_way = run.progress(session, done, acting.left())
            session.commit()
        if gives_way:
            raise GaveWay


def _plan(session: Session, run: Run) -> TermPlan:
    return session.get_one(TermPlan, run.job.payload["plan"])


def _maker(session: Session, plan: TermPlan) -> Actor:
    """Whoever made the plan, with the roles that they have today. Raises `Forbidden` for somebody who has left."""
    accounts = Accounts(session)
    person = accounts.person(plan.created_by)
    if person is None:
        raise Forbidden(phrase("Whoever planned this change has left."))
    return accounts.actor(person)
