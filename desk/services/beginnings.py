"""What a unit's text began with: its draft, or what the desk made of that draft when it changed a term."""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desk.domain.provenance import Origin
from desk.models import Draft, Edit, Unit


def begun_with(session: Session, units: Sequence[Unit]) -> Mapping[str, str]:
    """By unit id, for units that have a draft; one query.

    A draft never changes. Where a term's change rewords it, or somebody takes it back up, the edit that says so leaves
    the text a machine's: the newest such edit of the unit's draft holds what whoever writes next starts from.
    """
    drafted = {unit.id: unit.draft.text for unit in units if unit.draft is not None}
    if not drafted:
        return {}
    query = (
        select(Edit.unit_id, Edit.after)
        .join(Unit, and_(Unit.id == Edit.unit_id, Unit.draft_id == Edit.draft_id))
        .where(Edit.unit_id.in_(drafted), Edit.origin == Origin.MACHINE)
        .order_by(Edit.id)
    )
    return drafted | {row.unit_id: row.after for row in session.execute(query)}


def as_left(session: Session, draft: Draft) -> str:
    """The same of one draft, whether or not its unit has begun with another since."""
    query = select(Edit.after).where(
        Edit.unit_id == draft.unit_id, Edit.draft_id == draft.id, Edit.origin == Origin.MACHINE
    )
    after = session.scalar(query.order_by(Edit.id.desc()).limit(1))
    return draft.text if after is None else after
