"""Reading stories: their translations and what has happened to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.models import Story, Translation
from desk.services import access
from desk.services.actor import Actor


class Stories:
    """Reads stories for an actor."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def story(self, story_id: str) -> Story:
        return access.story(self.session, self.actor, story_id, lock=False)

    def translations(self, story_id: str) -> list[Translation]:
        """A story's translations by language. Raises `NotFound` where the actor may see no such story."""
        self.story(story_id)
        query = select(Translation).where(Translation.story_id == story_id).order_by(Translation.language)
        found = list(self.session.scalars(query))
        if not found:
            raise NotFound(phrase("The story {story_id} has no translation.", story_id=story_id))
        return found
