"""The translation memory: what editors approved, by its source."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base, Code, Identifier, Timestamp, UtcDateTime


class MemoryEntry(Base):
    """One row is an approved segment: source, target, and where it comes from.

    `source_key` and `context_key` are `desk.memory.keys` of the source and of its two neighbours. Translation, unit,
    revision and review are those of the approval; all are None for an entry that no translation of the desk made.
    `voided_at` is when the approval fell or gave way to a newer one. Whether an entry may be used besides depends on
    its story as it is now, so it is asked in one place, `desk.services.memory`, and not stored.
    """

    __tablename__ = "memory_entry"
    __table_args__ = (
        Index(
            "ix_memory_entry_source",
            "desk_id",
            "source_language",
            "target_language",
            "source_key",
        ),
    )

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    source_language: Mapped[Code]
    target_language: Mapped[Code]
    source_key: Mapped[str] = mapped_column(String(32))
    context_key: Mapped[str] = mapped_column(String(32))
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    translation_id: Mapped[str | None] = mapped_column(ForeignKey("translation.id"), index=True)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id", use_alter=True))
    revision_id: Mapped[str | None] = mapped_column(ForeignKey("revision.id"))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("review.id"))
    created_at: Mapped[Timestamp]
    voided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
