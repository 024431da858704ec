"""The translation memory: what editors approved, by its source and by its words, and what was done to it by hand."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Code, Identifier, Json, Timestamp, UtcDateTime, str_enum
from desk.models.people import Person


class MemoryImport(Base):
    """One row is a file whose segments somebody let into the memory: its name, and what became of its contents.

    `summary` counts, as `desk.services.memory_import` says; it is empty while the file is being read.
    """

    __tablename__ = "memory_import"

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"), index=True)
    file: Mapped[str] = mapped_column(String(255))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    summary: Mapped[Json] = mapped_column(default=dict)
    created_at: Mapped[Timestamp]


class MemoryEntry(Base):
    """One row is an approved segment: source, target, and where it comes from.

    `source_key` and `context_key` are `desk.memory.keys` of the source and of its two neighbours; the context is empty
    where nobody knows it. Translation, unit, revision and review are those of the approval, or else `import_id` names
    the file. `person_id` is who approved it so or let it in. `attributes` is what a file says besides.

    No index begins with the desk: SQLite, which counts nothing, would take it for the quickest way to any entry.

    `voided_at` is when the approval fell or gave way to a newer one, or somebody deleted the entry. Whether an entry
    may be used besides depends on its story as it is now, so it is asked in one place, `desk.services.memory_access`,
    and not stored. `version` counts the changes by hand, whose record `MemoryChange` is.
    """

    __tablename__ = "memory_entry"
    __table_args__ = (
        Index("ix_memory_entry_source", "source_key", "source_language", "target_language", "desk_id", "id"),
        Index("ix_memory_entry_pair", "source_language", "target_language", "desk_id", "id"),
        Index("ix_memory_entry_person", "person_id", "desk_id", "id"),
        Index("ix_memory_entry_import", "import_id", "id"),
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
    import_id: Mapped[str | None] = mapped_column(ForeignKey("memory_import.id"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    attributes: Mapped[Json | None]
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    created_at: Mapped[Timestamp]
    voided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class MemoryAction(StrEnum):
    """What somebody does to an entry by hand."""

    EDITED = "edited"
    DELETED = "deleted"


class MemoryChange(Base):
    """One row is a change of an entry by hand: who, when, why, and the target before and after it. Append-only.

    A deleted entry's `after` is empty.
    """

    __tablename__ = "memory_change"

    id: Mapped[Identifier]
    entry_id: Mapped[str] = mapped_column(ForeignKey("memory_entry.id"), index=True)
    action: Mapped[MemoryAction] = mapped_column(str_enum(MemoryAction))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Timestamp]

    entry: Mapped[MemoryEntry] = relationship()
    person: Mapped[Person] = relationship()


class MemoryScope(Base):
    """One row is a pair of languages at a desk, by a small number with which the index begins each of its words."""

    __tablename__ = "memory_scope"
    __table_args__ = (UniqueConstraint("desk_id", "source_language", "target_language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    source_language: Mapped[Code]
    target_language: Mapped[Code]


class MemoryWord(Base):
    """One row says in how many sources of a scope a word was indexed so far, to tell rare words from common ones.

    Entries that leave the index are not taken off: what matters is which of two words is the rarer.
    """

    __tablename__ = "memory_word"

    scope_id: Mapped[int] = mapped_column(ForeignKey("memory_scope.id"), primary_key=True)
    word: Mapped[str] = mapped_column(String(64), primary_key=True)
    entries: Mapped[int]
