"""What readers can read now, in pages."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, defer

from desk.models import Publication, PublicationEvent, Story, Translation
from desk.models.base import utc_now
from desk.services.versions import TAKEN_DOWN


def standing(session: Session, page: int, size: int) -> tuple[Sequence[Publication], int]:
    """The newest version of every translation that stands, the latest published first, and how many there are.

    Pages count from 1. Two queries, whatever their length; provenance stays where it is.
    """
    query = _newest_that_stand()
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Publication.id.desc()).limit(size).offset((page - 1) * size)
    return session.scalars(ordered.options(defer(Publication.provenance))).all(), total


def _newest_that_stand() -> Select[Publication]:
    """Without what was taken down, and without the stories that are under embargo now."""
    newest = (
        select(Publication.translation_id, func.max(Publication.number).label("number"))
        .group_by(Publication.translation_id)
        .subquery()
    )
    taken_down = select(PublicationEvent.id).where(
        PublicationEvent.publication_id == Publication.id, PublicationEvent.event.in_(TAKEN_DOWN)
    )
    return (
        select(Publication)
        .join(newest, (newest.c.translation_id == Publication.translation_id) & (newest.c.number == Publication.number))
        .join(Publication.translation)
        .join(Translation.story)
        .where(~taken_down.exists(), or_(Story.embargo_until.is_(None), Story.embargo_until <= utc_now()))
    )
