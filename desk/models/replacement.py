"""Words put in the place of others, in one translation or all over a desk: each change, and what became of it."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Code, Identifier, Json, Timestamp, UtcDateTime, str_enum
from desk.models.people import Person
from desk.models.translation import Translation, Unit


class ReplacementState(StrEnum):
    """How far a replacement is."""

    LOOKING = "looking"
    READY = "ready"
    ACTING = "acting"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class ChangeKind(StrEnum):
    """In what kind of text a change would be made, which decides how: by whom the text is, and how far it is."""

    WRITTEN = "written"
    DRAFT = "draft"
    CLOSED = "closed"
    APPROVED = "approved"
    PUBLISHED = "published"


class ChangeOutcome(StrEnum):
    """What became of a change, or of taking it back."""

    MADE = "made"
    LEFT = "left"
    MOVED_ON = "moved_on"
    REFUSED = "refused"
    UNDONE = "undone"


class Replacement(Base):
    """One row is words looked for and what is to stand in their place: in one translation, or a language of a desk.

    `opens` are the ids of the approved and published translations that its maker ticked, and `note` is what readers of
    their corrections will read. Its changes are shown to its maker alone, since only they may see all those texts.
    """

    __tablename__ = "replacement"
    __table_args__ = (Index("ix_replacement_created_by", "created_by", "id"),)

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    translation_id: Mapped[str | None] = mapped_column(ForeignKey("translation.id"))
    language: Mapped[Code]
    wanted: Mapped[str] = mapped_column(String(500))
    by: Mapped[str] = mapped_column(String(500))
    case: Mapped[bool]
    words: Mapped[bool]
    state: Mapped[ReplacementState] = mapped_column(str_enum(ReplacementState), default=ReplacementState.LOOKING)
    opens: Mapped[Json] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[Timestamp]
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    maker: Mapped[Person] = relationship()
    translation: Mapped[Translation | None] = relationship()


class ReplacementChange(Base):
    """One row is a segment that a replacement would change: its text at the version that was looked at, and after it.

    `chosen` says that its maker wants it changed. `outcome` says what became of it; `confirmed` that the text was
    confirmed before, and `made_version` the segment's version just after the change.
    """

    __tablename__ = "replacement_change"
    __table_args__ = (
        UniqueConstraint("replacement_id", "unit_id"),
        Index("ix_replacement_change_translation", "replacement_id", "translation_id"),
    )

    id: Mapped[Identifier]
    replacement_id: Mapped[str] = mapped_column(ForeignKey("replacement.id"))
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    unit_version: Mapped[int]
    kind: Mapped[ChangeKind] = mapped_column(str_enum(ChangeKind))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    chosen: Mapped[bool] = mapped_column(default=True)
    confirmed: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[ChangeOutcome | None] = mapped_column(str_enum(ChangeOutcome))
    made_version: Mapped[int | None]

    translation: Mapped[Translation] = relationship()
    unit: Mapped[Unit] = relationship()
