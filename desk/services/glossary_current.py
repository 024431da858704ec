"""The glossaries in force: a desk's own terms once it has any, else those of the files; made anew when they change."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desk.domain.term import Term, TermState
from desk.glossary.matcher import Glossary
from desk.glossary.stored import from_record
from desk.models import Desk, TermRow
from desk.services.glossary_terms import has_own_terms, newest_change

FEW = 500
"""Terms that are asked for one by one; where more have changed, all are read."""

Known = Mapping[str, tuple[int, Term]]
"""Terms by their row's id, each with the version that was read."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A desk's glossary as of a change, and the terms that it was made of."""

    change: str = ""
    glossary: Glossary = field(default_factory=Glossary)
    known: Known = field(default_factory=dict)


class Glossaries:
    """Glossaries by desk, as of the newest change that a session sees. Threads may share it.

    Asking costs one small query. After a change only the terms that changed are read, and the automata are made again.
    `files` gives the glossary of a desk that has no terms of its own yet.
    """

    def __init__(self, files: Callable[[], Glossary]) -> None:
        self._files = files
        self._made: dict[str, _Made] = {}
        self._lock = threading.Lock()

    def of(self, session: Session, desk_id: str) -> Glossary:
        """The terms that are in force at a desk."""
        newest = newest_change(session, desk_id)
        if newest is None:
            return self._files()
        made = self._made.get(desk_id, _Made())
        return made.glossary if made.change == newest else self._make(session, desk_id, newest)

    def _make(self, session: Session, desk_id: str, newest: str) -> Glossary:
        with self._lock:  # of several threads that ask at once, one does the work
            made = self._made.get(desk_id, _Made())
            if made.change != newest:
                made = self._read(session, desk_id, newest, made.known)
                self._made[desk_id] = made
        return made.glossary

    def _read(self, session: Session, desk_id: str, newest: str, before: Known) -> _Made:
        if not has_own_terms(session, desk_id):
            return _Made(newest, self._files())
        known = approved_terms(session, desk_id, before)
        return _Made(newest, in_force(session, desk_id, (term for _, term in known.values())), known)


def in_force(session: Session, desk_id: str, terms: Iterable[Term]) -> Glossary:
    """A desk's glossary, without the terms that hold at other desks alone."""
    desk = session.get_one(Desk, desk_id).name
    return Glossary(term for term in terms if term.scope.includes(desk=desk))


def approved_terms(session: Session, desk_id: str, known: Known) -> Known:
    """A desk's approved terms by name; of those that are `known` at their version, the content is not read again."""
    approved = (TermRow.desk_id == desk_id, TermRow.state == TermState.APPROVED)
    versions = session.execute(select(TermRow.id, TermRow.version).where(*approved).order_by(TermRow.name)).all()
    fresh = [id for id, version in versions if known.get(id, (0,))[0] != version]
    query = select(TermRow.id, TermRow.version, TermRow.content, TermRow.file).where(*approved)
    read = _read(session, query.where(TermRow.id.in_(fresh)) if len(fresh) <= FEW else query) if fresh else {}
    return {id: read.get(id) or known[id] for id, _ in versions}


def _read(session: Session, query: Select[str, int, Any, str]) -> Known:
    return {id: (version, from_record(content, file)) for id, version, content, file in session.execute(query)}
