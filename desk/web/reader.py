"""Who reads this page, in which zone and theme."""

from dataclasses import dataclass
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import request
from flask_login import UserMixin, current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from desk.domain.workflow import Role
from desk.models import Person
from desk.services.actor import Actor

UI_LANGUAGE = "en"
LOCALE = "en_GB"
"""How dates and numbers are written: hours from 0 to 24, the day before the month."""

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Reader(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """A person who is signed in, as far as pages need to know them. They act at one desk, the first they belong to."""

    id: str
    epoch: int
    name: str
    username: str
    time_zone: str
    desk_id: str
    roles: frozenset[Role]

    def get_id(self) -> str:
        """What the session keeps: raising the person's epoch ends all their sessions."""
        return f"{self.id}:{self.epoch}"

    def actor(self) -> Actor:
        return Actor(self.id, self.desk_id, self.roles)


def reader_of(person: Person) -> Reader | None:
    """The reader that a person is; None for one who has left, or has no name or no role any more."""
    if person.left_at is not None or person.profile is None or not person.memberships:
        return None
    desk_id = min(membership.desk_id for membership in person.memberships)
    return Reader(
        id=person.id,
        epoch=person.session_epoch,
        name=person.profile.name,
        username=person.profile.username,
        time_zone=person.profile.time_zone,
        desk_id=desk_id,
        roles=frozenset(m.role for m in person.memberships if m.desk_id == desk_id),
    )


def load_reader(session: Session, session_id: str) -> Reader | None:
    """The reader of a session id "person:epoch"; None where the session has been ended."""
    person_id, _, epoch = session_id.partition(":")
    query = select(Person).where(Person.id == person_id)
    person = session.scalar(query.options(joinedload(Person.profile), selectinload(Person.memberships)))
    if person is None or str(person.session_epoch) != epoch:
        return None
    return reader_of(person)


def signed_in() -> bool:
    return bool(current_user.is_authenticated)


def reader() -> Reader:
    """The reader of a page that asks for a role."""
    found: Reader = current_user._get_current_object()
    return found


def actor() -> Actor:
    """The reader, as services want them."""
    return reader().actor()


def zone() -> tzinfo:
    """The reader's zone: the one their browser tells, else the one of their profile, else UTC."""
    chosen = request.cookies.get("zone") or (reader().time_zone if signed_in() else "UTC")
    try:
        return ZoneInfo(chosen.replace("%2F", "/"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def theme() -> str:
    """The theme that the reader has chosen, "auto" for that of their system."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"
