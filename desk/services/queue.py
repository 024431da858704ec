"""The queue: which translations there are for whom, in a fixed number of queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from desk.domain.finding import Level
from desk.domain.workflow import State
from desk.models import Dismissal, FindingRow, Profile, Review, Revision, Story, Translation, Unit
from desk.models.base import utc_now
from desk.services.access import visible
from desk.services.actor import Actor
from desk.services.progress import waits_of

NONE = (0, 0, 0, 0)
"""The counts of a translation without units."""


class View(StrEnum):
    """The standing views of the queue."""

    ALL = "all"
    MINE = "mine"
    FREE = "free"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the reader of the queue asked for. `text` is looked for in titles; pages count from 1."""

    view: View = View.ALL
    state: State | None = None
    language: str = ""
    text: str = ""
    page: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One translation in the queue, with its counts.

    `undrafted` segments have no draft and nobody's text yet. `waits_for` says why drafting waits, empty where it does
    not.
    """

    translation: Translation
    units: int
    drafted: int
    confirmed: int
    undrafted: int
    open_findings: int
    holder_name: str | None
    returned: bool
    late: bool
    stale: bool
    waits_for: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    rows: Sequence[QueueRow]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class Queue:
    """Reads the queue for an actor."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def page(self, wanted: QueueFilter, now: dt.datetime | None = None) -> QueuePage:
        """One page: six queries at most, whatever its length."""
        now = now or utc_now()
        query = self._filtered(wanted)
        total = self.session.scalar(select(func.count()).select_from(query.subquery())) or 0
        ordered = (
            query.order_by(
                Story.breaking.desc(), _rank(), Translation.due_at.is_(None), Translation.due_at, Translation.id.desc()
            )
            .limit(wanted.size)
            .offset((wanted.page - 1) * wanted.size)
            .options(contains_eager(Translation.story), joinedload(Translation.article))
        )
        rows: list[Translation] = list(self.session.scalars(ordered).unique())
        return QueuePage(self._rows(rows, now), total, wanted.page, wanted.size)

    def counts(self) -> dict[View, int]:
        """How many translations each view holds, in one query."""
        views = {view: case((self._condition(view), 1)) for view in View}
        query = (
            select(*(func.count(one) for one in views.values()))
            .select_from(Translation)
            .join(Translation.story)
            .where(visible(self.actor))
        )
        return dict(zip(views, self.session.execute(query).one(), strict=True))

    def _filtered(self, wanted: QueueFilter) -> Select[Translation]:
        query = select(Translation).join(Translation.story).where(visible(self.actor), self._condition(wanted.view))
        if wanted.state:
            query = query.where(Translation.state == wanted.state)
        if wanted.language:
            query = query.where(Translation.language == wanted.language)
        for word in wanted.text.split():
            query = query.where(Story.title.icontains(word, autoescape=True))
        return query

    def _condition(self, view: View) -> ColumnElement[bool]:
        state, holder = Translation.state, Translation.holder_id
        mine = and_(state == State.EDITING, holder == self.actor.person_id)
        return {
            View.ALL: state.not_in((State.KILLED, State.CANCELLED)),
            View.MINE: mine,
            View.FREE: state.in_((State.DRAFTING, State.DRAFTED)),
            View.RETURNED: and_(mine, self._was_returned()),
            View.SUBMITTED: state == State.SUBMITTED,
            View.APPROVED: state == State.APPROVED,
            View.PUBLISHED: or_(state == State.PUBLISHED, state == State.WITHDRAWN),
        }[view]

    def _was_returned(self) -> ColumnElement[bool]:
        """Whether the newest review of the translation sent it back."""
        newest = (
            select(Review.decision)
            .where(Review.translation_id == Translation.id)
            .order_by(Review.id.desc())
            .limit(1)
            .correlate(Translation)
            .scalar_subquery()
        )
        return newest == "returned"

    def _rows(self, rows: Sequence[Translation], now: dt.datetime) -> list[QueueRow]:
        ids = [row.id for row in rows]
        units = self._unit_counts(ids)
        findings = self._finding_counts(ids)
        holders = self._holders([row.holder_id for row in rows if row.holder_id])
        details, waits = self._details(ids), waits_of(self.session, rows)
        return [
            QueueRow(
                translation=row,
                units=units.get(row.id, NONE)[0],
                drafted=units.get(row.id, NONE)[1],
                confirmed=units.get(row.id, NONE)[2],
                undrafted=units.get(row.id, NONE)[3],
                open_findings=findings.get(row.id, 0),
                holder_name=holders.get(row.holder_id or ""),
                returned=row.state is State.EDITING and details[row.id][0],
                late=row.due_at is not None and row.due_at < now and row.state not in (State.PUBLISHED, State.APPROVED),
                stale=details[row.id][1],
                waits_for=waits.get(row.id, ""),
            )
            for row in rows
        ]

    def _unit_counts(self, ids: Sequence[str]) -> dict[str, tuple[int, int, int, int]]:
        drafted = case((Unit.drafted_round >= Translation.draft_round, 1))
        undrafted = case((and_(Unit.draft_error != "", Unit.author_id.is_(None)), 1))
        counts = (func.count(), func.count(drafted), func.count(Unit.confirmed_at), func.count(undrafted))
        query = (
            select(Unit.translation_id, *counts)
            .join(Unit.translation)
            .where(Unit.translation_id.in_(ids), Unit.retired_at.is_(None))
            .group_by(Unit.translation_id)
        )
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in self.session.execute(query)}

    def _finding_counts(self, ids: Sequence[str]) -> dict[str, int]:
        said = select(Dismissal.id).where(
            Dismissal.unit_id == FindingRow.unit_id,
            Dismissal.fingerprint == FindingRow.fingerprint,
            Dismissal.verdict != "contested",
        )
        query = (
            select(FindingRow.translation_id, func.count())
            .where(
                FindingRow.translation_id.in_(ids),
                FindingRow.fixed_at.is_(None),
                FindingRow.level != Level.INFO,
                ~said.exists(),
            )
            .group_by(FindingRow.translation_id)
        )
        return {row[0]: row[1] for row in self.session.execute(query)}

    def _holders(self, ids: Sequence[str]) -> dict[str, str]:
        query = select(Profile.person_id, Profile.name).where(Profile.person_id.in_(ids))
        return {row[0]: row[1] for row in self.session.execute(query)}

    def _details(self, ids: Sequence[str]) -> dict[str, tuple[bool, bool]]:
        """By translation: whether it was sent back last, and whether its article has a newer revision."""
        newest = (
            select(Revision.id)
            .where(Revision.article_id == Translation.article_id)
            .order_by(Revision.number.desc())
            .limit(1)
            .correlate(Translation)
            .scalar_subquery()
        )
        query = select(Translation.id, self._was_returned(), newest != Translation.revision_id).where(
            Translation.id.in_(ids)
        )
        return {row[0]: (bool(row[1]), bool(row[2])) for row in self.session.execute(query)}


def _rank() -> ColumnElement[int]:
    """Open work before finished work."""
    return case((Translation.state.in_((State.PUBLISHED, State.WITHDRAWN, State.KILLED, State.CANCELLED)), 1), else_=0)
