"""Who has a translation open now, and where in it they are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desk.models import Presence, Profile, Translation, Unit
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.units import Outline

EVERY: Final = dt.timedelta(seconds=20)
"""How often a page says that somebody is there. Of what it says much sooner nothing is written."""
GONE: Final = 2.5 * EVERY
"""How long after the last word somebody counts as there."""


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has a translation open: where they write, else where they were last."""

    person_id: str
    name: str
    unit_id: str | None
    writes: bool


def appear(
    session: Session, actor: Actor, translation: Translation, unit_id: str, now: dt.datetime | None = None
) -> None:
    """Notes that the actor is in a unit, or in none of this translation's."""
    now = now or utc_now()
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    there = select(Unit.id).where(Unit.id == unit_id, Unit.translation_id == translation.id).scalar_subquery()
    insert = dialect.insert(Presence).values(
        translation_id=translation.id, person_id=actor.person, unit_id=there, seen_at=now
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=[Presence.translation_id, Presence.person_id],
            set_={"unit_id": insert.excluded.unit_id, "seen_at": insert.excluded.seen_at},
            where=Presence.seen_at <= now - 0.75 * EVERY,
        )
    )


def others(
    session: Session, actor: Actor, translation: Translation, outline: Sequence[Outline], now: dt.datetime | None = None
) -> list[Here]:
    """Who else is there, by name; one query. Only those are told of who may see the story still."""
    query = (
        select(Presence.person_id, Profile.name, Presence.unit_id)
        .join(Profile, Profile.person_id == Presence.person_id)
        .join(Translation, Translation.id == Presence.translation_id)
        .join(Translation.story)
        .where(
            Presence.translation_id == translation.id,
            Presence.person_id != actor.person_id,
            Presence.seen_at > (now or utc_now()) - GONE,
            access.visible_to(Presence.person_id),
        )
        .order_by(Profile.name, Presence.person_id)
    )
    places = {unit.id for unit in outline}
    writing = {unit.pending_by: unit.id for unit in outline if unit.pending_by}
    return [
        Here(person, name, writing.get(person, unit if unit in places else None), person in writing)
        for person, name, unit in session.execute(query)
    ]


def forget_gone(session: Session, now: dt.datetime | None = None) -> None:
    """Takes out who is gone. For the worker's sweep."""
    session.execute(delete(Presence).where(Presence.seen_at <= (now or utc_now()) - GONE))
