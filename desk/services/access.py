"""What an actor may see: the one place where every query for stories is filtered."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import Membership, Publication, QueueEntry, Story, StoryAccess, Translation, Unit
from desk.services.actor import Actor


def visible(actor: Actor) -> ColumnElement[bool]:
    """The condition on `Story`: of the actor's desk, and restricted ones only where the actor is named."""
    here = Story.desk_id == actor.desk_id
    if actor.has(Role.SYSTEM):
        return here
    named = exists().where(StoryAccess.story_id == Story.id, StoryAccess.person_id == actor.person_id)
    return and_(here, or_(Story.restricted.is_(False), named))


def visible_entries(actor: Actor) -> ColumnElement[bool]:
    """The same condition on `QueueEntry`, which holds what it asks of the story."""
    here = QueueEntry.desk_id == actor.desk_id
    if actor.has(Role.SYSTEM):
        return here
    named = exists().where(StoryAccess.story_id == QueueEntry.story_id, StoryAccess.person_id == actor.person_id)
    return and_(here, or_(QueueEntry.restricted.is_(False), named))


def visible_to(person_id: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The condition on `Story` that the person of a row may see it: of its desk, and named where it is restricted."""
    here = exists().where(Membership.person_id == person_id, Membership.desk_id == Story.desk_id)
    named = exists().where(StoryAccess.story_id == Story.id, StoryAccess.person_id == person_id)
    return and_(here, or_(Story.restricted.is_(False), named))


def who_may_see(session: Session, story: Story, people: Collection[str]) -> set[str]:
    """Those of some people who may see a story: of its desk, and of a restricted one only those who are named."""
    here = select(Membership.person_id).where(Membership.desk_id == story.desk_id, Membership.person_id.in_(people))
    if story.restricted:
        here = here.join(StoryAccess, StoryAccess.person_id == Membership.person_id).where(
            StoryAccess.story_id == story.id
        )
    return set(session.scalars(here))


def story(session: Session, actor: Actor, story_id: str, *, lock: bool = True) -> Story:
    """A story that the actor may see; locked while the transaction lasts unless asked otherwise. Raises `NotFound`."""
    query = select(Story).where(Story.id == story_id, visible(actor))
    found = session.scalar(query.with_for_update(of=Story) if lock else query)
    if found is None:
        raise NotFound(phrase("There is no story {story_id}.", story_id=story_id))
    return found


def translation(session: Session, actor: Actor, translation_id: str, *, lock: bool = True) -> Translation:
    """A translation of a story that the actor may see, with story, desk and article.

    It is locked, and read anew, unless asked otherwise.
    """
    query = (
        select(Translation)
        .join(Translation.story)
        .where(Translation.id == translation_id, visible(actor))
        .options(
            contains_eager(Translation.story).joinedload(Story.desk, innerjoin=True),
            joinedload(Translation.article, innerjoin=True),
        )
    )
    if lock:
        query = query.with_for_update(of=Translation).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(phrase("There is no translation {translation_id}.", translation_id=translation_id))
    return found


def unit(session: Session, actor: Actor, unit_id: str) -> Unit:
    """A unit, with its translation locked first so that all saves of a translation take turns; retired ones too."""
    owner = session.scalar(select(Unit.translation_id).where(Unit.id == unit_id))
    if owner is None:
        raise NotFound(phrase("There is no unit {unit_id}.", unit_id=unit_id))
    try:
        locked = translation(session, actor, owner)
    except NotFound:  # that there is one, and where it belongs, is not this person's to learn
        raise NotFound(phrase("There is no unit {unit_id}.", unit_id=unit_id)) from None
    found = session.scalars(
        select(Unit).where(Unit.id == unit_id).execution_options(populate_existing=True).with_for_update(of=Unit)
    ).one()
    set_committed_value(found, "translation", locked)
    return found


def unit_in(session: Session, actor: Actor, translation_id: str, unit_id: str) -> Unit:
    """A unit of this translation, as `unit` reads it. Raises `NotFound` for one of another."""
    found = unit(session, actor, unit_id)
    if found.translation_id != translation_id:
        raise NotFound(phrase("There is no unit {unit_id} in this translation.", unit_id=unit_id))
    return found


def publication(session: Session, publication_id: str) -> Publication:
    """A publication, for anybody: what was published is public. Raises `NotFound`."""
    found = session.get(Publication, publication_id)
    if found is None:
        raise NotFound(phrase("There is no publication {publication_id}.", publication_id=publication_id))
    return found
