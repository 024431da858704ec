"""The memory's words on SQLite: an FTS5 index, whose lists of entries are read from the newest on and only so far."""

from collections.abc import Sequence

from sqlalchemy import Select, column, literal, literal_column, select, table, text
from sqlalchemy.orm import Session

from desk.memory.query import Phrase, Query, Side
from desk.memory.rarest import Ask
from desk.services.memory_index.base import LENGTHS, SEARCH, Worded, counted, prefixed

_FTS = table("memory_fts", column("rowid"))
_NEWEST = text("SELECT COALESCE(MAX(number), 0) FROM memory_search")
_ROW = text(
    "INSERT INTO memory_search (number, entry_id, source, target) VALUES (:number, :entry_id, :source, :target)"
)
_WORDS = text("INSERT INTO memory_fts (rowid, source, target) VALUES (:number, :source, :target)")
_COUNT = text(
    "INSERT INTO memory_word (scope_id, word, entries) VALUES (:scope, :word, :entries) "
    "ON CONFLICT (scope_id, word) DO UPDATE SET entries = memory_word.entries + excluded.entries"
)
_LEFT = text("SELECT number, source, target FROM memory_search WHERE entry_id IS NULL")
_TAKE_OUT = text(
    "INSERT INTO memory_fts (memory_fts, rowid, source, target) VALUES ('delete', :number, :source, :target)"
)
_FORGET = text("DELETE FROM memory_search WHERE number = :number")


class Index:
    """See `WordIndex`."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, entries: Sequence[Worded]) -> None:
        self.sweep()
        if not entries:
            return
        newest = (self.session.scalar(_NEWEST) or 0) // LENGTHS
        rows = [
            {
                "number": count * LENGTHS + one.length,
                "entry_id": one.entry_id,
                "source": " ".join(prefixed(one.scope, word) for word in one.source),
                "target": " ".join(prefixed(one.scope, word) for word in one.target),
            }
            for count, one in enumerate(entries, newest + 1)
        ]
        self.session.execute(_ROW, rows)
        self.session.execute(_WORDS, rows)
        words = [dict(zip(("scope", "word", "entries"), one, strict=True)) for one in counted(entries)]
        if words:
            self.session.execute(_COUNT, words)

    def sweep(self) -> None:
        left = [dict(row) for row in self.session.execute(_LEFT).mappings()]
        if left:
            self.session.execute(_TAKE_OUT, left)
            self.session.execute(_FORGET, left)

    def settle(self) -> None:
        """The ways are short here without having counted anything."""

    def near(self, scope: int, asked: Sequence[Ask], length: int, limit: int) -> list[str]:
        """One query: the lists are read, weighed and cut in the database."""
        given: dict[str, object] = {"length": max(1, length), "limit": limit}
        lists = []
        for number, one in enumerate(asked):
            given |= {f"q{number}": _all_of(scope, one.words), f"w{number}": one.weight, f"n{number}": one.most}
            lists.append(
                f"SELECT * FROM (SELECT rowid AS number, :w{number} AS weight FROM memory_fts "  # noqa: S608 - a number
                f"WHERE memory_fts MATCH :q{number} ORDER BY rowid DESC LIMIT :n{number})"
            )
        likely = f"SUM(weight) * MIN(:length, number % {LENGTHS}) / MAX(:length, number % {LENGTHS})"
        query = (
            f"SELECT entry_id FROM (SELECT number, {likely} AS likely FROM ({' UNION ALL '.join(lists)}) "  # noqa: S608
            "GROUP BY number ORDER BY likely DESC, number DESC LIMIT :limit) "
            "JOIN memory_search USING (number) WHERE entry_id IS NOT NULL"
        )
        return list(self.session.scalars(text(query), given)) if lists else []

    def holding(self, scopes: Sequence[int], query: Query, side: Side) -> Select[tuple[int, str]]:
        match = literal(_matching(scopes, query, side))
        return (
            select(literal_column("memory_fts.rowid").label("number"), SEARCH.c.entry_id)
            .select_from(_FTS)
            .join(SEARCH, SEARCH.c.number == _FTS.c.rowid)
            .where(literal_column("memory_fts").op("MATCH")(match), SEARCH.c.entry_id.is_not(None))
        )


def _quoted(words: Sequence[str]) -> str:
    """A string of FTS5's: the words in it one after another, and nothing in it obeyed."""
    return '"' + " ".join(words).replace('"', '""') + '"'


def _all_of(scope: int, words: Sequence[str]) -> str:
    return " AND ".join(f"source : {_quoted([prefixed(scope, word)])}" for word in words)


def _matching(scopes: Sequence[int], query: Query, side: Side) -> str:
    columns = [side.value] if side is not Side.BOTH else [Side.SOURCE.value, Side.TARGET.value]
    return " OR ".join(
        f"({column} : ({' AND '.join(_phrase(scope, phrase) for phrase in query)}))"
        for scope in scopes
        for column in columns
    )


def _phrase(scope: int, phrase: Phrase) -> str:
    return _quoted([prefixed(scope, word) for word in phrase.words]) + (" *" if phrase.prefix else "")
