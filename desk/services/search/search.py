"""Search over all stories that an actor may see: by words in every language, ids, addresses, people, outlets, days."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, null, or_, select
from sqlalchemy.orm import Session

from desk.models import (
    Membership,
    Outlet,
    Profile,
    QueueEntry,
    Review,
    SearchDocument,
    Story,
    Transition,
)
from desk.models.base import utc_now
from desk.services.access import visible_entries
from desk.services.actor import Actor
from desk.services.kept_in_step import catch_up
from desk.services.planning import topics
from desk.services.search.asked import Asked, parse
from desk.services.search.hits import Hit, Hits
from desk.services.search.index import word_index
from desk.text.diacritics import plain

BOUND = 200
"""Stories that an answer holds at most, the newest: whoever finds more asks for less."""
_ROWS = 1000
"""Texts and translations that are looked at for them."""
_FIRST_ID, _LAST_ID = "0", "z"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of an answer. `total` counts stories up to a bound; where `more` is set there are more than that.

    `hints` say what of the question could not be understood as it was meant.
    """

    hits: Sequence[Hit]
    total: int
    more: bool
    page: int
    size: int
    hints: Sequence[str]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class Search:
    """Searches for an actor. Days are those of `zone`."""

    def __init__(self, session: Session, actor: Actor, zone: dt.tzinfo = dt.UTC) -> None:
        self.session = session
        self.actor = actor
        self.zone = zone

    def page(self, text: str, page: int = 1, size: int = 20, now: dt.datetime | None = None) -> SearchPage:
        """The stories that fit, the newest first, with the sentences that do; eight queries at most."""
        catch_up(self.session)
        asked = parse(text, (now or utc_now()).astimezone(self.zone).date())
        if not asked.anything:
            return SearchPage([], 0, False, page, size, asked.hints)
        conditions, hints = self._conditions(asked)
        rows = self.session.execute(self._rows(asked, conditions)).all()
        stories = _by_story(rows)
        first = (page - 1) * size
        shown = dict(list(stories.items())[:BOUND][first : first + size])
        more = len(stories) > BOUND or len(rows) == _ROWS
        hits = Hits(self.session, self.actor).of(shown, (*asked.phrases, *asked.addresses))
        return SearchPage(hits, min(len(stories), BOUND), more, page, size, (*asked.hints, *hints))

    def _rows(self, asked: Asked, conditions: Sequence[ColumnElement[bool]]) -> Executable:
        """Story, translation and text of everything that fits, the newest first."""
        seen = (visible_entries(self.actor), *conditions)
        entry = QueueEntry
        if not (asked.phrases or asked.addresses):
            query = select(entry.story_id, entry.translation_id, null().label("document")).where(*seen)
            return query.order_by(entry.story_id.desc()).limit(_ROWS)
        matched, *others = (one.subquery() for one in self._holding(asked))
        of_entry = or_(SearchDocument.translation_id.is_(None), SearchDocument.translation_id == entry.translation_id)
        return (
            select(entry.story_id, entry.translation_id, matched.c.id.label("document"))
            .select_from(matched)
            .join(SearchDocument, SearchDocument.id == matched.c.id)
            .join(entry, and_(entry.story_id == SearchDocument.story_id, of_entry))
            .where(*(SearchDocument.id.in_(select(one.c.id)) for one in others), *seen)
            .order_by(matched.c.id.desc())
            .limit(_ROWS)
        )

    def _holding(self, asked: Asked) -> Iterator[Select[int]]:
        """The texts that hold what was asked; SQLite reads the first of them from the newest on, and only so far."""
        index = word_index(self.session)
        if asked.phrases:
            yield index.holding(asked.phrases)
        if asked.addresses:
            yield index.holding(asked.addresses, "address")

    def _conditions(self, asked: Asked) -> tuple[Sequence[ColumnElement[bool]], Sequence[str]]:
        """The conditions on `QueueEntry` that fields come to, and hints about names that nobody has."""
        entry, hints = QueueEntry, []
        found: list[ColumnElement[bool]] = []
        for column, values in (
            (entry.state, asked.states),
            (entry.language, asked.languages),
            (entry.source_language, asked.sources),
        ):
            if values:
                found.append(column.in_(values))
        if asked.ids:
            found.append(or_(*(_begins(one) for one in asked.ids)))
        found += [entry.story_id.in_(select(Story.id).where(*days)) for days in (_taken_in(asked, self.zone),) if days]
        for said, names in self._named(asked.topics, self._topics):
            found.append(entry.topic.in_(names))
            hints += [] if names else [f"No story has the topic “{said}”."]
        for said, ids in self._named(asked.outlets, self._outlets):
            found.append(entry.outlet_id.in_(ids))
            hints += [] if ids else [f"The desk has no outlet called “{said}”."]
        for said, ids in self._named(asked.people, self._people):
            found.append(_hand_of(ids))
            hints += [] if ids else [f"Nobody at the desk is called “{said}”."]
        return found, hints

    def _named(self, said: Sequence[str], known: Any) -> Iterator[tuple[str, list[str]]]:
        """By what was said, the ids of those whose names hold it; one query for all."""
        names: Mapping[str, str] = known() if said else {}
        for one in said:
            yield one, [key for key, name in names.items() if one in plain(name.casefold())]

    def _outlets(self) -> dict[str, str]:
        query = select(Outlet.id, Outlet.name).where(Outlet.desk_id == self.actor.desk_id)
        return {row[0]: row[1] for row in self.session.execute(query)}

    def _people(self) -> dict[str, str]:
        at_desk = select(Membership.person_id).where(Membership.desk_id == self.actor.desk_id)
        query = select(Profile.person_id, Profile.name, Profile.username).where(Profile.person_id.in_(at_desk))
        return {row[0]: f"{row[1]} {row[2]}" for row in self.session.execute(query)}

    def _topics(self) -> dict[str, str]:
        return {one: one for one in topics(self.session, self.actor)}


def _by_story(rows: Sequence[Any]) -> dict[str, list[Any]]:
    """The rows of each story, in the order of the first of each."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.story_id, []).append(row)
    return found


def _begins(start: str) -> ColumnElement[bool]:
    """Whether the id of a story or translation begins so. Ids hold no signs, so every collation sorts them alike."""
    low, high = start.ljust(26, _FIRST_ID), start.ljust(26, _LAST_ID)
    return or_(QueueEntry.story_id.between(low, high), QueueEntry.translation_id.between(low, high))


def _taken_in(asked: Asked, zone: dt.tzinfo) -> list[ColumnElement[bool]]:
    def begin(day: dt.date) -> dt.datetime:
        return dt.datetime(day.year, day.month, day.day, tzinfo=zone)

    after = [Story.created_at >= begin(asked.after)] if asked.after else []
    return after + ([Story.created_at < begin(asked.before)] if asked.before else [])


def _hand_of(people: Sequence[str]) -> ColumnElement[bool]:
    """Whether one of these people holds the translation, moved it on, or reviewed it."""
    moved = select(Transition.translation_id).where(Transition.person_id.in_(people))
    reviewed = select(Review.translation_id).where(Review.editor_id.in_(people))
    entry = QueueEntry
    return or_(entry.holder_id.in_(people), entry.translation_id.in_(moved), entry.translation_id.in_(reviewed))


__all__ = ["Hit", "Search", "SearchPage"]
