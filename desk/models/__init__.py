"""The tables. Each model's docstring says what one row means."""

from desk.models.base import Base
from desk.models.job import Job, JobState
from desk.models.memory import MemoryEntry
from desk.models.people import ApiToken, AuditEntry, Desk, Membership, Person, Profile, Ticket
from desk.models.publication import Publication, PublicationEvent, Review, ReviewReason, ScoreRow
from desk.models.routing import EngineRoute, EngineRouteStep
from desk.models.story import Article, BlockRow, Outlet, RemovalRow, Revision, SegmentRow, Story, StoryAccess
from desk.models.term import (
    EffectKind,
    EffectOutcome,
    PlanState,
    TermAction,
    TermChange,
    TermEffect,
    TermForm,
    TermPlan,
    TermRow,
    TermSynced,
)
from desk.models.translation import (
    Dismissal,
    Draft,
    DraftConfidence,
    Edit,
    FindingRow,
    Proposal,
    Transition,
    Translation,
    Unit,
    UnitSegment,
)

__all__ = [
    "ApiToken",
    "Article",
    "AuditEntry",
    "Base",
    "BlockRow",
    "Desk",
    "Dismissal",
    "Draft",
    "DraftConfidence",
    "Edit",
    "EffectKind",
    "EffectOutcome",
    "EngineRoute",
    "EngineRouteStep",
    "FindingRow",
    "Job",
    "JobState",
    "Membership",
    "MemoryEntry",
    "Outlet",
    "Person",
    "PlanState",
    "Profile",
    "Proposal",
    "Publication",
    "PublicationEvent",
    "RemovalRow",
    "Review",
    "ReviewReason",
    "Revision",
    "ScoreRow",
    "SegmentRow",
    "Story",
    "StoryAccess",
    "TermAction",
    "TermChange",
    "TermEffect",
    "TermForm",
    "TermPlan",
    "TermRow",
    "TermSynced",
    "Ticket",
    "Transition",
    "Translation",
    "Unit",
    "UnitSegment",
]

APPEND_ONLY = (
    "revision",
    "block",
    "segment",
    "removal",
    "transition",
    "draft",
    "edit",
    "proposal",
    "dismissal",
    "review",
    "review_reason",
    "publication",
    "publication_event",
    "audit_entry",
    "term_change",
)
"""Tables that the database itself keeps from being changed (design, rules 4 and 5)."""
