"""The memory's entries that are like a text, with where they come from."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from desk.memory.index import Candidate, Kind, Passage, Whence
from desk.memory.keys import context_key, source_key
from desk.memory.likeness import likeness
from desk.memory.rarest import asks
from desk.memory.words import words
from desk.models import MemoryEntry
from desk.services.actor import Actor
from desk.services.memory_access import ORIGIN, entries, keyed, whence, with_origin
from desk.services.memory_index import index_of
from desk.services.memory_index.base import counts

CANDIDATES = 60
"""Entries that are compared with a text, letter by letter."""
MOST_EXACT = 20
"""Entries of the same text that are looked at, the newest."""
KINDS = tuple(Kind)


def similar(
    session: Session, actor: Actor, passage: Passage, pair: tuple[str, str], limit: int, floor: float
) -> list[Candidate]:
    """See `MemoryIndex.similar`; four queries, whatever is found."""
    compared = {*_same(session, actor, passage.text, pair), *_alike(session, actor, passage.text, pair)}
    found = [_candidate(entry, origin, passage, floor) for entry, origin in told(session, actor, compared)]
    return _distinct([one for one in found if one.score >= floor], limit)


def told(session: Session, actor: Actor, entry_ids: Iterable[str]) -> list[tuple[MemoryEntry, Whence]]:
    """Those of these entries that the actor may use, with where they come from, the newest first; one query."""
    query = with_origin(entries(actor, MemoryEntry, *ORIGIN)).where(MemoryEntry.id.in_(list(entry_ids)))
    found = [(entry, whence(entry, *origin)) for entry, *origin in session.execute(query)]
    return sorted(found, key=lambda one: one[0].id, reverse=True)


def _same(session: Session, actor: Actor, text: str, pair: tuple[str, str]) -> Sequence[str]:
    """The ids of the newest entries of the same text; one query."""
    query = entries(actor, MemoryEntry.id).where(keyed([source_key(text)], *pair))
    return list(session.scalars(query.order_by(MemoryEntry.created_at.desc()).limit(MOST_EXACT)))


def _alike(session: Session, actor: Actor, text: str, pair: tuple[str, str]) -> Sequence[str]:
    """The ids of what may be alike, of entries that nobody may see perhaps; two queries."""
    said = words(text)
    scope, known = counts(session, (actor.desk_id, *pair), said)
    if scope is None:
        return []
    return index_of(session).near(scope, asks(known), len(said), CANDIDATES)


def _candidate(entry: MemoryEntry, origin: Whence, passage: Passage, floor: float) -> Candidate:
    kind, score = Kind.FUZZY, likeness(passage.text, entry.source, floor)
    if entry.source_key == source_key(passage.text):
        in_context = entry.context_key == context_key(passage.before, passage.after)
        kind = Kind.CONTEXT if in_context else Kind.EXACT
    return Candidate(entry.id, entry.source, entry.target, score, kind, origin)


def _distinct(found: Iterable[Candidate], limit: int) -> list[Candidate]:
    """The best, and each pair of texts once; of equals the first."""
    ranked = sorted(found, key=lambda one: (KINDS.index(one.kind), -one.score))
    best: dict[tuple[str, str], Candidate] = {}
    for one in ranked:
        best.setdefault((one.source, one.target), one)
    return list(best.values())[:limit]
