"""What of the memory an actor may use: the one place where every query for its entries is filtered."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, and_, or_, select

from desk.domain.workflow import Role, State
from desk.memory.index import Whence
from desk.models import MemoryEntry, MemoryImport, Profile, Story, Translation
from desk.models.base import utc_now
from desk.services.access import visible
from desk.services.actor import Actor

STANDING = (State.APPROVED, State.PUBLISHED)
"""States in which the newest approval holds."""


def usable(actor: Actor, now: dt.datetime) -> ColumnElement[bool]:
    """The condition on `MemoryEntry`, outer-joined to its translation and story.

    The desk itself asks on behalf of everybody who sees what it drafts, so it is told of no restricted story at all.
    """
    seen = Story.restricted.is_(False) if actor.has(Role.SYSTEM) else visible(actor)
    embargo_passed = or_(Story.embargo_until.is_(None), Story.embargo_until <= now)
    story_allows = and_(Translation.state.in_(STANDING), Story.killed_at.is_(None), embargo_passed, seen)
    return and_(
        MemoryEntry.desk_id == actor.desk_id,
        MemoryEntry.voided_at.is_(None),
        or_(MemoryEntry.translation_id.is_(None), story_allows),
    )


def entries(actor: Actor, *columns: Any, among: Subquery | None = None) -> Select[Any]:
    """The entries that the actor may use now, whole or of them these columns; their stories are joined.

    `among` is a query with `entry_id`s, of which no others are meant.
    """
    begin: FromClause = MemoryEntry.__table__
    if among is not None:
        begin = among.join(begin, MemoryEntry.id == among.c.entry_id)
    return (
        select(*(columns or (MemoryEntry,)))
        .select_from(begin)
        .outerjoin(Translation, Translation.id == MemoryEntry.translation_id)
        .outerjoin(Story, Story.id == Translation.story_id)
        .where(usable(actor, utc_now()))
    )


def keyed(keys: Iterable[str], source: str, target: str) -> ColumnElement[bool]:
    """The condition on `MemoryEntry`: of a pair, and with one of these source keys.

    The pair's columns are wrapped, so that no index but that of keys serves: a database that has not counted its rows
    yet (SQLite, or PostgreSQL after a large import) takes the pair's as gladly, and reads all of the pair.
    """
    return and_(
        MemoryEntry.source_key.in_(list(keys)),
        MemoryEntry.source_language.concat("") == source,
        MemoryEntry.target_language.concat("") == target,
    )


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition on `MemoryEntry`, joined as for `usable`: what the actor may be told of, voided or not."""
    return and_(MemoryEntry.desk_id == actor.desk_id, or_(MemoryEntry.translation_id.is_(None), visible(actor)))


ORIGIN = (Profile.name, Story.title, MemoryImport.file)
"""What `whence` needs beside an entry."""


def with_origin(query: Select[Any]) -> Select[Any]:
    """The query with what `ORIGIN` stands on."""
    return query.outerjoin(Profile, Profile.person_id == MemoryEntry.person_id).outerjoin(
        MemoryImport, MemoryImport.id == MemoryEntry.import_id
    )


def whence(entry: MemoryEntry, person: str | None, story: str | None, file: str | None) -> Whence:
    """Where an entry comes from, of the columns of `ORIGIN`."""
    return Whence(entry.created_at, person or "", entry.translation_id, story or "", file or "")
