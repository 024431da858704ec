"""Looking for words all over a desk, and replacing them once somebody has said so."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from desk.domain.errors import Forbidden
from desk.domain.phrase import phrase
from desk.jobs.run import GaveWay, Run
from desk.models import Job, Replacement, ReplacementState
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.replacements import work
from desk.services.replacing import Changing, Looking

CHUNK = 2000
"""Segments looked at between two commits."""


def replacement(run: Run) -> Mapping[str, Any]:
    """Looks, makes or takes back, according to how far the replacement is."""
    with run.wiring.database.session() as session:
        state = _replacement(session, run).state
    if state is ReplacementState.LOOKING:
        return _look(run)
    return _work(run) if state in (ReplacementState.ACTING, ReplacementState.UNDOING) else {}


def _look(run: Run) -> Mapping[str, Any]:
    """Chunk by chunk; a second run goes on behind the last one."""
    after, done, more = run.job.payload.get("after", ""), run.job.done, True
    with run.wiring.database.session() as session:
        found = _replacement(session, run)
        total = Looking(session, _maker(session, found), found).count()
    while more:
        run.check()
        with run.wiring.database.session() as session:
            found = _replacement(session, run)
            changes, after, seen = Looking(session, _maker(session, found), found).chunk(after, CHUNK)
        more, done = bool(after), done + seen
        with run.wiring.database.session(write=True) as session:
            session.add_all(changes)
            if not more:
                _replacement(session, run).state = ReplacementState.READY
            session.get_one(Job, run.job.id).payload = {**run.job.payload, "after": after}
            gives_way = run.progress(session, done, max(total - done, 0))
            session.commit()
        if more and gives_way:
            raise GaveWay
    return {"looked_at": done}


def _work(run: Run) -> Mapping[str, Any]:
    """A translation at a time, each in a transaction of its own."""
    done = 0
    while True:
        run.check()
        with run.wiring.database.session(write=True) as session:
            found = _replacement(session, run)
            actor = _maker(session, found)
            undoes = found.state is ReplacementState.UNDOING
            changing = Changing(session, actor, found, run.wiring.findings(session, actor))
            done += work(changing)
            gives_way = run.progress(session, done, changing.left(made=undoes))
            more = found.state in (ReplacementState.ACTING, ReplacementState.UNDOING)
            session.commit()
        if not more:
            return {"seen_to": done}
        if gives_way:
            raise GaveWay


def _replacement(session: Session, run: Run) -> Replacement:
    return session.get_one(Replacement, run.job.payload["replacement"])


def _maker(session: Session, found: Replacement) -> Actor:
    """Whoever asked for it, with the roles that they have today. Raises `Forbidden` for somebody who has left."""
    accounts = Accounts(session)
    person = accounts.person(found.created_by)
    if person is None:
        raise Forbidden(phrase("Whoever asked for this replacement has left."))
    return accounts.actor(person)
