"""What is derived from translations, kept in step: whatever a transaction touches is made anew before it commits.

The queue's rows hold nothing of their own. Rather than let every service that changes a translation remember
them, the session itself is watched: which translations it wrote about is noted at each flush, and before the commit,
or before somebody reads the queue in the same transaction, their rows are made anew, once, however often they were
touched. Statements that pass the session's objects by (`update(Unit)`) are seen by nobody: say `touch` beside them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from desk.models import Dismissal, FindingRow, Review, Revision, Story, Translation, Unit, UnitSegment
from desk.services.queue_entries import QueueEntries

_TOUCHED, _STORIES, _ARTICLES, _UNITS = "touched", "touched_stories", "touched_articles", "touched_units"
_KEYS = (_TOUCHED, _STORIES, _ARTICLES, _UNITS)

_COLUMNS: dict[type, frozenset[str]] = {
    Translation: frozenset({"state", "holder_id", "due_at", "revision_id", "draft_round"}),
    Story: frozenset({"outlet_id", "topic", "breaking", "restricted"}),
    Unit: frozenset(
        {
            *("origin", "author_id", "confirmed_at", "confirmed_source", "drafted_round", "draft_error", "draft_id"),
            "retired_at",
        }
    ),
    FindingRow: frozenset({"fixed_at"}),
}
"""Of what is changed, not made: the columns that matter. A lease that is renewed is no news."""

_WHOSE: dict[type, tuple[str, Callable[[Any], str]]] = {
    Translation: (_TOUCHED, lambda one: one.id),
    Unit: (_TOUCHED, lambda one: one.translation_id),
    FindingRow: (_TOUCHED, lambda one: one.translation_id),
    Review: (_TOUCHED, lambda one: one.translation_id),
    UnitSegment: (_UNITS, lambda one: one.unit_id),
    Dismissal: (_UNITS, lambda one: one.unit_id),
    Story: (_STORIES, lambda one: one.id),
    Revision: (_ARTICLES, lambda one: one.article_id),
}
"""By kind of row: what it tells of, and by which id."""


def touch(session: Session, translation_ids: Iterable[str]) -> None:
    """Says that something about these translations has changed."""
    session.info.setdefault(_TOUCHED, set()).update(translation_ids)


def catch_up(session: Session) -> None:
    """Brings what is derived into step with all that the session has written so far."""
    session.flush()
    if ids := _take(session):
        QueueEntries(session).refresh(ids)


def install() -> None:
    """Watches all sessions. Called once, where this package begins."""
    event.listen(Session, "after_flush", _note)
    event.listen(Session, "before_commit", _finish)
    event.listen(Session, "after_rollback", _forget)


def _finish(session: Session) -> None:
    if not session.in_nested_transaction():  # a savepoint is released in the same way, and is no end
        catch_up(session)


def _note(session: Session, _context: UOWTransaction) -> None:
    for one in (*session.new, *session.deleted):
        _note_one(session, one)
    for one in session.dirty:
        columns = _COLUMNS.get(type(one), frozenset())
        state = inspect(one)
        if any(state.attrs[name].history.has_changes() for name in columns):
            _note_one(session, one)


def _note_one(session: Session, one: object) -> None:
    if (found := _WHOSE.get(type(one))) is not None:
        key, whose = found
        session.info.setdefault(key, set()).add(whose(one))


def _take(session: Session) -> list[str]:
    """The ids of all translations that were touched since the last time."""
    touched: set[str] = session.info.pop(_TOUCHED, set())
    return sorted(touched.union(*_found(session)))


def _found(session: Session) -> Iterator[Iterable[str]]:
    for key, column in (
        (_STORIES, Translation.story_id),
        (_ARTICLES, Translation.article_id),
        (_UNITS, None),
    ):
        ids: set[str] = session.info.pop(key, set())
        if ids and column is not None:
            yield session.scalars(select(Translation.id).where(column.in_(ids)))
        elif ids:
            yield session.scalars(select(Unit.translation_id).distinct().where(Unit.id.in_(ids)))


def _forget(session: Session) -> None:
    for key in _KEYS:
        session.info.pop(key, None)
