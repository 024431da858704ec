"""What the memory's index is on either database, and what both share: scopes, words' counts and numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Select, TableClause, and_, column, select, table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desk.memory.query import Query, Side
from desk.memory.rarest import Ask
from desk.models import MemoryScope, MemoryWord

SEARCH: TableClause = table("memory_search", column("number"), column("entry_id"))
LENGTHS = 256
"""A number is a count times this, and the words of the source up to 255: the length is known before the row is."""
Pair = tuple[str, str, str]
"""A desk and two languages."""


@dataclass(frozen=True, slots=True)
class Worded:
    """An entry as the index takes it: the scope of its pair, and the words of both sides in their order."""

    entry_id: str
    scope: int
    source: Sequence[str]
    target: Sequence[str]

    @property
    def length(self) -> int:
        return min(len(self.source), LENGTHS - 1)


class WordIndex(Protocol):
    """The index of one session's database."""

    def add(self, entries: Sequence[Worded]) -> None:
        """Takes entries in whose words it does not have."""

    def sweep(self) -> None:
        """Takes out for good what left the index; it is told of no more before that."""

    def settle(self) -> None:
        """Has the database look at what a large import brought, so that it finds the short ways through it at once."""

    def near(self, scope: int, asked: Sequence[Ask], length: int, limit: int) -> list[str]:
        """The ids of the entries of a scope whose sources hold most of what is asked for and are nearly as long."""

    def holding(self, scopes: Sequence[int], query: Query, side: Side) -> Select[tuple[int, str]]:
        """The numbers and entry ids of the entries of these scopes that hold the query's words on a side."""


def prefixed(scope: int, word: str) -> str:
    """A word as it stands in the index: with the scope before it, so that other pairs' entries are never looked at."""
    return f"{scope:x}/{word}"


def scope_ids(session: Session, pairs: Iterable[Pair]) -> dict[Pair, int]:
    """The scopes of these pairs, made where there are none yet."""
    wanted = sorted(set(pairs))
    known = _scopes(session, wanted)
    if missing := [pair for pair in wanted if pair not in known]:
        rows = [dict(zip(("desk_id", "source_language", "target_language"), pair, strict=True)) for pair in missing]
        dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        session.execute(dialect.insert(MemoryScope).on_conflict_do_nothing(), rows)
        known = _scopes(session, wanted)
    return known


def _scopes(session: Session, pairs: Sequence[Pair]) -> dict[Pair, int]:
    desks = {pair[0] for pair in pairs}
    found = session.scalars(select(MemoryScope).where(MemoryScope.desk_id.in_(desks)))
    return {(one.desk_id, one.source_language, one.target_language): one.id for one in found}


def counted(entries: Iterable[Worded]) -> list[tuple[int, str, int]]:
    """In how many of new sources each word is: scope, word and number, in an order that is always the same.

    So two transactions that count the same words never wait for each other.
    """
    found: Counter[tuple[int, str]] = Counter()
    for entry in entries:
        found.update((entry.scope, word) for word in set(entry.source))
    return [(scope, word, number) for (scope, word), number in sorted(found.items())]


def counts(session: Session, pair: Pair, asked: Iterable[str]) -> tuple[int | None, Mapping[str, int]]:
    """A pair's scope, None where nothing of it was indexed, and how many entries hold each of the words; one query."""
    query = (
        select(MemoryScope.id, MemoryWord.word, MemoryWord.entries)
        .outerjoin(MemoryWord, and_(MemoryWord.scope_id == MemoryScope.id, MemoryWord.word.in_(set(asked))))
        .where(
            MemoryScope.desk_id == pair[0],
            MemoryScope.source_language == pair[1],
            MemoryScope.target_language == pair[2],
        )
    )
    rows = session.execute(query).all()
    return (rows[0][0] if rows else None), {row.word: row.entries for row in rows if row.word is not None}
