"""Where a translation stands in the queue: its lane, its rank, and how urgent it is."""

import datetime as dt
from enum import StrEnum

from desk.domain.workflow import State


class Lane(StrEnum):
    """Who has to do something next: whoever claims it, its holder, an editor, or nobody."""

    FREE = "free"
    HELD = "held"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DONE = "done"
    CLOSED = "closed"


LANES = {
    State.DRAFTING: Lane.FREE,
    State.DRAFTED: Lane.FREE,
    State.EDITING: Lane.HELD,
    State.SUBMITTED: Lane.SUBMITTED,
    State.APPROVED: Lane.APPROVED,
    State.PUBLISHED: Lane.DONE,
    State.WITHDRAWN: Lane.DONE,
    State.KILLED: Lane.CLOSED,
    State.CANCELLED: Lane.CLOSED,
}

UNFINISHED = (Lane.FREE, Lane.HELD, Lane.SUBMITTED)
"""Lanes in which a translation can be late."""

BREAKING, OPEN, DONE, CLOSED = 0, 1, 2, 3
"""Ranks, in the order of the queue."""

_NO_DUE_TIME = 10**14
"""Milliseconds since 1970 that lie past every due time: the year 5138."""


def rank(lane: Lane, *, breaking: bool) -> int:
    """What comes first: breaking news that is open, then what is open, then what is done."""
    if lane is Lane.CLOSED:
        return CLOSED
    if lane is Lane.DONE:
        return DONE
    return BREAKING if breaking else OPEN


def urgency(due_at: dt.datetime | None, created_at: dt.datetime) -> int:
    """A number that sorts by due time; what has none comes after everything that has one, the newest first."""
    return _NO_DUE_TIME * 2 - milliseconds(created_at) if due_at is None else milliseconds(due_at)


def milliseconds(moment: dt.datetime) -> int:
    """The moment in milliseconds since 1970."""
    return round(moment.timestamp() * 1000)
