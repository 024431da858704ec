"""The memory as a file's segments, as far as an actor may use it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from desk.memory.tmx import TmxSegment
from desk.models import MemoryEntry
from desk.services.actor import Actor
from desk.services.memory_access import entries

CHUNK = 1_000
"""Entries that lie in memory at once."""


def exported(session: Session, actor: Actor, source: str = "", target: str = "") -> Iterator[TmxSegment]:
    """The entries of a pair, of a language into all or of all, the oldest first; a query for each `CHUNK` of them.

    People are not named: whoever reads the file elsewhere has no business with them.
    """
    after = ""
    while rows := _some(session, actor, source, target, after):
        yield from map(_segment, rows)
        after = rows[-1].id


def _some(session: Session, actor: Actor, source: str, target: str, after: str) -> Sequence[Any]:
    """As plain rows, which the session does not keep."""
    query = entries(actor, *MemoryEntry.__table__.columns).where(MemoryEntry.id > after)
    if source:
        query = query.where(MemoryEntry.source_language == source)
    if target:
        query = query.where(MemoryEntry.target_language == target)
    return session.execute(query.order_by(MemoryEntry.id).limit(CHUNK)).all()


def _segment(row: Any) -> TmxSegment:
    said = {"creationdate": f"{row.created_at:%Y%m%dT%H%M%SZ}", **(row.attributes or {}), "tuid": row.id}
    return TmxSegment(row.source_language, row.target_language, row.source, row.target, row.context_key, said)
