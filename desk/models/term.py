"""The terms of a desk's glossary: what they are, all that was done to them, and what files last agreed with."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.term import FormStatus, TermState
from desk.models.base import Base, Code, Identifier, Json, Timestamp, str_enum
from desk.models.people import Person

SortKey = String(100).with_variant(String(100, collation="C"), "postgresql")
"""Text that PostgreSQL compares as SQLite does, and not by its locale."""


class TermAction(StrEnum):
    """What can be done to a term."""

    TAKEN_IN = "taken_in"
    PROPOSED = "proposed"
    CHANGED = "changed"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETIRED = "retired"
    REVIVED = "revived"
    MERGED = "merged"


class TermRow(Base):
    """One row is a term of a desk as it stands. `content` is the whole of it, as `desk.glossary.stored` writes it.

    `name` is what files call its id. It, `state`, `topics` (each between bars: "|conflict|health|") and `folded` (name
    and note, folded) are taken out of the content to look it up by. `version` counts its changes. `file` is the file
    that it came from, empty for one that the desk made; `merged_into_id` is the term that took its place.
    """

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("desk_id", "name"), Index("ix_term_desk_id_state", "desk_id", "state"))

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    name: Mapped[str] = mapped_column(String(200))
    state: Mapped[TermState] = mapped_column(str_enum(TermState))
    topics: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[str] = mapped_column(Text)
    content: Mapped[Json]
    version: Mapped[int] = mapped_column(default=0)
    file: Mapped[str] = mapped_column(String(500), default="")
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("term.id"))
    proposed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[Timestamp]
    changed_at: Mapped[Timestamp]

    forms: Mapped[list["TermForm"]] = relationship(
        back_populates="term", order_by="TermForm.position", cascade="all, delete-orphan"
    )
    merged_into: Mapped["TermRow | None"] = relationship(remote_side="TermRow.id")


class TermForm(Base):
    """One row is a form of a term, to be searched by: folded as `desk.glossary.fold` does. It follows the content.

    `sorts` is what lists are sorted by, as `desk.text.sorting` has it, sign by sign on either database.
    """

    __tablename__ = "term_form"
    __table_args__ = (Index("ix_term_form_language_folded", "language", "folded"),)

    term_id: Mapped[str] = mapped_column(ForeignKey("term.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[Code]
    status: Mapped[FormStatus] = mapped_column(str_enum(FormStatus))
    text: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(Text)
    sorts: Mapped[str] = mapped_column(SortKey, default="", server_default="")

    term: Mapped[TermRow] = relationship(back_populates="forms")


class TermChange(Base):
    """One row is something done to a term: by whom, when, why, and its content before and after. Append-only.

    `number` counts the changes of a desk's glossary, in the order of their commits. `person_id` is None where the desk
    itself acted.
    """

    __tablename__ = "term_change"
    __table_args__ = (UniqueConstraint("desk_id", "number"), Index("ix_term_change_term_id", "term_id"))

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    number: Mapped[int]
    term_id: Mapped[str] = mapped_column(ForeignKey("term.id"))
    action: Mapped[TermAction] = mapped_column(str_enum(TermAction))
    old: Mapped[Json | None]
    new: Mapped[Json]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Timestamp]

    person: Mapped[Person | None] = relationship()


class TermSynced(Base):
    """One row is what files and database last agreed on for a term's name, and in which file it stood."""

    __tablename__ = "term_synced"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    content: Mapped[Json]
    file: Mapped[str] = mapped_column(String(500))
    at: Mapped[Timestamp]


class PlanState(StrEnum):
    """How far a change is that was looked at before it is made."""

    LOOKING = "looking"
    READY = "ready"
    ACTING = "acting"
    DONE = "done"


class EffectKind(StrEnum):
    """What kind of text a change touches, which decides what may be done to it."""

    DRAFT = "draft"
    WRITTEN = "written"
    APPROVED = "approved"
    PUBLISHED = "published"


class EffectOutcome(StrEnum):
    """What became of a text when the change was made."""

    REPAIRED = "repaired"
    TOLD = "told"
    OPENED = "opened"
    LEFT = "left"
    CHANGED = "changed"
    REFUSED = "refused"
    REDRAFTED = "redrafted"


class TermPlan(Base):
    """One row is a change of a term that somebody looks at before making it: upon which version, what it would say.

    `other_id` is the term that gives way where two are merged, and `other_based_on` its version. `opens` are the ids of
    the approved and published translations that its maker ticked, `note` is what readers of their corrections will
    read, and `redraft` says that untouched drafts which lack the term are drafted again. It is its maker's alone, since
    it shows texts that only they may see.
    """

    __tablename__ = "term_plan"

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    term_id: Mapped[str] = mapped_column(ForeignKey("term.id"), index=True)
    action: Mapped[TermAction] = mapped_column(str_enum(TermAction))
    based_on: Mapped[int]
    other_id: Mapped[str | None] = mapped_column(ForeignKey("term.id"))
    other_based_on: Mapped[int | None]
    content: Mapped[Json]
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[PlanState] = mapped_column(str_enum(PlanState), default=PlanState.LOOKING)
    opens: Mapped[Json] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    redraft: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[Timestamp]

    term: Mapped[TermRow] = relationship(foreign_keys=[term_id])
    other: Mapped[TermRow | None] = relationship(foreign_keys=[other_id])

    @property
    def releases(self) -> bool:
        """Whether no term is asked for any more once it is made: a text that stays as it is lacks nothing then."""
        return bool(self.content.get("state", TermState.APPROVED) != TermState.APPROVED)


class TermEffect(Base):
    """One row is a text that a planned change touches, at the version that was looked at, and what becomes of it.

    Where `after` is as `before`, the term is missing in the text and a person or an engine has to see to it; or, of a
    plan that `releases`, the term is in force there until then.
    """

    __tablename__ = "term_effect"
    __table_args__ = (UniqueConstraint("plan_id", "unit_id"),)

    id: Mapped[Identifier]
    plan_id: Mapped[str] = mapped_column(ForeignKey("term_plan.id"))
    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    unit_version: Mapped[int]
    kind: Mapped[EffectKind] = mapped_column(str_enum(EffectKind))
    language: Mapped[Code]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    outcome: Mapped[EffectOutcome | None] = mapped_column(str_enum(EffectOutcome))


class TermSuggestion(Base):
    """One row is a change of a name that somebody made in a draft: seen again, the desk proposes a term.

    `term_id` is the term that came of it, whatever became of that: it is proposed once.
    """

    __tablename__ = "term_suggestion"
    __table_args__ = (UniqueConstraint("desk_id", "language", "before", "after"),)

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    language: Mapped[Code]
    before: Mapped[str] = mapped_column(String(100))
    after: Mapped[str] = mapped_column(String(100))
    term_id: Mapped[str | None] = mapped_column(ForeignKey("term.id"), index=True)
    created_at: Mapped[Timestamp]


class TermEvidence(Base):
    """One row is a segment in which a person changed a name so, and when they confirmed it. Append-only."""

    __tablename__ = "term_evidence"
    __table_args__ = (UniqueConstraint("suggestion_id", "unit_id"),)

    id: Mapped[Identifier]
    suggestion_id: Mapped[str] = mapped_column(ForeignKey("term_suggestion.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Timestamp]
