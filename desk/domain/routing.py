"""Which engine drafts a pair of languages, which ones stand by, and how an engine is."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.domain.draft import EngineModel
from desk.domain.errors import EngineDown, EngineUnavailable, Invalid
from desk.domain.phrase import phrase

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
            raise Invalid(phrase("The engine “{name}” stands twice in one route.", name=name))

    @property
    def asked(self) -> tuple[str, ...]:
        """The engines that may draft, in order; a route that waits asks its first alone."""
        return (self.first,) if self.when_down is WhenDown.WAIT else (self.first, *self.fallbacks)


@dataclass(frozen=True, slots=True)
class EngineState:
    """How an engine is, as this process saw it: up, or down for a `reason`, both `since` when it was first seen so.

    `models` are what drafts each of its pairs or, where it is down, what did when it was last up.
    """

    name: str
    models: Mapping[Pair, EngineModel]
    reason: str
    since: dt.datetime
    checked_at: dt.datetime

    @property
    def up(self) -> bool:
        return not self.reason

    def drafts(self, pair: Pair) -> bool:
        """Whether it drafts the pair now."""
        return self.up and pair in self.models


def in_order(states: Sequence[EngineState], pair: Pair) -> list[str]:
    """The engines, the best for a pair first: those that draft it now before others, starter models behind the rest."""

    def rank(state: EngineState) -> int:
        return int(state.models[pair].starter) if state.drafts(pair) else 2

    return [state.name for state in sorted(states, key=rank)]


def choose(route: Route, pair: Pair, look: Callable[[str], EngineState]) -> EngineState:
    """Who drafts the pair now: the first engine of the route that is up and serves it; `look` is asked for no more.

    Raises `EngineDown` where the route waits for its first engine, else `EngineUnavailable` with every reason.
    """
    reasons = []
    for state in map(look, route.asked):
        if state.drafts(pair):
            return state
        if not state.up and route.when_down is WhenDown.WAIT:
            raise EngineDown(state.reason)
        said = phrase(
            "The engine “{name}” does not draft {source} → {target}.", name=state.name, source=pair[0], target=pair[1]
        )
        reasons.append(state.reason or said)
    raise EngineUnavailable(reasons[0] if len(reasons) == 1 else " ".join(reasons))


def _repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
