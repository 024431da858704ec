"""The glossaries in force: a desk's own terms once it has any, else those of the files; made anew when they change."""

import threading
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.term import TermState
from desk.glossary.matcher import Glossary
from desk.glossary.stored import from_record
from desk.models import Desk, TermRow
from desk.services.glossary_terms import newest_change


class Glossaries:
    """Glossaries by desk, as of the newest change that a session sees. Threads may share it.

    Asking costs one small query; the automata of a glossary are made again only after a change. `files` gives the
    glossary of a desk that has no terms of its own yet.
    """

    def __init__(self, files: Callable[[], Glossary]) -> None:
        self._files = files
        self._made: dict[str, tuple[str, Glossary]] = {}
        self._lock = threading.Lock()

    def of(self, session: Session, desk_id: str) -> Glossary:
        """The terms that are in force at a desk."""
        newest = newest_change(session, desk_id)
        if newest is None:
            return self._files()
        return self._kept(desk_id, newest) or self._make(session, desk_id, newest)

    def _kept(self, desk_id: str, newest: str) -> Glossary | None:
        change, glossary = self._made.get(desk_id, ("", None))
        return glossary if change == newest else None

    def _make(self, session: Session, desk_id: str, newest: str) -> Glossary:
        with self._lock:  # of several threads that ask at once, one does the work
            glossary = self._kept(desk_id, newest) or approved_terms(session, desk_id)
            self._made[desk_id] = newest, glossary
        return glossary


def approved_terms(session: Session, desk_id: str) -> Glossary:
    """The glossary of a desk's approved terms, read from the database; without those that hold at other desks alone."""
    desk = session.get_one(Desk, desk_id).name
    query = (
        select(TermRow.content, TermRow.file)
        .where(TermRow.desk_id == desk_id, TermRow.state == TermState.APPROVED)
        .order_by(TermRow.name)
    )
    terms = (from_record(content, file) for content, file in session.execute(query))
    return Glossary(term for term in terms if term.scope.includes(desk=desk))
