"""What the reader of the queue asks for, and the conditions that this comes to."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.queue import BREAKING, CLOSED, UNFINISHED, Lane, milliseconds
from desk.domain.workflow import State
from desk.models import QueueEntry
from desk.services.actor import Actor


class View(StrEnum):
    """The standing views of the queue."""

    ALL = "all"
    MINE = "mine"
    RETURNED = "returned"
    FREE = "free"
    SUBMITTED = "submitted"
    LATE = "late"
    BREAKING = "breaking"
    STALE = "stale"
    APPROVED = "approved"
    PUBLISHED = "published"


class Due(StrEnum):
    """When something is due. Days are the reader's own."""

    HOURS = "hours"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"


class Found(StrEnum):
    """What checks found that is still open."""

    BLOCKING = "blocking"
    ANY = "any"
    NONE = "none"


class Sort(StrEnum):
    """Orders of the queue. Breaking news comes first and finished work last in each.

    These are what the desk knows now: words that are not confirmed, findings that are open, what engines said of their
    own drafts. What is expected of a draft (`desk estimate`) is one more member here, one column of the queue's row,
    and one line in `order_of`.
    """

    DUE = "due"
    NEWEST = "newest"
    SHORTEST = "shortest"
    LONGEST = "longest"
    FINDINGS = "findings"
    DOUBTFUL = "doubtful"


HOURS = 4
"""How soon “in the next hours” is."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the reader of the queue asked for. `text` is looked for in titles; pages count from 1.

    `longest` is the number of words to do at most.
    """

    view: View = View.ALL
    state: State | None = None
    language: str = ""
    source: str = ""
    outlet_id: str = ""
    topic: str = ""
    holder_id: str = ""
    due: Due | None = None
    longest: int | None = None
    found: Found | None = None
    text: str = ""
    sort: Sort = Sort.DUE
    page: int = 1
    size: int = 50


NAMES = {
    "view": "view",
    "state": "state",
    "language": "language",
    "source": "source",
    "outlet": "outlet_id",
    "topic": "topic",
    "holder": "holder_id",
    "due": "due",
    "longest": "longest",
    "found": "found",
    "q": "text",
    "sort": "sort",
}
"""What the parts of a filter are called in addresses, in saved views and by commands."""

_KINDS = {"view": View, "state": State, "due": Due, "found": Found, "sort": Sort, "longest": int}
_LONGEST = {"language": 8, "source": 8, "outlet": 26, "holder": 26, "topic": 80, "q": 200}
_MOST_WORDS = 10**6


def filter_of(asked: Mapping[str, str], *, page: int = 1, size: int = 50) -> QueueFilter:
    """The filter of what stands in an address or in a saved view. Raises `Invalid` for a value that means nothing."""
    parts: dict[str, Any] = {}
    for name, value in asked.items():
        if name in NAMES and value.strip():
            parts[NAMES[name]] = _part(name, value.strip())
    return QueueFilter(**parts, page=page, size=size)


def filter_record(wanted: QueueFilter) -> dict[str, str]:
    """A filter as `filter_of` reads it, without its page; what is as usual stays out of it."""
    usual = QueueFilter()
    return {
        name: str(getattr(wanted, part))
        for name, part in NAMES.items()
        if getattr(wanted, part) != getattr(usual, part)
    }


def _part(name: str, value: str) -> Any:
    if name not in _KINDS:
        return value[: _LONGEST[name]]
    try:
        part = _KINDS[name](value)
    except ValueError as error:
        raise Invalid(phrase("The queue has no {name} “{value}”.", name=name, value=value[:40])) from error
    return min(max(part, 0), _MOST_WORDS) if isinstance(part, int) else part


def conditions(
    wanted: QueueFilter, actor: Actor, now: dt.datetime, zone: dt.tzinfo = dt.UTC
) -> Iterator[ColumnElement[bool]]:
    """The conditions on `QueueEntry` that a filter comes to, but for the words and for what the actor may see."""
    entry = QueueEntry
    yield in_view(wanted.view, actor, now)
    for column, value in (
        (entry.state, wanted.state),
        (entry.language, wanted.language),
        (entry.source_language, wanted.source),
        (entry.outlet_id, wanted.outlet_id),
        (entry.topic, wanted.topic),
        (entry.holder_id, wanted.holder_id),
    ):
        if value:
            yield column == value
    if wanted.due:
        yield entry.urgency < milliseconds(_until(wanted.due, now.astimezone(zone)))
    if wanted.longest is not None:
        yield entry.words_to_do <= wanted.longest
    if wanted.found:
        yield _found(wanted.found)


def in_view(view: View, actor: Actor, now: dt.datetime) -> ColumnElement[bool]:
    """The condition of a standing view."""
    entry = QueueEntry
    mine = and_(entry.holder_id == actor.person_id, entry.rank < CLOSED)
    stale = cast(ColumnElement[bool], entry.stale)  # as it stands in the index of what is stale
    return {
        View.ALL: entry.rank < CLOSED,
        View.MINE: mine,
        View.RETURNED: and_(mine, entry.returned),
        View.FREE: entry.lane == Lane.FREE,
        View.SUBMITTED: entry.lane == Lane.SUBMITTED,
        View.LATE: late(now),
        View.BREAKING: entry.rank == BREAKING,
        View.STALE: stale,
        View.APPROVED: entry.lane == Lane.APPROVED,
        View.PUBLISHED: entry.lane == Lane.DONE,
    }[view]


def late(now: dt.datetime) -> ColumnElement[bool]:
    """Due before now, and still with a translator or waiting for an editor. Few of these stand in one lane's index."""
    return and_(QueueEntry.lane.in_(UNFINISHED), QueueEntry.rank < CLOSED, QueueEntry.urgency < milliseconds(now))


def order_of(sort: Sort) -> Sequence[ColumnElement[Any]]:
    """What a sort orders by; the id comes last, so that no two pages show the same row."""
    entry = QueueEntry
    by: dict[Sort, tuple[Any, ...]] = {
        Sort.DUE: (entry.urgency, entry.translation_id),
        Sort.NEWEST: (entry.translation_id.desc(),),
        Sort.SHORTEST: (entry.words_to_do, entry.urgency, entry.translation_id),
        Sort.LONGEST: (entry.words_to_do.desc(), entry.urgency, entry.translation_id),
        Sort.FINDINGS: (entry.blocks.desc(), entry.warnings.desc(), entry.urgency, entry.translation_id),
        Sort.DOUBTFUL: (case((entry.confidence.is_(None), 1), else_=0), entry.confidence, entry.translation_id),
    }
    return (entry.rank, *by[sort])


def _until(due: Due, here: dt.datetime) -> dt.datetime:
    """The end of a span of time that begins now, in the reader's zone."""
    if due is Due.HOURS:
        return here + dt.timedelta(hours=HOURS)
    days = {Due.TODAY: 1, Due.TOMORROW: 2, Due.WEEK: 7}[due]
    day = here.date() + dt.timedelta(days=days)
    return dt.datetime(day.year, day.month, day.day, tzinfo=here.tzinfo)


def _found(found: Found) -> ColumnElement[bool]:
    entry = QueueEntry
    return {
        Found.BLOCKING: entry.blocks > 0,
        Found.ANY: entry.blocks + entry.warnings > 0,
        Found.NONE: entry.blocks + entry.warnings == 0,
    }[found]
