"""The source texts of units, each with what stands beside it in the article."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.memory.index import Passage
from desk.models import SegmentRow, Unit, UnitSegment

Place = tuple[str, int]
"""A revision and the position of a segment in it."""


def passages_of(session: Session, units: Sequence[Unit]) -> dict[str, Passage]:
    """By unit id, for units whose sources are loaded: one query. A unit that was added is an empty passage."""
    places = {unit.id: [(link.segment.revision_id, link.segment.position) for link in unit.sources] for unit in units}
    return _passages(session, places)


def passages(session: Session, unit_ids: Sequence[str]) -> dict[str, Passage]:
    """By unit id; two queries."""
    query = (
        select(UnitSegment.unit_id, SegmentRow.revision_id, SegmentRow.position)
        .join(SegmentRow, SegmentRow.id == UnitSegment.segment_id)
        .where(UnitSegment.unit_id.in_(unit_ids))
        .order_by(UnitSegment.position)
    )
    places: dict[str, list[Place]] = {unit_id: [] for unit_id in unit_ids}
    for unit_id, revision_id, position in session.execute(query):
        places[unit_id].append((revision_id, position))
    return _passages(session, places)


def _passages(session: Session, places: Mapping[str, Sequence[Place]]) -> dict[str, Passage]:
    texts = _texts(session, (place for here in places.values() for place in here))
    return {unit_id: _passage(here, texts) for unit_id, here in places.items()}


def _texts(session: Session, places: Iterable[Place]) -> dict[Place, str]:
    """The segments at these places and beside them; for several revisions perhaps some more."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for revision_id, position in places:
        positions[revision_id].append(position)
    if not positions:
        return {}
    lowest = min(min(here) for here in positions.values()) - 1
    highest = max(max(here) for here in positions.values()) + 1
    query = select(SegmentRow.revision_id, SegmentRow.position, SegmentRow.text).where(
        SegmentRow.revision_id.in_(positions), SegmentRow.position.between(lowest, highest)
    )
    return {(revision_id, position): text for revision_id, position, text in session.execute(query)}


def _passage(here: Sequence[Place], texts: Mapping[Place, str]) -> Passage:
    if not here:
        return Passage("")
    (revision_id, first), (_, last) = here[0], here[-1]
    return Passage(
        text=" ".join(texts[place] for place in here),
        before=texts.get((revision_id, first - 1), ""),
        after=texts.get((revision_id, last + 1), ""),
    )
