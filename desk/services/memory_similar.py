"""The memory's entries that are like a text, with where they come from."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desk.memory.index import Candidate, Kind, Passage, Whence
from desk.memory.keys import context_key, source_key
from desk.memory.likeness import likeness
from desk.models import MemoryEntry, Profile, Review, Story, Translation
from desk.services.actor import Actor
from desk.services.memory_access import entries

NEWEST = 2_000
"""Entries of a pair that are compared with a text."""
SAME_TWICE = 4
"""How often a text may be known, on average, before fewer matches are told than were asked for."""
KINDS = tuple(Kind)


def similar(
    session: Session, actor: Actor, passage: Passage, pair: tuple[str, str], limit: int, floor: float
) -> list[Candidate]:
    """See `MemoryIndex.similar`; two queries."""
    compared = session.execute(_compared(actor, pair))
    scores = {entry_id: likeness(passage.text, source, floor) for entry_id, source in compared}
    alike = sorted((one for one in scores if scores[one] >= floor), key=lambda one: (scores[one], one), reverse=True)
    found = whole(session, alike[: limit * SAME_TWICE])
    return _distinct([_candidate(entry, origin, passage, scores[entry.id]) for entry, origin in found], limit)


def whole(session: Session, entry_ids: Sequence[str]) -> list[tuple[MemoryEntry, Whence]]:
    """The entries of these ids with where they come from, the newest first; one query. It asks nobody's rights."""
    query = (
        select(MemoryEntry, Review.at, Profile.name, Story.title)
        .outerjoin(Review, Review.id == MemoryEntry.review_id)
        .outerjoin(Profile, Profile.person_id == Review.editor_id)
        .outerjoin(Translation, Translation.id == MemoryEntry.translation_id)
        .outerjoin(Story, Story.id == Translation.story_id)
        .where(MemoryEntry.id.in_(entry_ids))
        .order_by(MemoryEntry.id.desc())
    )
    return [
        (entry, Whence(at or entry.created_at, name or "", entry.translation_id, title or ""))
        for entry, at, name, title in session.execute(query)
    ]


def _compared(actor: Actor, pair: tuple[str, str]) -> Select[Any]:
    return (
        entries(actor, MemoryEntry.id, MemoryEntry.source)
        .where(MemoryEntry.source_language == pair[0], MemoryEntry.target_language == pair[1])
        .order_by(MemoryEntry.id.desc())
        .limit(NEWEST)
    )


def _candidate(entry: MemoryEntry, origin: Whence, passage: Passage, score: float) -> Candidate:
    kind = Kind.FUZZY
    if entry.source_key == source_key(passage.text):
        in_context = entry.context_key == context_key(passage.before, passage.after)
        kind = Kind.CONTEXT if in_context else Kind.EXACT
    return Candidate(entry.id, entry.source, entry.target, score, kind, origin)


def _distinct(found: Iterable[Candidate], limit: int) -> list[Candidate]:
    """The best, and each pair of texts once."""
    ranked = sorted(found, key=lambda one: (KINDS.index(one.kind), -one.score))
    told: dict[tuple[str, str], Candidate] = {}
    for one in ranked:
        told.setdefault((one.source, one.target), one)
    return list(told.values())[:limit]
