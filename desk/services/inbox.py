"""What a person was told: reading it, and saying that it was read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.models import Notification, Translation
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor

KEPT = dt.timedelta(days=90)
"""How long a notification is kept after it was read."""


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notifications wait, and the newest of them; empty where none does."""

    count: int
    newest: str

    @property
    def mark(self) -> str:
        """What a page keeps to learn whether this is still so."""
        return f"{self.count}-{self.newest}"


class Inbox:
    """The notifications of an actor. Those of a story that the actor may not see any more are as if there were none."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def unread(self) -> Unread:
        """One query, so that every page can tell."""
        figures: Any = select(func.count(), func.max(Notification.id)).select_from(Notification)
        count, newest = self.session.execute(self._mine(figures).where(Notification.read_at.is_(None))).one()
        return Unread(count, newest or "")

    def page(self, number: int, size: int) -> tuple[Sequence[Notification], int]:
        """A page of them, unread ones first and then the newest first, and how many there are; two queries."""
        total = self.session.scalar(self._mine(select(func.count()).select_from(Notification))) or 0
        query = self._mine(select(Notification)).options(*_ABOUT)
        order = (Notification.read_at.is_not(None), Notification.id.desc())
        found = self.session.scalars(query.order_by(*order).limit(size).offset((number - 1) * size))
        return found.all(), total

    def read(self, notification_id: str) -> Notification:
        """Says that one was read, and returns it. Raises `NotFound` for one that is not the actor's."""
        query = self._mine(select(Notification)).where(Notification.id == notification_id).options(*_ABOUT)
        found: Notification | None = self.session.scalars(query).first()
        if found is None:
            raise NotFound(phrase("There is no such notification."))
        found.read_at = found.read_at or utc_now()
        self.session.flush()
        return found

    def read_all(self, until: str) -> None:
        """Says that all up to this one were read: what came after the page was drawn is still unread."""
        mine = (Notification.person_id == self.actor.person, Notification.read_at.is_(None), Notification.id <= until)
        self.session.execute(update(Notification).where(*mine).values(read_at=utc_now()))

    def _mine(self, query: Select[Any]) -> Select[Any]:
        return _joined(query, self.actor).where(Notification.person_id == self.actor.person, Notification.on_page)


def forget_old(session: Session, now: dt.datetime | None = None) -> None:
    """Deletes what was read long ago: what happened stands in the histories, and nobody's reading needs a record."""
    long_ago = (now or utc_now()) - KEPT
    session.execute(delete(Notification).where(Notification.read_at < long_ago))


def with_story(query: Select[Notification], actor: Actor) -> Select[Notification]:
    """Notifications of stories that the actor may see, and of none, loaded with all that is told of them."""
    return _joined(query, actor).options(*_ABOUT)


def _joined(query: Select[Any], actor: Actor) -> Select[Any]:
    seen = or_(Notification.translation_id.is_(None), access.visible(actor))
    return query.outerjoin(Notification.translation).outerjoin(Translation.story).where(seen)


_ABOUT = (
    contains_eager(Notification.translation).contains_eager(Translation.story),
    contains_eager(Notification.translation).joinedload(Translation.article),
    joinedload(Notification.unit),
    joinedload(Notification.comment),
)
