"""Search's words on PostgreSQL: one text-search vector of our own words per document, under a GIN index.

The columns of a document lie one behind another in its vector, each under a weight of its own.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, cast, column, delete, func, literal, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from desk.services.search.index import Words
from desk.services.search.words import Phrase

WORDS = table("search_words", column("document_id"), column("words"))
WEIGHTS = {"address": "C", "title": "A", "text": "B"}
"""In their order: positions end, and what comes from an article's end is missed least."""
GAP = 10
"""Positions between two columns, so that no phrase goes from one to the next."""
LAST_PLACE, MOST_PLACES = 16_383, 255
"""Where a vector's positions end, and how many it keeps of one word."""
_PUT = text(
    "INSERT INTO search_words (document_id, words) VALUES (:document, CAST(:words AS tsvector)) "
    "ON CONFLICT (document_id) DO UPDATE SET words = excluded.words"
)


class Index:
    """See `WordIndex`."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def put(self, documents: Sequence[Words]) -> None:
        if documents:
            rows = [{"document": one.document, "words": _vector(one)} for one in documents]
            self.session.connection().execute(_PUT, rows)

    def take_out(self, documents: Sequence[int]) -> None:
        if documents:
            self.session.connection().execute(delete(WORDS).where(WORDS.c.document_id.in_(documents)))

    def holding(self, phrases: Sequence[Phrase], column: str = "") -> Select[int]:
        asked = " & ".join(f"({_phrase(one, WEIGHTS.get(column, ''))})" for one in phrases)
        query = cast(literal(asked), TSQUERY)
        return select(WORDS.c.document_id.label("id")).where(WORDS.c.words.op("@@")(query))

    def among(self, column: ColumnElement[str], found: Select[str]) -> ColumnElement[bool]:
        """As an array: PostgreSQL takes any beginning of a word for a frequent one, and would look through all rows."""
        return column == func.any(func.array(found.scalar_subquery()))


def _phrase(one: Phrase, weight: str) -> str:
    """The words one after another; a weight keeps them to its column."""
    words = [f"{_lexeme(word)}:{weight}" if weight else _lexeme(word) for word in one.words]
    if one.prefix:
        words[-1] = f"{_lexeme(one.words[-1])}:*{weight}"
    return " <-> ".join(words)


def _vector(document: Words) -> str:
    """The document as PostgreSQL writes a vector: each word with its places and weights."""
    places: dict[str, list[str]] = {}
    for word, place, weight in _placed(document):
        places.setdefault(word, []).append(f"{min(place, LAST_PLACE)}{weight}")
    return " ".join(f"{_lexeme(word)}:{','.join(at[:MOST_PLACES])}" for word, at in places.items())


def _placed(document: Words) -> Iterator[tuple[str, int, str]]:
    place = 0
    for name, weight in WEIGHTS.items():
        for word in getattr(document, name):
            place += 1
            yield word, place, weight
        place += GAP


def _lexeme(word: str) -> str:
    """A word in the quotation marks of vectors and queries, in which nothing is obeyed."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
