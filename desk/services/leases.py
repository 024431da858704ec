"""Who holds a translation, and until when."""

import datetime as dt

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from desk.domain.notification import NotificationKind
from desk.domain.workflow import Action, State
from desk.models import Notification, Person, Transition, Translation
from desk.models.base import utc_now
from desk.services.actor import system
from desk.services.editing import Editing
from desk.services.notifications import Notifications
from desk.services.workflow import Workflow

LEASE = dt.timedelta(hours=1)
"""How long a claim holds without work, where the settings say nothing else."""


def hold(translation: Translation, person_id: str, lease: dt.timedelta = LEASE) -> Translation:
    """Gives the translation to a person for the length of a lease."""
    translation.holder_id, translation.lease_until = person_id, utc_now() + lease
    return translation


def submitter(session: Session, translation: Translation) -> str | None:
    """Who submitted the translation last, if they are still here."""
    query = (
        select(Transition.person_id)
        .join(Person, Person.id == Transition.person_id)
        .where(
            Transition.translation_id == translation.id,
            Transition.action == Action.SUBMIT,
        )
        .order_by(Transition.id.desc())
        .limit(1)
    )
    person_id = session.scalar(query)
    person = session.get(Person, person_id) if person_id else None
    return None if person is None or person.left_at is not None else person.id


def warn_of_leases(session: Session, lease: dt.timedelta = LEASE, now: dt.datetime | None = None) -> None:
    """Tells people whose lease is about to run out, in its last sixth, once. For the worker's sweep."""
    now = now or utc_now()
    last = lease / 6
    told = exists().where(
        Notification.kind == NotificationKind.LEASE,
        Notification.person_id == Translation.holder_id,
        Notification.translation_id == Translation.id,
        Notification.created_at > now - last,
    )
    query = select(Translation).where(
        Translation.state == State.EDITING, Translation.lease_until.between(now, now + last), ~told
    )
    for translation in session.scalars(query.with_for_update(skip_locked=True)):
        desk = system(translation.story.desk_id)
        Notifications(session, desk).tell(
            NotificationKind.LEASE,
            [translation.holder_id],
            translation,
            key=f"lease:{translation.id}:{translation.lease_until:%Y%m%d%H%M%S}",
        )


def expire_leases(session: Session, now: dt.datetime | None = None) -> list[Translation]:
    """Moves translations that nobody holds any more back to drafted; what was written stays. For the worker's sweep."""
    now = now or utc_now()
    ran_out = or_(Translation.lease_until < now, Translation.holder_id.is_(None))
    query = select(Translation).where(Translation.state == State.EDITING, ran_out)
    expired = list(session.scalars(query.with_for_update(skip_locked=True)))
    for translation in expired:
        desk = system(translation.story.desk_id)
        Editing(session, desk).log_all(translation)
        Workflow(session, desk).apply(translation, Action.EXPIRE, now=now)
    session.flush()
    return expired
