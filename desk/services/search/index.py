"""The index of words: what either database's module does, and which of them a session's database has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from desk.services.search.words import Phrase

COLUMNS = ("title", "text", "address")


@dataclass(frozen=True, slots=True)
class Words:
    """A document's words: those of its title, of its text, and of where it came from."""

    document: int
    title: Sequence[str]
    text: Sequence[str]
    address: Sequence[str]


class WordIndex(Protocol):
    """The index of one session's database."""

    def put(self, documents: Sequence[Words]) -> None:
        """Writes documents in, in place of what the index had of them."""

    def take_out(self, documents: Sequence[int]) -> None:
        """Takes documents out."""

    def holding(self, phrases: Sequence[Phrase], column: str = "") -> Select[int]:
        """The ids of documents that hold all of the phrases, in one column or in any."""

    def among(self, column: ColumnElement[str], found: Select[str]) -> ColumnElement[bool]:
        """The condition that a column holds one of what a query finds, asked so that the database begins with these."""


def word_index(session: Session) -> WordIndex:
    """The index of the session's database."""
    from desk.services.search import postgresql, sqlite

    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.Index(session) if on_sqlite else postgresql.Index(session)
