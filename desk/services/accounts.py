"""People: inviting, signing in, resetting, leaving; and the tokens with which programs act for them."""

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.workflow import Action, Role, State
from desk.models import ApiToken, AuditEntry, Desk, Membership, Person, Profile, Ticket, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.editing import Editing
from desk.services.workflow import Workflow

HUMAN_ROLES = (Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR)
MINIMUM_PASSWORD = 12
TICKET_DAYS = 7
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe())  # checked for unknown names, so that both answers take as long


def hash_password(password: str) -> str:
    """The argon2id hash. Raises `Invalid` for a password that is too short or absurdly long."""
    if not MINIMUM_PASSWORD <= len(password) <= 1000:
        raise Invalid(f"A password has at least {MINIMUM_PASSWORD} characters.")
    return _hasher.hash(password)


def _digest(secret: str) -> str:
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

    def actor(self, person: Person) -> Actor:
        """The person at their desk, with all their roles there. Raises `Forbidden` for somebody without any."""
        if person.left_at is not None or not person.memberships:
            raise Forbidden("This person has no role at any desk.")
        desk_id = person.memberships[0].desk_id
        roles = frozenset(one.role for one in person.memberships if one.desk_id == desk_id)
        return Actor(person.id, desk_id, roles)

    def person(self, person_id: str) -> Person | None:
        query = select(Person).where(Person.id == person_id)
        return self.session.scalar(query.options(selectinload(Person.memberships), selectinload(Person.profile)))

    def by_username(self, username: str) -> Person:
        """The person who has this name and has not left. Raises `NotFound`."""
        query = select(Person).join(Profile).where(Profile.username == username.casefold(), Person.left_at.is_(None))
        person = self.session.scalar(query)
        if person is None:
            raise NotFound(f"Nobody here is called “{username}”.")
        return person

    def authenticate(self, username: str, password: str) -> Person | None:
        """The person whose name and password these are, or None; it takes as long either way."""
        query = select(Person).join(Profile).where(Profile.username == username.casefold(), Person.left_at.is_(None))
        person = self.session.scalar(query)
        stored = person.profile.password_hash if person and person.profile else None
        try:
            _hasher.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return None
        return person if stored else None

    def add(self, desk: Desk, username: str, name: str, email: str, roles: Iterable[Role]) -> Person:
        """Makes a person without a password."""
        wanted = list(dict.fromkeys(roles))
        username = username.strip().casefold()
        if not _USERNAME.fullmatch(username):
            raise Invalid("A user name has 2 to 64 letters a–z, digits, dots, dashes or underscores.")
        if not name.strip():
            raise Invalid("Say the person's name.")
        if not wanted or not set(wanted) <= set(HUMAN_ROLES):
            raise Invalid("Say at least one role: translator, editor or administrator.")
        if self.session.scalar(select(Profile.person_id).where(Profile.username == username)):
            raise Conflict(f"The user name “{username}” is taken.")
        person = Person(profile=Profile(username=username, name=name.strip()[:200], email=email.strip()[:320]))
        person.memberships = [Membership(desk_id=desk.id, role=role) for role in wanted]
        self.session.add(person)
        self.session.flush()
        return person

    def set_password(self, person: Person, password: str) -> None:
        """Sets the password and ends every session of the person."""
        if person.profile is None:
            raise NotFound("This person has left.")
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
        self.session.add(Ticket(person_id=person.id, secret_hash=_digest(secret), expires_at=expires))
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
        query = select(Ticket).where(Ticket.secret_hash == _digest(secret), Ticket.used_at.is_(None))
        ticket = self.session.scalar(query.with_for_update())
        if ticket is None or ticket.expires_at <= utc_now() or ticket.person.left_at is not None:
            raise NotFound("This link was used already or has run out; ask for a new one.")
        return ticket


