"""Translations and what hangs on their units: drafts, edits, proposals, findings, dismissals."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.draft import MEMORY_ENGINE, DraftKind
from desk.domain.finding import Level
from desk.domain.provenance import Origin
from desk.domain.segment import BlockKind
from desk.domain.workflow import Action, State
from desk.models.base import Base, Code, Identifier, Json, Timestamp, UtcDateTime, str_enum
from desk.models.people import Person
from desk.models.story import Article, Revision, SegmentRow, Story

PENDING = text("pending_since IS NOT NULL")
"""A burst of saves is under way: true of few units, all of which the worker looks at again and again."""


class Translation(Base):
    """One row is a story in one target language: its state, who holds it, and the source revision it follows.

    It is stale when `revision_id` is not its article's newest revision. `draft_round` counts what asked for drafts:
    a unit's drafts of an earlier round do not count for this one. `awaits_drafts` holds as long as a unit may wait for
    one, so that nobody looks through the units of all others.
    """

    __tablename__ = "translation"
    __table_args__ = (
        UniqueConstraint("story_id", "language"),
        CheckConstraint("(holder_id IS NULL) = (lease_until IS NULL)", name="lease_has_holder"),
        Index("ix_translation_state_language", "state", "language"),
        Index(
            "ix_translation_awaits_drafts",
            "changed_at",
            sqlite_where=text("awaits_drafts = 1"),
            postgresql_where=text("awaits_drafts"),
        ),
    )

    id: Mapped[Identifier]
    story_id: Mapped[str] = mapped_column(ForeignKey("story.id"))
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id"))
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    relay_id: Mapped[str | None] = mapped_column(ForeignKey("translation.id"))
    language: Mapped[Code]
    state: Mapped[State] = mapped_column(str_enum(State))
    created_at: Mapped[Timestamp]
    changed_at: Mapped[Timestamp]
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    lease_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    draft_round: Mapped[int] = mapped_column(default=1)
    awaits_drafts: Mapped[bool] = mapped_column(default=True)
    fields: Mapped[Json] = mapped_column(default=dict)
    correction_note: Mapped[str] = mapped_column(Text, default="")

    story: Mapped[Story] = relationship()
    article: Mapped[Article] = relationship()
    revision: Mapped[Revision] = relationship()
    holder: Mapped[Person | None] = relationship()
    units: Mapped[list["Unit"]] = relationship(back_populates="translation", order_by="Unit.position")
    transitions: Mapped[list["Transition"]] = relationship(order_by="Transition.id")


class Transition(Base):
    """One row is a change of a translation's state: old, new, who, when, why. Append-only."""

    __tablename__ = "transition"

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), index=True)
    action: Mapped[Action] = mapped_column(str_enum(Action))
    old: Mapped[State | None] = mapped_column(str_enum(State, name="old"))
    new: Mapped[State] = mapped_column(str_enum(State, name="new"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Timestamp]
    reason: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person | None] = relationship()


class Unit(Base):
    """One row is what a translator works on: a stable piece of a translation with its human-owned text.

    `version` counts saves. `draft_id` is the draft that the text started from, `author_id` who wrote the text as it
    stands (None while it is a machine's). `confirmed_source` is the fingerprint of the source text at
    confirmation: where it differs from the source's now, the target is stale. `pending_*` describe a burst of saves
    that is not yet an edit: who is at it, since when, for how many milliseconds; `logged_text` is the text before it.
    """

    __tablename__ = "unit"
    __table_args__ = (
        Index("ix_unit_translation_id_position", "translation_id", "position"),
        Index("ix_unit_pending_since", "pending_since", sqlite_where=PENDING, postgresql_where=PENDING),
        CheckConstraint("origin <> 'omitted' OR omitted_reason <> ''", name="omission_has_reason"),
    )

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"))
    position: Mapped[int]
    paragraph: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(str_enum(BlockKind))
    version: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text, default="")
    marks: Mapped[Json] = mapped_column(default=list)
    origin: Mapped[Origin] = mapped_column(str_enum(Origin), default=Origin.NONE)
    omitted_reason: Mapped[str] = mapped_column(Text, default="")
    to_follow: Mapped[bool] = mapped_column(default=False)
    draft_id: Mapped[str | None] = mapped_column(ForeignKey("draft.id", use_alter=True))
    drafted_round: Mapped[int] = mapped_column(default=0)
    draft_error: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    retired_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    """When a new revision left the unit without a place; its history is kept."""
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    confirmed_source: Mapped[str | None] = mapped_column(String(32))
    logged_text: Mapped[str] = mapped_column(Text, default="")
    pending_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    pending_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    pending_ms: Mapped[int] = mapped_column(default=0)

    translation: Mapped[Translation] = relationship(back_populates="units")
    draft: Mapped["Draft | None"] = relationship(foreign_keys=[draft_id])
    sources: Mapped[list["UnitSegment"]] = relationship(
        back_populates="unit", order_by="UnitSegment.position", cascade="all, delete-orphan"
    )
    findings: Mapped[list["FindingRow"]] = relationship(back_populates="unit")


