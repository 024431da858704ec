"""Search's words on SQLite: an FTS5 table of our own words, parted by spaces."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, bindparam, delete, insert, literal, literal_column, select
from sqlalchemy import column as column_
from sqlalchemy import table as table_
from sqlalchemy.orm import Session

from desk.services.search.index import COLUMNS, Words
from desk.services.search.words import Phrase

FTS = table_("search_fts", column_("rowid"), *map(column_, COLUMNS))


class Index:
    """See `WordIndex`."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def put(self, documents: Sequence[Words]) -> None:
        self.take_out([one.document for one in documents])
        rows = [
            {"rowid": one.document, **{name: " ".join(getattr(one, name)) for name in COLUMNS}} for one in documents
        ]
        if rows:
            self.session.connection().execute(insert(FTS), rows)

    def take_out(self, documents: Sequence[int]) -> None:
        if documents:
            condition = FTS.c.rowid == bindparam("document")
            self.session.connection().execute(delete(FTS).where(condition), [{"document": one} for one in documents])

    def holding(self, phrases: Sequence[Phrase], column: str = "") -> Select[int]:
        asked = " AND ".join(map(_phrase, phrases))
        match = literal(f"{column} : ({asked})" if column else asked)
        return (
            select(literal_column("search_fts.rowid").label("id"))
            .select_from(FTS)
            .where(literal_column("search_fts").op("MATCH")(match))
        )

    def among(self, column: ColumnElement[str], found: Select[str]) -> ColumnElement[bool]:
        return column.in_(found)


def _phrase(one: Phrase) -> str:
    """A string of FTS5's: the words one after another, and nothing in them obeyed."""
    return '"' + " ".join(one.words).replace('"', '""') + '"' + (" *" if one.prefix else "")
