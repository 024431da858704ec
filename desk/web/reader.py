"""Who reads this page, in which zone and theme."""

from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import request
from flask_login import UserMixin, current_user
from sqlalchemy.orm import Session

from desk.domain.errors import Forbidden
from desk.domain.workflow import Role
from desk.models import Person
from desk.services.accounts import Accounts
from desk.services.actor import Actor

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Reader(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """A person who is signed in, as far as pages need to know them, at their desk."""

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
        """The reader, as services want them."""
        return Actor(self.id, self.desk_id, self.roles)


def reader_of(session: Session, person: Person) -> Reader | None:
    """The reader that a person is; None for one who has left, or has no name or no role any more."""
    try:
        actor = Accounts(session).actor(person)
    except Forbidden:
        return None
    if person.profile is None:
        return None
    profile = person.profile
    return Reader(
        person.id,
        person.session_epoch,
        profile.name,
        profile.username,
        profile.time_zone,
        actor.desk_id,
        actor.roles,
    )


def load_reader(session: Session, session_id: str) -> Reader | None:
    """The reader of a session id "person:epoch"; None where the session has been ended."""
    person_id, _, epoch = session_id.partition(":")
    person = Accounts(session).person(person_id)
    if person is None or str(person.session_epoch) != epoch:
        return None
    return reader_of(session, person)


def signed_in() -> bool:
    return bool(current_user.is_authenticated)


def reader() -> Reader:
    """The reader of a page that asks for a role."""
    found: Reader = current_user._get_current_object()
    return found


def actor() -> Actor:
    """The reader of a page that asks for a role, as services want them."""
    return reader().actor()


def zone() -> tzinfo:
    """The reader's zone: the one their browser tells, else the one of their profile, else UTC."""
    chosen = unquote(request.cookies.get("zone", "")) or (reader().time_zone if signed_in() else "UTC")
    try:
        return ZoneInfo(chosen)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def theme() -> str:
    """The theme that the reader has chosen, "auto" for that of their system."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"
