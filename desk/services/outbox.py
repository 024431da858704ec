"""Mails that wait: notifications whose person wants this kind mailed.

A mail goes out at most once. Before it is handed on, its notifications are marked as being sent and that is committed;
whoever finds such a mark of a worker that died sends nothing again. What was read on the page meanwhile is not mailed.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from desk.domain.errors import Forbidden
from desk.domain.notification import Told
from desk.models import MailState, Notification
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.inbox import with_story
from desk.services.jobs import Jobs
from desk.services.preferences import Choice, of_everybody
from desk.services.told import told

WAIT = dt.timedelta(minutes=1)
"""How long a mail waits for others to the same person, and for the person to read the page instead."""
TOO_LATE = dt.timedelta(days=1)
"""After which a notification is mailed no more: the server was down, or the desk sent no mails then."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one mail has to tell a person, and where it goes. `told` is empty where nothing is left to say."""

    name: str
    address: str
    language: str
    told: Sequence[Told]

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.told]


class Outbox:
    """The mails of a desk, as a worker sends them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def ask(self, now: dt.datetime | None = None) -> None:
        """Asks for a job for each person for whom a mail is due. For the worker's sweep."""
        now = now or utc_now()
        due = (
            Notification.mail == MailState.WAITING,
            Notification.created_at.between(now - TOO_LATE, now - WAIT),
        )
        for person_id in self.session.scalars(select(Notification.person_id).where(*due).distinct()):
            Jobs(self.session).enqueue("mail", f"mail:{person_id}", {"person": person_id})

    def take(self, person_id: str, now: dt.datetime | None = None) -> Due | None:
        """Takes what waits for a person into one mail, and marks it as being sent; None where nothing is left to say.

        One job at a time does this for a person, so what is marked already is of a worker that died.
        """
        now = now or utc_now()
        mine = Notification.person_id == person_id
        self._mark(and_(mine, Notification.mail == MailState.SENDING), MailState.UNSURE, "The worker died meanwhile.")
        waiting = and_(mine, Notification.mail == MailState.WAITING)
        past = Notification.read_at.is_not(None) | (Notification.created_at < now - TOO_LATE)
        self._mark(and_(waiting, past), MailState.UNWANTED)
        due = self._due(person_id)
        if due is None:
            self._mark(waiting, MailState.UNWANTED, "Nobody is to be told by mail any more.")
            return None
        self._mark(Notification.id.in_(due.ids), MailState.SENDING)
        return due

    def _due(self, person_id: str) -> Due | None:
        accounts = Accounts(self.session)
        person = accounts.person(person_id)
        if person is None or person.profile is None or not person.profile.email:
            return None
        try:
            actor = accounts.actor(person)
        except Forbidden:
            return None
        query = with_story(select(Notification), actor).where(
            Notification.person_id == person_id, Notification.mail == MailState.WAITING
        )
        found = self.session.scalars(query.order_by(Notification.id)).all()
        chosen = of_everybody(self.session, Choice.LANGUAGE, [person_id])
        profile = person.profile
        due = Due(profile.name, profile.email, str(chosen.get(person_id, "")), told(self.session, found))
        return due if due.told else None

    def sent(self, ids: Iterable[str]) -> None:
        self._mark(Notification.id.in_(list(ids)), MailState.SENT)

    def again(self, ids: Iterable[str], reason: str) -> None:
        """Lets them wait for a later try."""
        self._mark(Notification.id.in_(list(ids)), MailState.WAITING, reason)

    def ended(self, ids: Iterable[str], state: MailState, reason: str) -> None:
        """Says that they will not be sent any more, and why."""
        self._mark(Notification.id.in_(list(ids)), state, reason)

    def _mark(self, which: object, state: MailState, reason: str = "") -> None:
        change = update(Notification).where(which).values(mail=state, mail_error=reason)  # type: ignore[arg-type]
        self.session.execute(change.execution_options(synchronize_session="fetch"))
