"""Findings: what a check found in a translation, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desk.domain.segment import Span


class Level(StrEnum):
    """What a finding asks for: nothing, a dismissal with a reason, or a change before publication."""

    INFO = "info"
    WARN = "warn"
    BLOCK = "block"


class FindingState(StrEnum):
    OPEN = "open"
    FIXED = "fixed"
    DISMISSED = "dismissed"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that certainly mends a finding: `target[span] = replacement`. `label` names it on its button."""

    span: Span
    replacement: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in one segment. Spans are code points of the source and of the target text.

    `values` are what fills the message, for translation of the message and for tests.
    """

    segment: str
    check: str
    level: Level
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    fix: Fix | None = None
    values: Mapping[str, str] = field(default_factory=dict)


ONLY_FIXED = frozenset({"empty_target", "stale_source", "markup"})
"""Checks whose findings can neither be dismissed nor contested (design, rule 12)."""