class People:
    """What an administrator does with people. Every act is recorded."""

    def __init__(self, session: Session, actor: Actor) -> None:
        actor.require(Role.ADMINISTRATOR)
        self.session = session
        self.actor = actor
        self.accounts = Accounts(session)

    def list(self) -> list[Person]:
        """Everybody at the desk who has not left, by name."""
        query = (
            select(Person)
            .join(Profile)
            .where(
                Person.left_at.is_(None),
                Person.memberships.any(Membership.desk_id == self.actor.desk_id),
            )
            .options(selectinload(Person.memberships), selectinload(Person.profile))
        )
        return list(self.session.scalars(query.order_by(Profile.name)))

    def invite(self, username: str, name: str, email: str, roles: Iterable[Role]) -> tuple[Person, str]:
        """Adds a person; returns the secret of their invitation, which is shown once."""
        desk = self.session.get_one(Desk, self.actor.desk_id)
        person = self.accounts.add(desk, username, name, email, roles)
        self._record("invite", person, {"roles": [one.role.value for one in person.memberships]})
        return person, self.accounts.ticket(person)

    def reset(self, person_id: str) -> str:
        """Ends the person's password and sessions; returns the secret with which they set a new one."""
        person = self._person(person_id)
        if person.profile is not None:
            person.profile.password_hash = None
        person.session_epoch += 1
        self._record("reset", person)
        return self.accounts.ticket(person)

    def set_roles(self, person_id: str, roles: Iterable[Role]) -> Person:
        """Gives the person exactly these roles at the desk. The last administrator stays one."""
        person, wanted = self._person(person_id), set(roles)
        if not wanted or not wanted <= set(HUMAN_ROLES):
            raise Invalid("Say at least one role: translator, editor or administrator.")
        if Role.ADMINISTRATOR not in wanted:
            self._keep_an_administrator(person)
        for membership in list(person.memberships):
            if membership.desk_id == self.actor.desk_id:
                person.memberships.remove(membership)
                self.session.delete(membership)
        self.session.flush()
        person.memberships.extend(Membership(desk_id=self.actor.desk_id, role=role) for role in sorted(wanted))
        person.session_epoch += 1
        self._record("set_roles", person, {"roles": sorted(role.value for role in wanted)})
        return person

    def leave(self, person_id: str, heir_id: str | None = None) -> Person:
        """The person leaves: their claims go to the heir or back to the queue, their names and tokens are deleted."""
        person = self._person(person_id)
        self._keep_an_administrator(person)
        if heir_id == person_id:
            raise Invalid("Claims are handed over to somebody else.")
        heir = self._person(heir_id) if heir_id else None
        self._hand_over(person, heir)
        person.left_at = utc_now()
        person.session_epoch += 1
        for token in self.session.scalars(select(ApiToken).where(ApiToken.person_id == person.id)):
            token.revoked_at = token.revoked_at or utc_now()
        if person.profile is not None:
            self.session.delete(person.profile)
        self._record("leave", person, {"heir": heir.id if heir else None})
        self.session.flush()
        return person

    def _hand_over(self, person: Person, heir: Person | None) -> None:
        if heir is not None and not any(one.role is Role.TRANSLATOR for one in heir.memberships):
            raise Invalid("Claims can only be handed over to a translator.")
        query = select(Translation).where(Translation.holder_id == person.id, Translation.state == State.EDITING)
        for translation in self.session.scalars(query.with_for_update()):
            Editing(self.session, self.actor).log_all(translation)
            if heir is not None:
                translation.holder_id = heir.id
                continue
            translation.lease_until = utc_now()
            system = Actor(None, self.actor.desk_id, frozenset({Role.SYSTEM}))
            Workflow(self.session, system).apply(translation, Action.EXPIRE, reason="The translator left.")

    def _keep_an_administrator(self, person: Person) -> None:
        others = (
            select(Membership.id)
            .join(Person)
            .where(
                Membership.desk_id == self.actor.desk_id,
                Membership.role == Role.ADMINISTRATOR,
                Membership.person_id != person.id,
                Person.left_at.is_(None),
            )
        )
        if self.session.scalar(others.limit(1)) is None:
            raise Conflict("The desk needs an administrator: make somebody else one first.")

    def _person(self, person_id: str) -> Person:
        person = self.accounts.person(person_id)
        here = person is not None and any(one.desk_id == self.actor.desk_id for one in person.memberships)
        if person is None or not here or person.left_at is not None:
            raise NotFound("There is no such person at this desk.")
        return person

    def _record(self, action: str, person: Person, details: dict[str, object] | None = None) -> None:
        self.session.add(
            AuditEntry(actor_id=self.actor.person_id, action=action, subject=person.id, details=details or {})
        )


class Tokens:
    """Tokens of the JSON API. The secret is shown once and kept as its hash."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def make(self, person: Person, label: str, days: int = 90) -> tuple[ApiToken, str]:
        if not label.strip():
            raise Invalid("Say what the token is for.")
        if not 1 <= days <= 366:
            raise Invalid("A token lasts from 1 to 366 days.")
        secret = "desk_" + secrets.token_urlsafe(32)
        token = ApiToken(
            person_id=person.id,
            label=label.strip()[:100],
            secret_hash=_digest(secret),
            expires_at=utc_now() + dt.timedelta(days=days),
        )
        self.session.add(token)
        self.session.flush()
        return token, secret

    def person(self, secret: str) -> Person | None:
        """Whose token this is, while it holds."""
        token = self.session.scalar(select(ApiToken).where(ApiToken.secret_hash == _digest(secret)))
        if token is None or token.revoked_at is not None or token.expires_at <= utc_now():
            return None
        return None if token.person.left_at is not None else token.person

    def of(self, person: Person) -> list[ApiToken]:
        query = select(ApiToken).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
        return list(self.session.scalars(query.order_by(ApiToken.id)))

    def revoke(self, person: Person, token_id: str) -> None:
        token = self.session.get(ApiToken, token_id)
        if token is None or token.person_id != person.id:
            raise NotFound("There is no such token.")
        token.revoked_at = token.revoked_at or utc_now()
