"""Views of the queue that people keep under a name, for themselves or for the whole desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import Profile, SavedView
from desk.services.actor import Actor
from desk.services.queue_filter import QueueFilter, filter_of, filter_record
from desk.text.normal import one_line

LONGEST_NAME = 60
MOST = 20
"""Views that a person keeps at most: more would be a list to look through."""


@dataclass(frozen=True, slots=True)
class KeptView:
    """A saved view with its filter, whose it is, and whether the reader may change it."""

    id: str
    name: str
    shared: bool
    wanted: QueueFilter
    person_id: str
    owner: str
    own: bool

    @property
    def record(self) -> dict[str, str]:
        """Its filter, as it stands in an address."""
        return filter_record(self.wanted)


class SavedViews:
    """The saved views that an actor has: their own, and what others share with the desk."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def list(self) -> Sequence[KeptView]:
        """The actor's own views by name, then the shared ones of others; one query."""
        own = SavedView.person_id == self.actor.person_id
        query = (
            select(SavedView, Profile.name)
            .outerjoin(Profile, Profile.person_id == SavedView.person_id)
            .where(SavedView.desk_id == self.actor.desk_id, or_(own, SavedView.shared.is_(True)))
            .order_by(SavedView.name, SavedView.id)
        )
        found = [self._kept(row, name) for row, name in self.session.execute(query)]
        return sorted(found, key=lambda one: not one.own)

    def save(self, name: str, wanted: QueueFilter, *, shared: bool = False) -> SavedView:
        """Keeps a filter under a name; a view of the actor's that has the name already is written anew."""
        name = one_line(name)
        if not 1 <= len(name) <= LONGEST_NAME:
            raise Invalid(phrase("A view's name has 1 to {longest_name} characters.", longest_name=LONGEST_NAME))
        mine = select(SavedView).where(
            SavedView.desk_id == self.actor.desk_id, SavedView.person_id == self.actor.person
        )
        kept = {row.name: row for row in self.session.scalars(mine)}
        if name not in kept and len(kept) >= MOST:
            raise Conflict(phrase("You keep {most} views already; take one away first.", most=MOST))
        row = kept.get(name) or SavedView(desk_id=self.actor.desk_id, person_id=self.actor.person, name=name)
        row.shared, row.wanted = shared, filter_record(wanted)
        self.session.add(row)
        self.session.flush()
        return row

    def remove(self, view_id: str) -> None:
        """Takes a view away: one's own, or as an editor one that is shared. Raises `NotFound`."""
        row = self.session.get(SavedView, view_id)
        if row is None or row.desk_id != self.actor.desk_id or not (row.shared or self._own(row)):
            raise NotFound(phrase("There is no such view."))
        if not self._own(row) and not self.actor.has(Role.EDITOR):
            raise Forbidden(phrase("Only an editor takes away a view that somebody else shares."))
        self.session.delete(row)
        self.session.flush()

    def _own(self, row: SavedView) -> bool:
        return row.person_id == self.actor.person_id

    def _kept(self, row: SavedView, owner: str | None) -> KeptView:
        wanted = filter_of(row.wanted)
        return KeptView(row.id, row.name, row.shared, wanted, row.person_id, owner or "", self._own(row))
