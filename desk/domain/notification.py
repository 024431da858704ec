"""What people are told of, and by which way each kind reaches them where they have not chosen otherwise."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase


class NotificationKind(StrEnum):
    """What somebody is told of; the values stand in the database and in people's choices."""

    ASSIGNED = "assigned"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    MENTION = "mention"
    COMMENT = "comment"
    STALE = "stale"
    CORRECTION = "correction"
    LEASE = "lease"
    DIGEST = "digest"


class Way(StrEnum):
    """By which way somebody is told."""

    PAGE = "page"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Ways:
    """Whether a kind is shown on the pages, and whether it is mailed."""

    page: bool
    mail: bool

    def __bool__(self) -> bool:
        return self.page or self.mail


MAILED: frozenset[NotificationKind] = frozenset(
    {
        NotificationKind.ASSIGNED,
        NotificationKind.HANDED_OVER,
        NotificationKind.RETURNED,
        NotificationKind.MENTION,
        NotificationKind.CORRECTION,
        NotificationKind.DIGEST,
    }
)
"""Mailed where nobody chose otherwise: what asks for something, and the digest. The rest is on the pages alone."""

Chosen = Mapping[str, Mapping[str, bool]]
"""By kind and way, where somebody chose otherwise than is usual. A kind that comes later begins as is usual."""


def usual(kind: NotificationKind) -> Ways:
    return Ways(page=True, mail=kind in MAILED)


def ways(chosen: Any, kind: NotificationKind) -> Ways:
    """By which ways a kind reaches somebody who chose this; None, or what cannot be read, is no choice."""
    mine = chosen.get(kind.value) if isinstance(chosen, Mapping) else None
    said = mine if isinstance(mine, Mapping) else {}
    begin = usual(kind)
    return Ways(page=said.get(Way.PAGE, begin.page) is True, mail=said.get(Way.MAIL, begin.mail) is True)


def choice(on: Iterable[tuple[str, str]]) -> Chosen | None:
    """What is kept of a choice in which these (kind, way) are on and all others off; None where it is the usual one.

    Raises `Invalid` for a kind or a way that there is none of.
    """
    wanted = set(on)
    if unknown := sorted(wanted - {(kind.value, way.value) for kind in NotificationKind for way in Way}):
        raise Invalid(
            phrase(
                "Nothing is called “{unknown}” by “{unknown2}” among the notifications.",
                unknown=unknown[0][0],
                unknown2=unknown[0][1],
            )
        )
    found: dict[str, dict[str, bool]] = {}
    for kind in NotificationKind:
        begin = usual(kind)
        for way, usually in ((Way.PAGE, begin.page), (Way.MAIL, begin.mail)):
            chosen = (kind.value, way.value) in wanted
            if chosen is not usually:
                found.setdefault(kind.value, {})[way.value] = chosen
    return found or None


@dataclass(frozen=True, slots=True)
class Told:
    """A notification as its reader sees it, on the page or in a mail; `path` is where it leads, inside the desk.

    `who` is empty for somebody who has left, and where the desk itself tells (`by_desk`). `source` and `target` are
    language codes; `number` is the segment's, counted from 1. `said` is the comment that it is about.
    """

    id: str
    kind: NotificationKind
    who: str
    by_desk: bool
    title: str
    source: str
    target: str
    number: int | None
    note: str
    said: str
    at: dt.datetime
    read: bool
    secret: bool
    path: str

    def without_texts(self) -> "Told":
        """The same without a word of the story: for a mail about one that few may see, or nobody yet."""
        return replace(self, title="", note="", said="") if self.secret else self
