"""Who can approve a translation as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.workflow import Role
from desk.models import Membership, Person, Profile, Translation, Unit
from desk.services.access import who_may_see
from desk.services.guards import writers


@dataclass(frozen=True, slots=True)
class Approver:
    """An editor who may see the story. `wrote` says that a part of the text as it stands is theirs."""

    id: str
    name: str
    wrote: bool


@dataclass(frozen=True, slots=True)
class Approvers:
    """All of a story's editors, by name, and whether the desk asks for four eyes."""

    four_eyes: bool
    editors: Sequence[Approver]

    @property
    def able(self) -> Sequence[Approver]:
        """Those who may approve the text as it stands."""
        return [one for one in self.editors if not (self.four_eyes and one.wrote)]

    def besides(self, person_id: str | None) -> Sequence[Approver]:
        """Those who may approve it where this person may not."""
        return [one for one in self.able if one.id != person_id]

    def bars(self, person_id: str | None) -> bool:
        """Whether this person may not approve it because a part of it is theirs."""
        return any(one.id == person_id and one.wrote for one in self.editors) and self.four_eyes


def approvers(session: Session, translation: Translation, units: Sequence[Unit]) -> Approvers:
    """The editors of a translation whose units these are; three queries."""
    story = translation.story
    query = (
        select(Profile.person_id, Profile.name)
        .join(Person, Person.id == Profile.person_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.desk_id == story.desk_id, Membership.role == Role.EDITOR, Person.left_at.is_(None))
        .order_by(Profile.name)
    )
    found = session.execute(query).all()
    seeing = who_may_see(session, story, [row.person_id for row in found])
    wrote = writers(session, translation, units)
    editors = [Approver(row.person_id, row.name, row.person_id in wrote) for row in found if row.person_id in seeing]
    return Approvers(bool(story.desk.settings.get("four_eyes", True)), editors)
