"""Telling people of what happened, in the transaction in which it happens. The rows are the outbox of mails too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desk.domain.notification import NotificationKind, Ways, ways
from desk.models import MailState, Notification, Person, Preference, Profile, Translation
from desk.services import access
from desk.services.actor import Actor
from desk.services.preferences import Choice

ONCE = frozenset({NotificationKind.STALE})
"""Kinds of which one unread notification per translation is enough."""
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class _Recipient:
    """Somebody who is told, and by which ways."""

    person_id: str
    ways: Ways


class Notifications:
    """Tells people of what an actor did; the actor is not told of their own acts."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def tell(
        self,
        kind: NotificationKind,
        people: Iterable[str | None],
        translation: Translation | None,
        *,
        unit_id: str | None = None,
        comment_id: str | None = None,
        note: str = "",
        key: str | None = None,
    ) -> list[Notification]:
        """Tells those of some people who are at the desk, may see the story, and want this kind to reach them.

        `key` says what is told: nobody is told the same twice. Returns what was told.
        """
        wanted = {one for one in people if one is not None and one != self.actor.person_id}
        if wanted and translation is not None:
            wanted = access.who_may_see(self.session, translation.story, wanted)
        recipients = [one for one in self._reached(kind, wanted) if one.ways] if wanted else []
        told = self._told(kind, translation, key) if recipients else set()
        found = [
            Notification(
                person_id=one.person_id,
                kind=kind,
                translation_id=translation.id if translation is not None else None,
                unit_id=unit_id,
                comment_id=comment_id,
                actor_id=self.actor.person_id,
                note=note.strip()[:LONGEST_NOTE],
                key=key,
                on_page=one.ways.page,
                mail=MailState.WAITING if one.ways.mail else MailState.UNWANTED,
            )
            for one in recipients
            if one.person_id not in told
        ]
        self.session.add_all(found)
        self.session.flush()
        return found

    def _reached(self, kind: NotificationKind, people: Iterable[str]) -> list[_Recipient]:
        """By which ways each of some people is reached; those who have left are nobody any more."""
        chose = and_(Preference.person_id == Person.id, Preference.name == Choice.NOTIFICATIONS.value)
        query = (
            select(Person.id, Profile.email, Preference.value)
            .join(Profile, Profile.person_id == Person.id)
            .outerjoin(Preference, chose)
            .where(Person.id.in_(people), Person.left_at.is_(None))
            .order_by(Person.id)
        )
        return [_Recipient(row[0], _ways(row[1], row[2], kind)) for row in self.session.execute(query)]

    def _told(self, kind: NotificationKind, translation: Translation | None, key: str | None) -> set[str]:
        """Who knows it already."""
        if key is not None:
            query = select(Notification.person_id).where(Notification.key == key)
        elif kind in ONCE and translation is not None:
            query = select(Notification.person_id).where(
                Notification.kind == kind,
                Notification.translation_id == translation.id,
                Notification.read_at.is_(None),
            )
        else:
            return set()
        return set(self.session.scalars(query))


def _ways(email: str, chosen: Mapping[str, Mapping[str, bool]] | None, kind: NotificationKind) -> Ways:
    """A mail needs an address."""
    found = ways(chosen, kind)
    return Ways(found.page, found.mail and bool(email))
