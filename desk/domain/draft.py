"""What an engine returns, and what becomes of it on the way to a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desk.domain.segment import Span
from desk.domain.term import TermOutcome


class DraftKind(StrEnum):
    """Where in the pipeline a stored draft comes from."""

    RAW = "raw"
    TERMS = "terms"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Cross-attention of one sentence: `weights[t][s]` between the tokens at `target[t]` and `source[s]`."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """An engine's answer for one sentence: its text or, where it has none, one sentence that says why.

    `score` is the mean log-probability per target token (natural logarithm, at most 0), None if the engine has none.
    """

    text: str
    score: float | None = None
    alignment: Alignment | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class EngineModel:
    """What drafts a pair: the engine's name, its model (an Argos package) and version, and the notice readers need."""

    engine: str
    model: str
    version: str
    notice: str = ""


class TranslationEngine(Protocol):
    """Something that drafts. Implementations live in `desk.engines`."""

    name: str

    def pairs(self) -> list[tuple[str, str]]:
        """The (source, target) language codes it can draft now."""

    def model(self, source: str, target: str) -> EngineModel:
        """What would draft the pair. Raises `EngineUnavailable` where nothing would."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """One output per text, in order. One text that fails is an output with an error, not an exception.

        Raises `EngineUnavailable` where the pair cannot be drafted at all.
        """


@dataclass(frozen=True, slots=True)
class DraftResult:
    """A finished draft: the engine's raw output and the text after terms, with how each term fared."""

    raw: EngineOutput
    text: str
    terms: tuple[TermOutcome, ...] = ()
