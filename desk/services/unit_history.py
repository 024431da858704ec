"""How one segment's text came to read as it does."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Edit, Unit

LIMIT = 20


def edits_of(session: Session, unit: Unit, limit: int = LIMIT) -> Sequence[Edit]:
    """The newest edits of a unit, the newest first; one query."""
    query = select(Edit).where(Edit.unit_id == unit.id).order_by(Edit.id.desc()).limit(limit)
    return session.scalars(query).all()
