"""The memory's entries by their words: one module per database stores them and asks for them.

What a module answers are numbers and ids of entries, and nothing of it is for anybody's eyes: whether an actor may be
told of an entry is asked in `desk.services.memory_access`.
"""

from sqlalchemy.orm import Session

from desk.services.memory_index import postgresql, sqlite
from desk.services.memory_index.base import WordIndex


def index_of(session: Session) -> WordIndex:
    """The index that the session's database has."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.Index(session)
    return postgresql.Index(session)
