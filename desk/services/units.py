"""Reading a translation's units with all that a page, a check or a hash needs, in a fixed number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.provenance import Document, DocumentUnit, Origin, fingerprint
from desk.models import SegmentRow, Translation, Unit, UnitSegment

_SOURCES = selectinload(Unit.sources).joinedload(UnitSegment.segment).joinedload(SegmentRow.block)


def units_of(
    session: Session, translation: Translation, only: Collection[str] | None = None, *, drafts: bool = True
) -> list[Unit]:
    """The translation's units in order, with their sources, segments, blocks and drafts; three queries and a lookup.

    `only` leaves out all but those with these ids. Without `drafts` these are read when they are asked for.
    """
    return units_alone(session, translation, _SOURCES, *([selectinload(Unit.draft)] if drafts else []), only=only)


def unit_of(session: Session, translation: Translation, unit_id: str) -> Unit:
    """One of the translation's units with its sources and draft, unlocked; three queries. Raises `NotFound`."""
    query = (
        select(Unit)
        .where(Unit.id == unit_id, Unit.translation_id == translation.id, Unit.retired_at.is_(None))
        .options(_SOURCES, selectinload(Unit.draft))
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(phrase("There is no unit {unit_id} in this translation.", unit_id=unit_id))
    return found


def units_alone(
    session: Session, translation: Translation, *options: ORMOption, only: Collection[str] | None = None
) -> list[Unit]:
    """The translation's units in order, and beside them only what `options` load: one query."""
    query = (
        select(Unit)
        .where(Unit.translation_id == translation.id, Unit.retired_at.is_(None))
        .order_by(Unit.position)
        .options(*options)
    )
    return list(session.scalars(query if only is None else query.where(Unit.id.in_(only))))


class Placed(Protocol):
    """What is known of a unit without its texts; a `Unit` and an `Outline` are this."""

    @property
    def id(self) -> str: ...
    @property
    def paragraph(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def drafted_round(self) -> int: ...
    @property
    def draft_error(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Outline:
    """A unit without its texts."""

    id: str
    paragraph: int
    version: int
    drafted_round: int
    draft_error: str
    confirmed: bool
    """Somebody has confirmed it, of whichever source."""
    pending_by: str | None


def outline_of(session: Session, translation: Translation) -> list[Outline]:
    """The translation's units in order, without their texts, of which there may be thousands: one query."""
    query = (
        select(
            Unit.id,
            Unit.paragraph,
            Unit.version,
            Unit.drafted_round,
            Unit.draft_error,
            Unit.confirmed_at.is_not(None),
            Unit.pending_by,
        )
        .where(Unit.translation_id == translation.id, Unit.retired_at.is_(None))
        .order_by(Unit.position)
    )
    return [Outline(*row) for row in session.execute(query)]


def source_texts(session: Session, translation: Translation) -> dict[str, str]:
    """By unit id, the source of each of the translation's units: one query. Units that were added are left out."""
    query = (
        select(UnitSegment.unit_id, SegmentRow.text)
        .join(UnitSegment.segment)
        .join(UnitSegment.unit)
        .where(Unit.translation_id == translation.id)
        .order_by(UnitSegment.position)
    )
    texts: dict[str, str] = {}
    for unit_id, text in session.execute(query):
        texts[unit_id] = f"{texts[unit_id]} {text}" if unit_id in texts else text
    return texts


def source_text(unit: Unit) -> str:
    """The unit's source: its segments' texts, in order; empty for a unit that was added."""
    return " ".join(link.segment.text for link in unit.sources)


def source_fingerprint(unit: Unit) -> str:
    return fingerprint(source_text(unit))


def is_confirmed(unit: Unit) -> bool:
    """Whether the unit was confirmed against its source as it is now."""
    return unit.confirmed_at is not None and unit.confirmed_source == source_fingerprint(unit)


def document(translation: Translation, units: Sequence[Unit]) -> Document:
    """What an approval covers."""
    return Document(
        language=translation.language,
        revision=translation.revision_id,
        fields=dict(translation.fields),
        units=tuple(
            DocumentUnit(
                id=unit.id,
                kind=unit.kind.value,
                paragraph=unit.paragraph,
                text=unit.text,
                marks=tuple(unit.marks),
                omitted=unit.origin is Origin.OMITTED,
                to_follow=unit.to_follow,
            )
            for unit in units
        ),
    )
