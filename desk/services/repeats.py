"""Sentences that an article says more than once: what was confirmed for one is filled in for the others."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desk.domain.provenance import Origin
from desk.memory.keys import source_key
from desk.models import Edit, Unit
from desk.services.editing import Editing
from desk.services.units import source_text, source_texts, units_alone

FILLED = "as in segment "
"""How the reason of such an edit begins; the segment's number follows."""


def fill_repeats(editing: Editing, unit: Unit) -> list[Unit]:
    """Writes a confirmed text into the article's segments with the same source that no person has touched.

    They stay unconfirmed, so that somebody reads each in its place. Returns those that were filled in; two queries
    where there is none.
    """
    text, key = unit.text, source_key(source_text(unit))
    if not text.strip() or not unit.sources or unit.confirmed_at is None:
        return []
    keys = {unit_id: source_key(source) for unit_id, source in source_texts(editing.session, unit.translation).items()}
    others = [one for one in units_alone(editing.session, unit.translation) if one.id != unit.id and _is_free(one)]
    filled = [one for one in others if keys.get(one.id) == key and one.kind is unit.kind and one.text != text]
    for one in filled:
        editing.save(one.id, text, one.version, end_of_burst=True, reason=f"{FILLED}{unit.position + 1}")
    return filled


def filled_from(session: Session, units: Sequence[Unit]) -> dict[str, int]:
    """By unit id, the number of the segment whose text was filled in and nobody has looked at yet; one query."""
    waiting = [unit.id for unit in units if unit.author_id is not None and unit.confirmed_at is None]
    query = (
        select(Edit.unit_id, Edit.reason)
        .join(Unit, and_(Unit.id == Edit.unit_id, Unit.version == Edit.version))
        .where(Edit.unit_id.in_(waiting), Edit.reason.startswith(FILLED, autoescape=True))
    )
    return {unit_id: int(reason.removeprefix(FILLED)) for unit_id, reason in session.execute(query)} if waiting else {}


def _is_free(unit: Unit) -> bool:
    """Whether nobody wrote, confirmed or left out the text, and no approved memory gave it."""
    nobody = unit.author_id is None and unit.confirmed_at is None and unit.pending_by is None
    return nobody and unit.origin in (Origin.MACHINE, Origin.NONE)
