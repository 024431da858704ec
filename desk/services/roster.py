"""Who is at the desk, by role and by name."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.workflow import Role
from desk.models import Membership, Person, Profile
from desk.services.actor import Actor


def translators(session: Session, actor: Actor) -> Sequence[tuple[str, str]]:
    """The desk's translators as (id, name), by name."""
    query = (
        select(Profile.person_id, Profile.name)
        .join(Person, Person.id == Profile.person_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.desk_id == actor.desk_id, Membership.role == Role.TRANSLATOR, Person.left_at.is_(None))
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Profile.name))]


def names_of(session: Session, ids: Iterable[str]) -> Mapping[str, str]:
    """The names of these people, by id; whoever has left has none."""
    query = select(Profile.person_id, Profile.name).where(Profile.person_id.in_(list(ids)))
    return {row[0]: row[1] for row in session.execute(query)}


def usernames_of(session: Session, ids: Iterable[str]) -> Mapping[str, str]:
    """The user names of these people, by id; whoever has left has none."""
    query = select(Profile.person_id, Profile.username).where(Profile.person_id.in_(list(ids)))
    return {row[0]: row[1] for row in session.execute(query)}


def own_zone(session: Session, actor: Actor) -> dt.tzinfo:
    """The zone in the actor's profile; UTC for the desk itself, and where the profile names none that is known."""
    query = select(Profile.time_zone).where(Profile.person_id == actor.person_id)
    try:
        return ZoneInfo(session.scalar(query) or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return dt.UTC
