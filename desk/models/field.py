"""What is written into fields that exist only in the target."""

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from desk.domain.target_fields import TargetField
from desk.models.base import Base, Identifier, Timestamp, str_enum


class FieldEdit(Base):
    """One row is a text that somebody gave a field of a translation: before, after, who. Append-only.

    `version` counts the texts of a field that stood; what stands is also in the translation's `fields`. A text that
    came too late was not `taken`: it is kept, shown and voids nothing, and its version is the one it was based on.
    """

    __tablename__ = "field_edit"
    __table_args__ = (
        Index(
            "uq_field_edit_version",
            "translation_id",
            "name",
            "version",
            unique=True,
            sqlite_where=text("taken = 1"),
            postgresql_where=text("taken"),
        ),
    )

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), index=True)
    name: Mapped[TargetField] = mapped_column(str_enum(TargetField))
    version: Mapped[int]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    taken: Mapped[bool]
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Timestamp]
