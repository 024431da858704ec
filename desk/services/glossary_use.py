"""Where a term is used: the translations whose drafts met it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Text, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload

from desk.models import Draft, TermRow, Translation, Unit
from desk.services import access
from desk.services.actor import Actor


@dataclass(frozen=True, slots=True)
class Use:
    """A translation in which a term occurs, and in how many of its segments."""

    translation: Translation
    segments: int


def used_in(session: Session, actor: Actor, row: TermRow, limit: int = 10) -> Sequence[Use]:
    """The newest translations whose drafts met the term, or one that was merged into it, if the actor may see them."""
    merged = session.scalars(select(TermRow.name).where(TermRow.merged_into_id == row.id))
    met = [cast(Draft.terms, Text).contains(f'"term": "{name}"', autoescape=True) for name in (row.name, *merged)]
    query = (
        select(Translation, func.count(Unit.id))
        .join(Unit, Unit.translation_id == Translation.id)
        .join(Draft, Draft.id == Unit.draft_id)
        .join(Translation.story)
        .where(access.visible(actor), Unit.retired_at.is_(None), or_(*met))
        .group_by(Translation.id)
        .order_by(Translation.id.desc())
        .limit(limit)
        .options(joinedload(Translation.story), joinedload(Translation.article))
    )
    return [Use(row[0], row[1]) for row in session.execute(query)]
