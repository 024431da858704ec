"""Who acts: a person with the roles they have at a desk, or the desk itself."""

from dataclasses import dataclass

from desk.domain.errors import Forbidden
from desk.domain.phrase import either, phrase
from desk.domain.workflow import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at a desk. `person_id` is None for the desk itself, which wears the role `SYSTEM`."""

    person_id: str | None
    desk_id: str
    roles: frozenset[Role]

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: Role) -> None:
        """Raises `Forbidden` unless the actor has one of the roles."""
        if not self.has(*roles):
            raise Forbidden(phrase("This asks for the role {roles}.", roles=either(roles)))

    @property
    def person(self) -> str:
        """The person's id, where only a person can act. Raises `Forbidden` for the desk itself."""
        if self.person_id is None:
            raise Forbidden(phrase("Only a person can do this."))
        return self.person_id


def system(desk_id: str) -> Actor:
    """The desk itself."""
    return Actor(None, desk_id, frozenset({Role.SYSTEM}))
