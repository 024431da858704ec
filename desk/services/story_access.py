"""Who may see a restricted story: naming people and taking their names away, each act with its record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Action, Role, State
from desk.models import AuditEntry, Membership, Person, Profile, Story, StoryAccess, Translation
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor, system
from desk.services.editing import Editing
from desk.services.workflow import Workflow

NAMED, TAKEN_AWAY, RESTRICTED, OPENED = "name_person", "unname_person", "restrict_story", "open_story"
ACTS = (NAMED, TAKEN_AWAY, RESTRICTED, OPENED)


@dataclass(frozen=True, slots=True)
class StoryAccessView:
    """Whom a restricted story is seen by, as (id, name); who could be named besides; and what was done, newest last."""

    named: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]
    record: Sequence[AuditEntry]
    restricted: bool
    may_change: bool


class StoryAccesses:
    """Says who sees a story. An editor who sees it may, and so may who took it in."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def view(self, story_id: str) -> StoryAccessView:
        """Who sees a restricted story; four queries. Raises `NotFound` where the actor does not."""
        story = access.story(self.session, self.actor, story_id, lock=False)
        named = self._named(story)
        people = self._people()
        acts = select(AuditEntry).where(AuditEntry.subject == story.id, AuditEntry.action.in_(ACTS))
        return StoryAccessView(
            named=[(one, people.get(one, "")) for one in named],
            others=[(one, name) for one, name in people.items() if one not in named],
            record=self.session.scalars(acts.order_by(AuditEntry.id)).all(),
            restricted=story.restricted,
            may_change=self._may_change(story),
        )

    def name(self, story_id: str, person_id: str) -> Story:
        """Lets a person of the desk see a restricted story. Naming somebody twice changes nothing."""
        story = self._changeable(story_id)
        if not story.restricted:
            raise Conflict(phrase("The story is not restricted: everybody at the desk sees it."))
        if person_id not in self._people():
            raise NotFound(phrase("There is no such person at this desk."))
        if person_id not in self._named(story):
            self.session.add(StoryAccess(story_id=story.id, person_id=person_id))
            self._record(story, NAMED, person_id)
        return story

    def take_away(self, story_id: str, person_id: str) -> Story:
        """Takes a person's sight of a story; what they hold of it is free again. Somebody always stays named."""
        story = self._changeable(story_id)
        named = self._named(story)
        if person_id not in named:
            raise NotFound(phrase("This person is not named."))
        if len(named) == 1:
            raise Conflict(phrase("Name somebody else first: a restricted story is seen by at least one person."))
        row = self.session.get_one(StoryAccess, (story.id, person_id))
        self.session.delete(row)
        self._free(story, [person_id])
        self._record(story, TAKEN_AWAY, person_id)
        return story

    def restrict(self, story_id: str) -> Story:
        """Hides a story from all but the actor and those who hold a translation of it or are named already."""
        story = self._changeable(story_id)
        if not story.restricted:
            holders = select(Translation.holder_id).where(Translation.story_id == story.id)
            keep = {self.actor.person, *filter(None, self.session.scalars(holders))} - set(self._named(story))
            self.session.add_all(StoryAccess(story_id=story.id, person_id=one) for one in sorted(keep))
            story.restricted = True
            self._record(story, RESTRICTED)
        return story

    def open(self, story_id: str) -> Story:
        """Shows a story to the whole desk again; who was named is kept, for when it is restricted anew."""
        story = self._changeable(story_id)
        if story.restricted:
            story.restricted = False
            self._record(story, OPENED)
        return story

    def _changeable(self, story_id: str) -> Story:
        story = access.story(self.session, self.actor, story_id)
        if not self._may_change(story):
            raise Forbidden(phrase("Only an editor, or who took the story in, says who sees it."))
        return story

    def _may_change(self, story: Story) -> bool:
        return self.actor.has(Role.EDITOR) or self.actor.person_id in (story.created_by, None)

    def _named(self, story: Story) -> list[str]:
        query = select(StoryAccess.person_id).where(StoryAccess.story_id == story.id)
        return list(self.session.scalars(query.order_by(StoryAccess.person_id)))

    def _people(self) -> dict[str, str]:
        """The names of everybody who is at the desk, by id, in the order of names."""
        query = (
            select(Profile.person_id, Profile.name)
            .join(Person, Person.id == Profile.person_id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.desk_id == self.actor.desk_id, Person.left_at.is_(None))
            .distinct()
        )
        return {row[0]: row[1] for row in self.session.execute(query.order_by(Profile.name, Profile.person_id))}

    def _free(self, story: Story, people: Sequence[str]) -> None:
        """Ends the leases that these people have on the story's translations; nothing written is lost."""
        held = select(Translation).where(
            Translation.story_id == story.id, Translation.state == State.EDITING, Translation.holder_id.in_(people)
        )
        desk = system(story.desk_id)
        for translation in self.session.scalars(held.with_for_update()):
            translation.lease_until = now = utc_now()
            Editing(self.session, desk).log_all(translation)
            Workflow(self.session, desk).apply(
                translation, Action.EXPIRE, reason=phrase("Its holder was taken off."), now=now
            )

    def _record(self, story: Story, action: str, person_id: str = "") -> None:
        details = {"person": person_id} if person_id else {}
        entry = AuditEntry(actor_id=self.actor.person_id, action=action, subject=story.id, details=details)
        self.session.add(entry)
        self.session.flush()


def sees(session: Session, story: Story, person_id: str) -> bool:
    """Whether a person of the story's desk may see it."""
    return not story.restricted or session.get(StoryAccess, (story.id, person_id)) is not None
