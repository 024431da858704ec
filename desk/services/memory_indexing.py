"""Bringing the memory's entries into its index by words."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desk.memory.words import words
from desk.models import MemoryEntry
from desk.services.memory_index import index_of
from desk.services.memory_index.base import SEARCH, Pair, Worded, scope_ids

COLUMNS = ("id", "desk_id", "source_language", "target_language", "source", "target")
"""What of an entry the index needs."""


def index(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Brings new entries in, given by `COLUMNS`, and takes out those that left."""
    entries = list(rows)
    scopes = scope_ids(session, (_pair(row) for row in entries))
    found = [Worded(row["id"], scopes[_pair(row)], words(row["source"]), words(row["target"])) for row in entries]
    index_of(session).add(found)


def index_waiting(session: Session, limit: int) -> int:
    """Brings entries in that are not there yet, the oldest first; how many."""
    outside = ~exists().where(SEARCH.c.entry_id == MemoryEntry.id)
    query = select(*(getattr(MemoryEntry, name) for name in COLUMNS)).where(MemoryEntry.voided_at.is_(None), outside)
    rows = session.execute(query.order_by(MemoryEntry.id).limit(limit)).mappings().all()
    index(session, [dict(row) for row in rows])
    return len(rows)


def _pair(row: Mapping[str, Any]) -> Pair:
    return row["desk_id"], row["source_language"], row["target_language"]
