"""What is derived from stories, kept in step: whatever a transaction touches is made anew before it commits.

The queue's rows and search's words hold nothing of their own. Rather than let every service that changes something
remember them, the session itself is watched: what it wrote about is noted at each flush, and before the commit, or
before somebody reads the queue or searches in the same transaction, what is derived is made anew, once, however often
it was touched. A text is found in search once a burst of typing has ended (30 seconds without a key at most), not with
every save of it. Statements that pass the session's objects by (`update(Unit)`) are seen by nobody: say `touch`
beside them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from desk.models import (
    Article,
    Dismissal,
    FindingRow,
    Publication,
    Review,
    Revision,
    Story,
    Translation,
    Unit,
    UnitSegment,
)
from desk.services.queue_entries import QueueEntries
from desk.services.search.documents import SearchDocuments


class Of(Enum):
    """What something tells of: the queue's row of a translation, of a unit's, of all of a story or of an article; or
    the words of a translation, of an article, or of all articles of a story."""

    ROW = auto()
    ROW_OF_UNIT = auto()
    ROWS_OF_STORY = auto()
    ROWS_OF_ARTICLE = auto()
    WORDS = auto()
    WORDS_OF_ARTICLE = auto()
    WORDS_OF_STORY = auto()


@dataclass(frozen=True, slots=True)
class Watched:
    """A kind of row: what it tells of, by which id, and whether changes of it do, in which columns."""

    kind: type
    of: Of
    whose: Callable[[Any], str]
    columns: frozenset[str] = frozenset()


_MEASURED = frozenset(
    {
        *("origin", "author_id", "confirmed_at", "confirmed_source", "drafted_round", "draft_error", "draft_id"),
        "retired_at",
    }
)
WATCHED = (
    Watched(
        Translation,
        Of.ROW,
        lambda one: one.id,
        frozenset({"state", "holder_id", "due_at", "revision_id", "draft_round"}),
    ),
    Watched(Unit, Of.ROW, lambda one: one.translation_id, _MEASURED),
    Watched(FindingRow, Of.ROW, lambda one: one.translation_id, frozenset({"fixed_at"})),
    Watched(Review, Of.ROW, lambda one: one.translation_id),
    Watched(UnitSegment, Of.ROW_OF_UNIT, lambda one: one.unit_id),
    Watched(Dismissal, Of.ROW_OF_UNIT, lambda one: one.unit_id),
    Watched(Story, Of.ROWS_OF_STORY, lambda one: one.id, frozenset({"outlet_id", "topic", "breaking", "restricted"})),
    Watched(Revision, Of.ROWS_OF_ARTICLE, lambda one: one.article_id),
    Watched(Translation, Of.WORDS, lambda one: one.id),
    Watched(Unit, Of.WORDS, lambda one: one.translation_id, frozenset({"logged_text", "retired_at", "position"})),
    Watched(Publication, Of.WORDS, lambda one: one.translation_id),
    Watched(Article, Of.WORDS_OF_ARTICLE, lambda one: one.id, frozenset({"url", "byline"})),
    Watched(Revision, Of.WORDS_OF_ARTICLE, lambda one: one.article_id),
    Watched(Story, Of.WORDS_OF_STORY, lambda one: one.id, frozenset({"title"})),
)
"""What is watched. A row that is made or taken away always tells; a lease that is renewed is no news."""

_BY_KIND = {kind: tuple(one for one in WATCHED if one.kind is kind) for kind in {one.kind for one in WATCHED}}


def touch(session: Session, translation_ids: Iterable[str]) -> None:
    """Says that something about these translations has changed."""
    ids = set(translation_ids)
    for of in (Of.ROW, Of.WORDS):
        _noted(session, of).update(ids)


def catch_up(session: Session) -> None:
    """Brings what is derived into step with all that the session has written so far."""
    session.flush()
    rows = _translations(session)
    if rows:
        QueueEntries(session).refresh(sorted(rows))
    articles, translations = _articles(session), _take(session, Of.WORDS)
    if articles or translations:
        SearchDocuments(session).refresh(sorted(articles), sorted(translations))


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
        for watched in _BY_KIND.get(type(one), ()):
            _noted(session, watched.of).add(watched.whose(one))
    for one in session.dirty:
        attributes = inspect(one).attrs
        for watched in _BY_KIND.get(type(one), ()):
            if any(attributes[name].history.has_changes() for name in watched.columns):
                _noted(session, watched.of).add(watched.whose(one))


def _noted(session: Session, of: Of) -> set[str]:
    found: set[str] = session.info.setdefault(of, set())
    return found


def _take(session: Session, of: Of) -> set[str]:
    found: set[str] = session.info.pop(of, set())
    return found


def _translations(session: Session) -> set[str]:
    """The ids of all translations whose row was touched since the last time."""
    found = _take(session, Of.ROW)
    for of, column in ((Of.ROWS_OF_STORY, Translation.story_id), (Of.ROWS_OF_ARTICLE, Translation.article_id)):
        if ids := _take(session, of):
            found.update(session.scalars(select(Translation.id).where(column.in_(ids))))
    if ids := _take(session, Of.ROW_OF_UNIT):
        found.update(session.scalars(select(Unit.translation_id).distinct().where(Unit.id.in_(ids))))
    return found


def _articles(session: Session) -> set[str]:
    """The ids of all articles whose words were touched since the last time."""
    found = _take(session, Of.WORDS_OF_ARTICLE)
    if ids := _take(session, Of.WORDS_OF_STORY):
        found.update(session.scalars(select(Article.id).where(Article.story_id.in_(ids))))
    return found


def _forget(session: Session) -> None:
    for of in Of:
        session.info.pop(of, None)
