"""Outlets: the publications that a desk's articles come from."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import AuditEntry, Outlet
from desk.services.actor import Actor
from desk.services.planning import clean_topic


class Outlets:
    """The outlets of the actor's desk. Everybody there reads them, administrators write them; every act is recorded."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def list(self) -> Sequence[Outlet]:
        """The desk's outlets by name."""
        query = select(Outlet).where(Outlet.desk_id == self.actor.desk_id).order_by(Outlet.name)
        return self.session.scalars(query).all()

    def outlet(self, outlet_id: str) -> Outlet:
        """Raises `NotFound` where the desk has no such outlet."""
        found = self.session.get(Outlet, outlet_id)
        if found is None or found.desk_id != self.actor.desk_id:
            raise NotFound(phrase("There is no outlet {outlet_id}.", outlet_id=outlet_id))
        return found

    def add(self, name: str, *, homepage: str = "", language: str = "", credit: str = "", topic: str = "") -> Outlet:
        """Adds an outlet. `language` is a code or empty, `credit` the line that its articles are published with.

        `topic` is the one that stories taken in from it have where nobody says another.
        """
        self.actor.require(Role.ADMINISTRATOR)
        outlet = Outlet(desk_id=self.actor.desk_id)
        self._write(outlet, name, homepage, language, credit)
        outlet.topic = clean_topic(topic)
        self.session.add(outlet)
        self.session.flush()
        self._record("add_outlet", outlet)
        return outlet

    def change(
        self,
        outlet_id: str,
        name: str,
        *,
        homepage: str = "",
        language: str = "",
        credit: str = "",
        topic: str = "",
    ) -> Outlet:
        """Writes all of an outlet's particulars anew."""
        self.actor.require(Role.ADMINISTRATOR)
        outlet = self.outlet(outlet_id)
        self._write(outlet, name, homepage, language, credit)
        outlet.topic = clean_topic(topic)
        self.session.flush()
        self._record("change_outlet", outlet)
        return outlet

    def _write(self, outlet: Outlet, name: str, homepage: str, code: str, credit: str) -> None:
        name, homepage = name.strip(), homepage.strip()
        if not 1 <= len(name) <= 200:
            raise Invalid(phrase("An outlet's name has 1 to 200 characters."))
        if homepage and (len(homepage) > 2000 or not homepage.startswith(("http://", "https://"))):
            raise Invalid(
                phrase("An outlet's address begins with https:// or http:// and has at most 2000 characters.")
            )
        if len(credit.strip()) > 300:
            raise Invalid(phrase("An outlet's credit has at most 300 characters."))
        self._keep_name_free(outlet, name)
        outlet.name, outlet.homepage, outlet.credit = name, homepage, credit.strip()
        outlet.language = language(code).code if code else None

    def _keep_name_free(self, outlet: Outlet, name: str) -> None:
        with self.session.no_autoflush:
            twin = self.session.scalar(
                select(Outlet).where(Outlet.desk_id == self.actor.desk_id, Outlet.name == name).limit(1)
            )
        if twin is not None and twin is not outlet:
            raise Conflict(phrase("There is an outlet “{name}” already.", name=name))

    def _record(self, action: str, outlet: Outlet) -> None:
        details = {"name": outlet.name, "homepage": outlet.homepage, "language": outlet.language}
        self.session.add(AuditEntry(actor_id=self.actor.person_id, action=action, subject=outlet.id, details=details))
