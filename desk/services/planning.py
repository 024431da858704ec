"""When translations are due, what is breaking, which section a story is for: what editors decide, with its record."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Invalid
from desk.domain.phrase import phrase
from desk.domain.workflow import Role, State
from desk.models import AuditEntry, Outlet, Story, Translation
from desk.services import access
from desk.services.actor import Actor
from desk.services.draft_queue import ask_for_drafts
from desk.text.normal import one_line

LONGEST_TOPIC = 80
NEWEST = 500
"""Stories whose topics are offered."""
CLOSED = (State.KILLED, State.CANCELLED, State.PUBLISHED, State.WITHDRAWN)
"""States in which nothing is due any more."""


def clean_topic(topic: str) -> str:
    """A topic as it is stored. Raises `Invalid` where it is too long."""
    topic = one_line(topic)
    if len(topic) > LONGEST_TOPIC:
        raise Invalid(phrase("A topic has at most {longest_topic} characters.", longest_topic=LONGEST_TOPIC))
    return topic


class Planning:
    """Plans the desk's work for an actor. Every decision is recorded."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def set_due(self, translation_id: str, due_at: dt.datetime | None) -> Translation:
        """Sets when a translation is due, an aware time, or takes that away. Raises `Conflict` for what is done."""
        self.actor.require(Role.EDITOR)
        translation = access.translation(self.session, self.actor, translation_id)
        if translation.state in CLOSED:
            raise Conflict(phrase("A translation that is {state} is due no more.", state=translation.state))
        translation.due_at = due_at
        self._record("set_due", translation.id, {"due_at": due_at.isoformat() if due_at else None})
        return translation

    def set_breaking(self, story_id: str, breaking: bool) -> Story:
        """Says whether a story is breaking news. What of it waits for drafts goes over to the queue of that urgency."""
        self.actor.require(Role.EDITOR)
        story = access.story(self.session, self.actor, story_id)
        if story.breaking is breaking:
            return story
        story.breaking = breaking
        self._record("set_breaking", story.id, {"breaking": breaking})
        for translation in self.session.scalars(select(Translation).where(Translation.story_id == story.id)):
            if translation.awaits_drafts:
                ask_for_drafts(self.session, translation, self.actor.person_id)
        return story

    def set_topic(self, story_id: str, topic: str) -> Story:
        """Says which section a story is for, in the newsroom's own words; empty takes that away."""
        self.actor.require(Role.TRANSLATOR, Role.EDITOR)
        story = access.story(self.session, self.actor, story_id)
        story.topic = clean_topic(topic)
        self._record("set_topic", story.id, {"topic": story.topic})
        return story

    def _record(self, action: str, subject: str, details: dict[str, object]) -> None:
        self.session.add(AuditEntry(actor_id=self.actor.person_id, action=action, subject=subject, details=details))
        self.session.flush()


def topics(session: Session, actor: Actor) -> list[str]:
    """The topics of the desk's outlets and of its newest stories that the actor may see; two queries."""
    newest = select(Story.topic).where(access.visible(actor)).order_by(Story.id.desc()).limit(NEWEST).subquery()
    of_stories = session.scalars(select(newest.c.topic).where(newest.c.topic != "").distinct())
    of_outlets = session.scalars(select(Outlet.topic).where(Outlet.desk_id == actor.desk_id, Outlet.topic != ""))
    return sorted({*of_stories, *of_outlets}, key=str.casefold)
