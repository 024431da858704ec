"""Accounts: who somebody is, their password, and the secrets with which they set one."""

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import Desk, Membership, Person, Profile, Ticket
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.text.normal import one_line

HUMAN_ROLES = (Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR)
MINIMUM_PASSWORD = 12
TICKET_DAYS = 7
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password fits: checked for unknown names, so that both answers take as long."""
    return _hasher.hash(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    """The argon2id hash. Raises `Invalid` for a password that is too short or absurdly long."""
    if not MINIMUM_PASSWORD <= len(password) <= 1000:
        raise Invalid(
            phrase("A password has at least {minimum_password} characters.", minimum_password=MINIMUM_PASSWORD)
        )
    return _hasher.hash(password)


def digest(secret: str) -> str:
    """What is stored of a secret that was drawn at random."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Accounts:
    """People in one session. What needs a right takes an `Actor`."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def default_desk(self) -> Desk:
        """The desk that exists by default, made where there is none yet."""
        desk = self.session.scalars(select(Desk).order_by(Desk.id).limit(1)).first()
        if desk is None:
            desk = Desk(name="News", settings={"four_eyes": True, "targets": ["en"]})
            self.session.add(desk)
            self.session.flush()
        return desk

    def first_desk_id(self) -> str | None:
        """The id of the desk that exists by default; None before there is one."""
        return self.session.scalar(select(Desk.id).order_by(Desk.id).limit(1))

    def actor(self, person: Person) -> Actor:
        """The person at their desk, with all their roles there. Raises `Forbidden` for somebody without any."""
        if person.left_at is not None or not person.memberships:
            raise Forbidden(phrase("This person has no role at any desk."))
        desk_id = person.memberships[0].desk_id
        roles = frozenset(one.role for one in person.memberships if one.desk_id == desk_id)
        return Actor(person.id, desk_id, roles)

    def anybody(self) -> bool:
        """Whether there is any person at all."""
        return self.session.scalar(select(Person.id).limit(1)) is not None

    def person(self, person_id: str) -> Person | None:
        query = select(Person).where(Person.id == person_id)
        return self.session.scalar(query.options(selectinload(Person.memberships), joinedload(Person.profile)))

    def by_username(self, username: str) -> Person:
        """The person who has this name and has not left. Raises `NotFound`."""
        query = select(Person).join(Profile).where(Profile.username == username.casefold(), Person.left_at.is_(None))
        person = self.session.scalar(query)
        if person is None:
            raise NotFound(phrase("Nobody here is called “{username}”.", username=username))
        return person

    def authenticate(self, username: str, password: str) -> Person | None:
        """The person whose name and password these are, or None; it takes as long either way."""
        query = select(Person).join(Profile).where(Profile.username == username.casefold(), Person.left_at.is_(None))
        person = self.session.scalar(query)
        stored = person.profile.password_hash if person and person.profile else None
        try:
            _hasher.verify(stored or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return None
        return person if stored else None

    def add(self, desk: Desk, username: str, name: str, email: str, roles: Iterable[Role]) -> Person:
        """Makes a person without a password."""
        wanted = list(dict.fromkeys(roles))
        username = username.strip().casefold()
        if not _USERNAME.fullmatch(username):
            raise Invalid(phrase("A user name has 2 to 64 letters a–z, digits, dots, dashes or underscores."))
        name = one_line(name)
        if not name:
            raise Invalid(phrase("Say the person's name."))
        if not wanted or not set(wanted) <= set(HUMAN_ROLES):
            raise Invalid(phrase("Say at least one role: translator, editor or administrator."))
        if self.session.scalar(select(Profile.person_id).where(Profile.username == username)):
            raise Conflict(phrase("The user name “{username}” is taken.", username=username))
        person = Person(profile=Profile(username=username, name=name[:200], email=email.strip()[:320]))
        person.memberships = [Membership(desk_id=desk.id, role=role) for role in wanted]
        self.session.add(person)
        self.session.flush()
        return person

    def set_password(self, person: Person, password: str) -> None:
        """Sets the password and ends every session of the person."""
        if person.profile is None:
            raise NotFound(phrase("This person has left."))
        person.profile.password_hash = hash_password(password)
        person.session_epoch += 1

    def ticket(self, person: Person) -> str:
        """A secret that lets the person set a password once, within a week; earlier ones end."""
        now = utc_now()
        unused = select(Ticket).where(Ticket.person_id == person.id, Ticket.used_at.is_(None))
        for old in self.session.scalars(unused):
            old.used_at = now
        secret = secrets.token_urlsafe(32)
        expires = now + dt.timedelta(days=TICKET_DAYS)
        self.session.add(Ticket(person_id=person.id, secret_hash=digest(secret), expires_at=expires))
        self.session.flush()
        return secret

    def redeem(self, secret: str, password: str) -> Person:
        """Sets the password for an invitation or a reset. Raises `NotFound` where it was used or has run out."""
        ticket = self.holder(secret)
        self.set_password(ticket.person, password)
        ticket.used_at = utc_now()
        return ticket.person

    def holder(self, secret: str) -> Ticket:
        """The ticket of a secret that still holds."""
        query = select(Ticket).where(Ticket.secret_hash == digest(secret), Ticket.used_at.is_(None))
        ticket = self.session.scalar(query.with_for_update())
        if ticket is None or ticket.expires_at <= utc_now() or ticket.person.left_at is not None:
            raise NotFound(phrase("This link was used already or has run out; ask for a new one."))
        return ticket
