"""The memory's words on PostgreSQL: text-search vectors of our own words, under GIN indexes.

PostgreSQL's own parsing is not asked: words stand in the vectors as `desk.memory.words` makes them. Such an index hands
out the whole list of a word at once, so common words are asked for together with others.
"""

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, select, text
from sqlalchemy.orm import Session

from desk.memory.query import Phrase, Query, Side
from desk.memory.rarest import Ask
from desk.services.memory_index.base import LENGTHS, SEARCH, Worded, counted, prefixed

LAST_PLACE = 16_383
"""Where a vector's positions end."""
_ROWS = text(
    "INSERT INTO memory_search (number, entry_id, source, target) "
    "SELECT nextval('memory_search_number') * :lengths + length, entry_id, CAST(source AS tsvector), "
    "CAST(target AS tsvector) FROM unnest(CAST(:length AS int[]), CAST(:entry_id AS text[]), "
    "CAST(:source AS text[]), CAST(:target AS text[])) WITH ORDINALITY "
    "AS given (length, entry_id, source, target, place) ORDER BY place"
)
_COUNT = text(
    "INSERT INTO memory_word (scope_id, word, entries) "
    "SELECT * FROM unnest(CAST(:scope AS int[]), CAST(:word AS text[]), CAST(:entries AS int[])) "
    "ON CONFLICT (scope_id, word) DO UPDATE SET entries = memory_word.entries + excluded.entries"
)
"""Each is one statement for all rows: thousands of them would take longer on their way than at their work."""


class Index:
    """See `WordIndex`."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, entries: Sequence[Worded]) -> None:
        if not entries:
            return
        rows = {
            "lengths": LENGTHS,
            "length": [one.length for one in entries],
            "entry_id": [one.entry_id for one in entries],
            "source": [_vector(one.scope, one.source) for one in entries],
            "target": [_vector(one.scope, one.target) for one in entries],
        }
        self.session.execute(_ROWS, rows)
        words = counted(entries)
        if words:
            self.session.execute(
                _COUNT, dict(zip(("scope", "word", "entries"), map(list, zip(*words, strict=True)), strict=True))
            )

    def sweep(self) -> None:
        """The trigger has taken it out already."""

    def settle(self) -> None:
        """Takes two seconds at a million segments; without it a concordance takes ten until autovacuum came by."""
        self.session.execute(text("ANALYZE memory_entry, memory_search, memory_word, memory_scope"))

    def near(self, scope: int, asked: Sequence[Ask], length: int, limit: int) -> list[str]:
        given: dict[str, object] = {"length": max(1, length), "limit": limit}
        lists = []
        for number, one in enumerate(asked):
            words = " & ".join(_lexeme(prefixed(scope, word)) for word in one.words)
            given |= {f"q{number}": words, f"w{number}": one.weight, f"n{number}": one.most}
            lists.append(
                f"(SELECT number, entry_id, CAST(:w{number} AS float) AS weight FROM memory_search "  # noqa: S608
                f"WHERE source @@ CAST(:q{number} AS tsquery) LIMIT :n{number})"
            )
        lengths = f"CAST(:length AS float), number % {LENGTHS}"
        query = (
            f"SELECT entry_id FROM ({' UNION ALL '.join(lists)}) AS heard WHERE entry_id IS NOT NULL "  # noqa: S608
            f"GROUP BY number, entry_id ORDER BY SUM(weight) * LEAST({lengths}) / GREATEST({lengths}) DESC, "
            "number DESC LIMIT :limit"
        )
        return list(self.session.scalars(text(query), given)) if lists else []

    def holding(self, scopes: Sequence[int], query: Query, side: Side) -> Select[tuple[int, str]]:
        words = " | ".join("(" + " & ".join(_phrase(scope, phrase) for phrase in query) + ")" for scope in scopes)
        sides = [side.value] if side is not Side.BOTH else [Side.SOURCE.value, Side.TARGET.value]
        conditions = [f"memory_search.{one} @@ CAST(:words AS tsquery)" for one in sides]
        condition = text(" OR ".join(conditions)).bindparams(bindparam("words", words))
        return select(SEARCH.c.number, SEARCH.c.entry_id).select_from(SEARCH).where(condition)


def _vector(scope: int, words: Sequence[str]) -> str:
    """The words as PostgreSQL writes a vector, each with its places."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(min(place, LAST_PLACE))
    return " ".join(f"{_lexeme(prefixed(scope, word))}:{','.join(map(str, at[:255]))}" for word, at in places.items())


def _lexeme(word: str) -> str:
    """A word in the quotation marks of vectors and queries, in which nothing is obeyed."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _phrase(scope: int, phrase: Phrase) -> str:
    words = [_lexeme(prefixed(scope, word)) for word in phrase.words]
    if phrase.prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"
