"""Reviews, immutable publications with their events, and scores."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Identifier, Json, Timestamp
from desk.models.people import Person
from desk.models.translation import Translation


class Review(Base):
    """One row is an editor's decision: approved at a content hash, or returned. Append-only."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("decision IN ('approved', 'returned')", name="decision"),
        CheckConstraint("decision <> 'approved' OR content_hash IS NOT NULL", name="approval_has_hash"),
    )

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), index=True)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    editor_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    decision: Mapped[str] = mapped_column(String(16))
    content_hash: Mapped[str | None] = mapped_column(String(64))
    canonical_version: Mapped[str] = mapped_column(String(8))
    four_eyes: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Timestamp]

    editor: Mapped[Person] = relationship()
    reasons: Mapped[list["ReviewReason"]] = relationship(order_by="ReviewReason.id")


class ReviewReason(Base):
    """One row is why one unit was returned: a category (MQM) and words. Append-only."""

    __tablename__ = "review_reason"

    id: Mapped[Identifier]
    review_id: Mapped[str] = mapped_column(ForeignKey("review.id"), index=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_version: Mapped[int]
    category: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str] = mapped_column(Text, default="")


class Publication(Base):
    """One row is a published version of a translation, numbered, with the whole canonical document. Append-only."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("translation_id", "number"),
        CheckConstraint("kind IN ('publication', 'update', 'correction')", name="kind"),
        CheckConstraint("kind <> 'correction' OR note <> ''", name="correction_has_note"),
    )

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"))
    number: Mapped[int]
    review_id: Mapped[str] = mapped_column(ForeignKey("review.id"))
    kind: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    provenance: Mapped[Json]
    published_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[Timestamp]

    translation: Mapped[Translation] = relationship()
    review: Mapped[Review] = relationship()
    events: Mapped[list["PublicationEvent"]] = relationship(order_by="PublicationEvent.id")


class PublicationEvent(Base):
    """One row is what happened to a publication: published, corrected, withdrawn, killed. Append-only."""

    __tablename__ = "publication_event"
    __table_args__ = (
        CheckConstraint("event IN ('published', 'corrected', 'updated', 'withdrawn', 'killed')", name="event"),
    )

    id: Mapped[Identifier]
    publication_id: Mapped[str] = mapped_column(ForeignKey("publication.id"), index=True)
    event: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Timestamp]


class ScoreRow(Base):
    """One row is a metric of one approved text against the drafts of one engine, with what makes it again.

    `statistics` are the metric's sufficient statistics, so that a score over many articles is a sum. `excluded` counts
    units left out: from memory, by hand, or omitted. A voided approval takes its scores with it.
    """

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("review_id", "engine", "model", "model_version", "metric"),)

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), index=True)
    review_id: Mapped[str] = mapped_column(ForeignKey("review.id"))
    engine: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(100))
    model_version: Mapped[str] = mapped_column(String(32))
    metric: Mapped[str] = mapped_column(String(16))
    value: Mapped[float]
    unit: Mapped[str] = mapped_column(String(64))
    n: Mapped[int]
    excluded: Mapped[int]
    signature: Mapped[str] = mapped_column(String(300))
    statistics: Mapped[Json]
    content_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Timestamp]
