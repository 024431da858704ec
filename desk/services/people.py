"""What an administrator does with people: inviting, resetting, giving roles, and taking leave."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.notification import NotificationKind
from desk.domain.phrase import phrase
from desk.domain.workflow import Action, Role, State
from desk.models import (
    ApiToken,
    AuditEntry,
    Desk,
    Membership,
    Notification,
    Person,
    Preference,
    Profile,
    Translation,
)
from desk.models.base import utc_now
from desk.services.accounts import HUMAN_ROLES, Accounts
from desk.services.actor import Actor, system
from desk.services.editing import Editing
from desk.services.notifications import Notifications
from desk.services.workflow import Workflow


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
            raise Invalid(phrase("Say at least one role: translator, editor or administrator."))
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
        """The person leaves: claims go to the heir or back to the queue, names, choices and tokens are deleted."""
        person = self._person(person_id)
        self._keep_an_administrator(person)
        if heir_id == person_id:
            raise Invalid(phrase("Claims are handed over to somebody else."))
        heir = self._person(heir_id) if heir_id else None
        self._hand_over(person, heir)
        person.left_at = utc_now()
        person.session_epoch += 1
        for token in self.session.scalars(select(ApiToken).where(ApiToken.person_id == person.id)):
            token.revoked_at = token.revoked_at or utc_now()
        for own in (Preference, Notification):
            self.session.execute(delete(own).where(own.person_id == person.id))
        if person.profile is not None:
            self.session.delete(person.profile)
        self._record("leave", person, {"heir": heir.id if heir else None})
        self.session.flush()
        return person

    def _hand_over(self, person: Person, heir: Person | None) -> None:
        if heir is not None and not any(one.role is Role.TRANSLATOR for one in heir.memberships):
            raise Invalid(phrase("Claims can only be handed over to a translator."))
        query = select(Translation).where(Translation.holder_id == person.id, Translation.state == State.EDITING)
        for translation in self.session.scalars(query.with_for_update()):
            Editing(self.session, self.actor).log_all(translation)
            if heir is not None:
                translation.holder_id = heir.id
                Notifications(self.session, self.actor).tell(NotificationKind.HANDED_OVER, [heir.id], translation)
                continue
            translation.lease_until = utc_now()
            Workflow(self.session, system(self.actor.desk_id)).apply(
                translation, Action.EXPIRE, reason=phrase("The translator left.")
            )

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
            raise Conflict(phrase("The desk needs an administrator: make somebody else one first."))

    def _person(self, person_id: str) -> Person:
        person = self.accounts.person(person_id)
        here = person is not None and any(one.desk_id == self.actor.desk_id for one in person.memberships)
        if person is None or not here or person.left_at is not None:
            raise NotFound(phrase("There is no such person at this desk."))
        return person

    def _record(self, action: str, person: Person, details: dict[str, object] | None = None) -> None:
        self.session.add(
            AuditEntry(actor_id=self.actor.person_id, action=action, subject=person.id, details=details or {})
        )
