"""The queue: which translations there are for whom, in a fixed number of queries, however many there are."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from desk.domain.queue import UNFINISHED
from desk.domain.workflow import Action
from desk.models import Outlet, Profile, QueueEntry, SearchDocument, Story, Transition, Translation
from desk.models.base import utc_now
from desk.services.access import visible_entries
from desk.services.actor import Actor
from desk.services.kept_in_step import catch_up
from desk.services.progress import waits_of
from desk.services.queue_filter import Due, Found, QueueFilter, Sort, View, conditions, in_view, order_of
from desk.services.search.index import word_index
from desk.services.search.words import phrase

BOUND = 500
"""How far the queue counts: past it there are “more than 500”, and to say so takes no longer for a million."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One translation in the queue, with its measures.

    `undrafted` segments have no draft and nobody's text yet. `waits_for` says why drafting waits, empty where it does
    not. `note` is what a colleague said who handed it over. `confidence` is the mean of the engine's own scores.
    """

    translation: Translation
    units: int
    drafted: int
    confirmed: int
    undrafted: int
    words_to_do: int
    blocks: int
    warnings: int
    confidence: float | None
    outlet: str
    holder_name: str | None
    returned: bool
    late: bool
    stale: bool
    waits_for: str
    note: str

    @property
    def open_findings(self) -> int:
        return self.blocks + self.warnings


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue. `total` counts rows up to a bound; where `more` is set, there are more than that."""

    rows: Sequence[QueueRow]
    total: int
    more: bool
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are at least."""
        return max(1, -(-self.total // self.size)) + self.more


class Queue:
    """Reads the queue for an actor. Days begin in `zone`."""

    def __init__(self, session: Session, actor: Actor, zone: dt.tzinfo = dt.UTC) -> None:
        self.session = session
        self.actor = actor
        self.zone = zone

    def page(self, wanted: QueueFilter, now: dt.datetime | None = None) -> QueuePage:
        """One page: five queries at most, whatever its length and that of the queue."""
        now = now or utc_now()
        catch_up(self.session)
        found = self._found(wanted, now)
        bound = max(BOUND, (wanted.page + 1) * wanted.size)  # a next page is always known of
        total = self.session.scalar(select(func.count()).select_from(found.limit(bound + 1).subquery())) or 0
        ordered = found.order_by(*order_of(wanted.sort)).limit(wanted.size).offset((wanted.page - 1) * wanted.size)
        ids = self.session.scalars(ordered).all()
        return QueuePage(self._rows(ids, now), min(total, bound), total > bound, wanted.page, wanted.size)

    def counts(self, now: dt.datetime | None = None) -> dict[View, int]:
        """How many translations each view holds, in one query; what is more than `BOUND` is `BOUND` + 1."""
        now = now or utc_now()
        catch_up(self.session)
        views = [self._count(in_view(view, self.actor, now)) for view in View]
        return dict(zip(View, self.session.execute(select(*views)).one(), strict=True))

    def _count(self, condition: ColumnElement[bool]) -> ColumnElement[int]:
        some = select(QueueEntry.translation_id).where(visible_entries(self.actor), condition).limit(BOUND + 1)
        return select(func.count()).select_from(some.subquery()).scalar_subquery()

    def _found(self, wanted: QueueFilter, now: dt.datetime) -> Select[str]:
        """The ids of what a filter lets through and the actor may see."""
        query = select(QueueEntry.translation_id).where(
            visible_entries(self.actor), *conditions(wanted, self.actor, now, self.zone)
        )
        return query.where(self._titled(wanted.text)) if wanted.text else query

    def _titled(self, text: str) -> ColumnElement[bool]:
        """Whether the story's title holds words that begin with all of those in a text, whatever their accents."""
        phrases = [found for word in text.split() if (found := phrase(f"{word}*"))]
        if not phrases:
            return false()
        index = word_index(self.session)
        titled = select(SearchDocument.story_id).where(SearchDocument.id.in_(index.holding(phrases, "title")))
        return index.among(QueueEntry.story_id.expression, titled)

    def _rows(self, ids: Sequence[str], now: dt.datetime) -> list[QueueRow]:
        holder = aliased(Profile)
        query = (
            select(QueueEntry, Translation, holder.name, Outlet.name)
            .join(QueueEntry.translation)
            .join(Translation.story)
            .join(Translation.article)
            .outerjoin(holder, holder.person_id == Translation.holder_id)
            .outerjoin(Outlet, Outlet.id == Story.outlet_id)
            .where(QueueEntry.translation_id.in_(ids))
            .options(contains_eager(Translation.story), contains_eager(Translation.article))
        )
        found = {row[0].translation_id: row for row in self.session.execute(query)}
        rows = [found[one] for one in ids]
        translations = [row[1] for row in rows]
        waits, notes = waits_of(self.session, translations), self._notes(translations)
        return [
            _row(entry, translation, name, outlet, now, waits.get(entry.translation_id, ""), notes)
            for entry, translation, name, outlet in rows
        ]

    def _notes(self, translations: Sequence[Translation]) -> Mapping[str, str]:
        """What was said when a translation was handed to who holds it now."""
        held = [one.id for one in translations if one.holder_id]
        if not held:
            return {}
        newest = select(func.max(Transition.id)).where(Transition.translation_id.in_(held))
        query = select(Transition.translation_id, Transition.reason).where(
            Transition.id.in_(newest.group_by(Transition.translation_id)),
            Transition.action == Action.ASSIGN,
            Transition.reason != "",
        )
        return {row[0]: row[1] for row in self.session.execute(query)}


def _row(
    entry: QueueEntry,
    translation: Translation,
    holder: str | None,
    outlet: str | None,
    now: dt.datetime,
    waits_for: str,
    notes: Mapping[str, str],
) -> QueueRow:
    return QueueRow(
        translation=translation,
        units=entry.units,
        drafted=entry.drafted,
        confirmed=entry.confirmed,
        undrafted=entry.undrafted,
        words_to_do=entry.words_to_do,
        blocks=entry.blocks,
        warnings=entry.warnings,
        confidence=entry.confidence,
        outlet=outlet or "",
        holder_name=holder,
        returned=entry.returned,
        late=entry.due_at is not None and entry.due_at < now and entry.lane in UNFINISHED,
        stale=entry.stale,
        waits_for=waits_for,
        note=notes.get(entry.translation_id, ""),
    )


__all__ = ["BOUND", "Due", "Found", "Queue", "QueueFilter", "QueuePage", "QueueRow", "Sort", "View"]