class UnitSegment(Base):
    """One row maps a unit to one of its source segments, in the revision that its translation follows."""

    __tablename__ = "unit_segment"

    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    segment_id: Mapped[str] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    position: Mapped[int]

    unit: Mapped[Unit] = relationship(back_populates="sources")
    segment: Mapped[SegmentRow] = relationship()


class Draft(Base):
    """One row is a machine's text for a unit: raw or after terms, by which engine, model and version. Append-only.

    `round`, `kind` and `engine` are unique per unit, so that a job that runs twice drafts once. `memory_id` is the
    entry that a draft from the memory repeats. A shadow that failed has no text, and its `notice` says why.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("unit_id", "round", "kind", "engine"),)

    id: Mapped[Identifier]
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    round: Mapped[int]
    kind: Mapped[DraftKind] = mapped_column(str_enum(DraftKind))
    engine: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(100))
    model_version: Mapped[str] = mapped_column(String(32))
    notice: Mapped[str] = mapped_column(Text, default="")
    source_fingerprint: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    score: Mapped[float | None]
    terms: Mapped[Json] = mapped_column(default=list)
    memory_id: Mapped[str | None] = mapped_column(ForeignKey("memory_entry.id"))
    created_at: Mapped[Timestamp]

    @property
    def from_memory(self) -> bool:
        """Whether it, or a part of it, is an approved translation of the memory's: it tells nothing of an engine."""
        return self.kind is DraftKind.MEMORY or (self.kind is DraftKind.JOINED and self.engine == MEMORY_ENGINE)


class DraftConfidence(Base):
    """One row says how sure the engine was of each token of a raw draft; drafts themselves never change.

    `tokens` are [start, end, log-probability] with spans in the draft's text. `doubtful` is the log-probability at or
    below which a token of this model counts as doubtful: a quantile of what the model was seen to give, not a number
    that is fixed for all.
    """

    __tablename__ = "draft_confidence"

    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    tokens: Mapped[Json]
    doubtful: Mapped[float]
    created_at: Mapped[Timestamp]


class Edit(Base):
    """One row is a change of a unit's text, per burst of work: before, after, who, why, how long. Append-only."""

    __tablename__ = "edit"

    id: Mapped[Identifier]
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    version: Mapped[int]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    origin: Mapped[Origin] = mapped_column(str_enum(Origin))
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    draft_id: Mapped[str | None] = mapped_column(ForeignKey("draft.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    milliseconds: Mapped[int] = mapped_column(default=0)
    at: Mapped[Timestamp]

    author: Mapped[Person] = relationship()


class Proposal(Base):
    """One row is a text that came back too late to be saved: kept, shown, and voiding nothing. Append-only."""

    __tablename__ = "proposal"

    id: Mapped[Identifier]
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    based_on: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[Timestamp]

    author: Mapped[Person] = relationship()


class FindingRow(Base):
    """One row is what a check found in a unit's text as it stands; fixed findings keep their row."""

    __tablename__ = "finding"

    id: Mapped[Identifier]
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), index=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    check: Mapped[str] = mapped_column(String(64))
    level: Mapped[Level] = mapped_column(str_enum(Level))
    message: Mapped[str] = mapped_column(Text)
    source_start: Mapped[int | None]
    source_end: Mapped[int | None]
    target_start: Mapped[int | None]
    target_end: Mapped[int | None]
    fix: Mapped[Json | None]
    fingerprint: Mapped[str] = mapped_column(String(32))
    found_at: Mapped[Timestamp]
    fixed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship(back_populates="findings")


class Dismissal(Base):
    """One row says that a person dismissed, contested, or (an editor) accepted the contest of, a finding, and why.

    It speaks of the finding's fingerprint, so it holds until source or target changes. Append-only.
    """

    __tablename__ = "dismissal"
    __table_args__ = (
        Index("ix_dismissal_unit_id_fingerprint", "unit_id", "fingerprint"),
        CheckConstraint("verdict IN ('dismissed', 'contested', 'accepted')", name="verdict"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: Mapped[Identifier]
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    finding_id: Mapped[str] = mapped_column(ForeignKey("finding.id"))
    fingerprint: Mapped[str] = mapped_column(String(32))
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Timestamp]

    person: Mapped[Person] = relationship()
