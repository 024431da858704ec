"""Looking through the memory: a concordance by words of either side, and a list of entries by where they come from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.domain.ids import first_id
from desk.domain.phrase import phrase
from desk.domain.segment import Span
from desk.memory.index import Whence
from desk.memory.query import Query, Side, hits, parse
from desk.models import MemoryEntry, MemoryImport, MemoryScope
from desk.services.actor import Actor
from desk.services.memory_access import ORIGIN, entries, whence, with_origin
from desk.services.memory_index import index_of

SIZE = 50
FILES = 100
"""Imports that one can choose among, the newest."""


class From(StrEnum):
    """Where entries come from: approved at the desk, or let in with a file."""

    DESK = "desk"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class MemoryFilter:
    """What somebody looks for. Words are looked for on `side`; what is empty limits nothing.

    `came` is a `From`, or the id of an import. `since` is the first day, `until` the day after the last. `before` is
    the `next` of the page before.
    """

    text: str = ""
    side: Side = Side.BOTH
    source: str = ""
    target: str = ""
    came: str = ""
    person: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    before: str = ""
    size: int = SIZE


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, where it comes from, and where its sides hold what was looked for."""

    entry: MemoryEntry
    origin: Whence
    source_hits: Sequence[Span] = ()
    target_hits: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class MemoryPage:
    """A page of what was found, the newest first; `next` tells `MemoryFilter.before` of the one behind it, if any."""

    rows: Sequence[Found]
    next: str = ""


class MemorySearch:
    """Looks through what the actor may use of the memory."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def page(self, wanted: MemoryFilter) -> MemoryPage:
        """One page: a query, or two where words are looked for, however long the memory is."""
        if not wanted.text.strip():
            return self._listed(wanted)
        query = parse(wanted.text)
        scopes = self._scopes(wanted)
        if not query or not scopes:
            return MemoryPage(())
        return self._holding(wanted, query, scopes)

    def languages(self) -> list[tuple[str, str]]:
        """The pairs that the desk's memory has, one query."""
        query = select(MemoryScope.source_language, MemoryScope.target_language)
        rows = self.session.execute(query.where(MemoryScope.desk_id == self.actor.desk_id))
        return sorted((row[0], row[1]) for row in rows)

    def files(self) -> Sequence[MemoryImport]:
        """The newest imports, one query."""
        query = select(MemoryImport).where(MemoryImport.desk_id == self.actor.desk_id)
        return self.session.scalars(query.order_by(MemoryImport.id.desc()).limit(FILES)).all()

    def _scopes(self, wanted: MemoryFilter) -> list[int]:
        query = select(MemoryScope.id).where(MemoryScope.desk_id == self.actor.desk_id)
        if wanted.source:
            query = query.where(MemoryScope.source_language == wanted.source)
        if wanted.target:
            query = query.where(MemoryScope.target_language == wanted.target)
        return list(self.session.scalars(query))

    def _holding(self, wanted: MemoryFilter, asked: Query, scopes: Sequence[int]) -> MemoryPage:
        holding = index_of(self.session).holding(scopes, asked, wanted.side).subquery("holding")
        query = entries(self.actor, MemoryEntry, *ORIGIN, holding.c.number, among=holding)
        if wanted.before:
            query = query.where(holding.c.number < _number(wanted.before))
        query = query.order_by(holding.c.number.desc())
        rows = self._rows(query.where(*_conditions(wanted)), wanted)
        found = [
            Found(
                entry,
                whence(entry, *origin),
                hits(entry.source, asked) if wanted.side is not Side.TARGET else (),
                hits(entry.target, asked) if wanted.side is not Side.SOURCE else (),
            )
            for entry, *origin, _ in rows[: wanted.size]
        ]
        return MemoryPage(found, str(rows[wanted.size - 1][-1]) if len(rows) > wanted.size else "")

    def _listed(self, wanted: MemoryFilter) -> MemoryPage:
        query = entries(self.actor, MemoryEntry, *ORIGIN).where(*_conditions(wanted), *_pair(wanted))
        if wanted.before:
            query = query.where(MemoryEntry.id < wanted.before)
        rows = self._rows(query.order_by(MemoryEntry.id.desc()), wanted)
        found = [Found(entry, whence(entry, *origin)) for entry, *origin in rows[: wanted.size]]
        return MemoryPage(found, found[-1].entry.id if len(rows) > wanted.size else "")

    def _rows(self, query: Select[Any], wanted: MemoryFilter) -> Sequence[Any]:
        """The page's rows and one more, which tells whether a page is behind it."""
        return self.session.execute(with_origin(query).limit(wanted.size + 1)).all()


def _number(before: str) -> int:
    if not before.isdecimal() or len(before) > 18:
        raise Invalid(phrase("There is no such page of what was looked for."))
    return int(before)


def _pair(wanted: MemoryFilter) -> list[ColumnElement[bool]]:
    """A pair is a part of an index that goes on with the id; one language alone would have its entries sorted."""
    if wanted.source and wanted.target:
        return [MemoryEntry.source_language == wanted.source, MemoryEntry.target_language == wanted.target]
    asked = ((MemoryEntry.source_language, wanted.source), (MemoryEntry.target_language, wanted.target))
    return [column.concat("") == code for column, code in asked if code]


def _conditions(wanted: MemoryFilter) -> list[ColumnElement[bool]]:
    """All but words and pair. An id begins with its time, so that days need no index of their own."""
    found: list[ColumnElement[bool]] = []
    if wanted.came == From.DESK:
        found.append(MemoryEntry.import_id.is_(None))
    elif wanted.came == From.FILES:
        found.append(MemoryEntry.import_id.is_not(None))
    elif wanted.came:
        found.append(MemoryEntry.import_id == wanted.came)
    if wanted.person:
        found.append(MemoryEntry.person_id == wanted.person)
    if wanted.since:
        found.append(MemoryEntry.id >= first_id(wanted.since))
    if wanted.until:
        found.append(MemoryEntry.id < first_id(wanted.until))
    return found
