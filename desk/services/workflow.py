"""Moving a translation: the table of the domain, applied to rows, with one row written per move."""

import datetime as dt

from sqlalchemy.orm import Session

from desk.domain.workflow import Action, Move, State, move
from desk.models import Transition, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.guards import Context, hold


class Workflow:
    """Moves translations for an actor. Each move checks role and guards, changes the state and writes a transition."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def apply(
        self, translation: Translation, action: Action, *, reason: str = "", now: dt.datetime | None = None
    ) -> Move:
        """Makes the move. Raises `Conflict`, `Forbidden` or `Invalid`, and then nothing has changed."""
        found = move(action, translation.state, self.actor.roles)
        context = Context(self.session, self.actor, translation, reason.strip(), now or utc_now())
        for guard in found.guards:
            hold(guard, context)
        self.record(translation, action, found.target, reason.strip())
        return found

    def record(self, translation: Translation, action: Action, new: State, reason: str = "") -> None:
        """Writes the state and its transition."""
        self.session.add(
            Transition(
                translation_id=translation.id,
                action=action,
                old=translation.state,
                new=new,
                person_id=self.actor.person_id,
                reason=reason,
            )
        )
        translation.state = new
        translation.changed_at = utc_now()
        if new is not State.EDITING:
            translation.holder_id = translation.lease_until = None
