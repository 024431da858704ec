"""Which engine drafts a pair of languages, which ones stand by, and how an engine is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk.domain.errors import Invalid

Pair = tuple[str, str]
"""The codes of the source and the target language."""


class EngineName(StrEnum):
    """The engines that the desk knows, in the order in which they are asked where nothing else is said."""

    ARGOS = "argos"
    LIBRETRANSLATE = "libretranslate"
    APERTIUM = "apertium"
    QUIET = "quiet"


class WhenDown(StrEnum):
    """What becomes of a story whose first engine is down."""

    WAIT = "wait"
    """It waits, says so, and goes on by itself when the engine is back."""
    FALL_BACK = "fall_back"
    """The next engine of the route drafts it; where none is left, people translate it without drafts."""


class StepKind(StrEnum):
    """What an engine of a route does: it drafts what people see, or it drafts unseen."""

    DRAFTS = "drafts"
    SHADOWS = "shadows"


@dataclass(frozen=True, slots=True)
class Route:
    """Who drafts a pair: `first`, or the first of `fallbacks` that can. `shadows` draft too, unseen, to be compared.

    Raises `Invalid` where an engine is named twice to draft, or shadows itself.
    """

    first: str
    fallbacks: tuple[str, ...] = ()
    shadows: tuple[str, ...] = ()
    when_down: WhenDown = WhenDown.FALL_BACK

    def __post_init__(self) -> None:
        for name in (*_repeated((self.first, *self.fallbacks)), *_repeated((self.first, *self.shadows))):
            raise Invalid(f"The engine “{name}” stands twice in one route.")

    @property
    def asked(self) -> tuple[str, ...]:
        """The engines that may draft, in order; a route that waits asks its first alone."""
        return (self.first,) if self.when_down is WhenDown.WAIT else (self.first, *self.fallbacks)

    def shadows_of(self, drafted_by: str) -> tuple[str, ...]:
        """The shadows, without the engine that drafted what is seen: a fallback may be a shadow as well."""
        return tuple(name for name in self.shadows if name != drafted_by)


@dataclass(frozen=True, slots=True)
class EngineState:
    """How an engine is, as this process saw it: up, or down for a `reason`, both `since` when it was first seen so.

    `pairs` are those that it drafts or, where it is down, those that it drafted when it was last up.
    """

    name: str
    pairs: frozenset[Pair]
    reason: str
    since: dt.datetime
    checked_at: dt.datetime

    @property
    def up(self) -> bool:
        return not self.reason

    def drafts(self, source: str, target: str) -> bool:
        """Whether it drafts the pair now."""
        return self.up and (source, target) in self.pairs


def _repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
