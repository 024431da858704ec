"""What an engine returns, and what becomes of it on the way to a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from desk.domain.segment import Span
from desk.domain.term import TermOutcome

MEMORY_ENGINE = "memory"
"""What stands as the engine of drafts that the memory made."""


class DraftKind(StrEnum):
    """Where in the pipeline a stored draft comes from.

    Of an article's draft the whole article decided on the terms, after its own sentence had. An alternative was decoded
    again from a term on, for people to choose. A joined one is what two segments began with that somebody merged.
    Nobody sees shadows, which other engines made to be compared, nor round trips, which are a draft translated back.
    """

    RAW = "raw"
    TERMS = "terms"
    ARTICLE = "article"
    MEMORY = "memory"
    PIVOT = "pivot"
    ALTERNATIVE = "alternative"
    JOINED = "joined"
    SHADOW = "shadow"
    ROUND_TRIP = "round_trip"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Cross-attention of one sentence: `weights[t][s]` between the tokens at `target[t]` and `source[s]`."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class EngineModel:
    """What drafts a pair: the engine's name, its model (an Argos package) and version, and the notice readers need.

    A `starter` is a model for trying the desk: any other engine that serves the pair is asked before it.
    """

    engine: str
    model: str
    version: str
    notice: str = ""
    starter: bool = False


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """An engine's answer for one sentence: its text or, where it has none, one sentence that says why.

    `score` is the mean log-probability per target token (natural logarithm, at most 0), None if the engine has none.
    `model` is what drafted this sentence, where the engine can tell for each; it may have changed models meanwhile.
    """

    text: str
    score: float | None = None
    alignment: Alignment | None = None
    error: str | None = None
    model: EngineModel | None = None


@dataclass(frozen=True, slots=True)
class TokenScores:
    """How sure a model is of each token of a target: log-probabilities (natural logarithm, at most 0).

    `spans[n]` is the place of the token of `log_probs[n]` in the target; `end` is of the mark that ends the sentence.
    """

    spans: tuple[Span, ...]
    log_probs: tuple[float, ...]
    end: float


class TranslationEngine(Protocol):
    """Something that drafts. Implementations live in `desk.engines`."""

    name: str

    def pairs(self) -> list[tuple[str, str]]:
        """The (source, target) language codes it can draft now. Raises `EngineDown` where it cannot be asked."""

    def model(self, source: str, target: str) -> EngineModel:
        """What would draft the pair. Raises `EngineUnavailable` where nothing would."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """One output per text, in order. One text that fails is an output with an error, not an exception.

        Raises `EngineUnavailable` where the pair cannot be drafted at all, `EngineDown` where it can be later.
        """


@runtime_checkable
class ListsModels(Protocol):
    """What an engine may do besides: say of all its pairs at once what would draft them."""

    def models(self) -> Mapping[tuple[str, str], EngineModel]:
        """What `model` says of each of its `pairs`. Raises `EngineDown` where it cannot be asked."""


@runtime_checkable
class ScoresTokens(Protocol):
    """What an engine may do besides: judge texts token by token, whoever wrote them."""

    def score_tokens(self, pairs: Sequence[tuple[str, str]], source: str, target: str) -> list[TokenScores | None]:
        """One answer per pair of source and target text, in order.

        None where there is nothing to say: an empty text, one too long for the model, a pair of languages that two
        packages make together, a tokenizer without spans. Raises `EngineUnavailable` as `translate` does.
        """


@runtime_checkable
class Redecodes(Protocol):
    """What an engine may do besides: draft a sentence anew after a beginning that is given."""

    def redecode(self, text: str, source: str, target: str, prefix_text: str) -> EngineOutput:
        """A draft that begins with `prefix_text`; its score is of what the model wrote itself.

        After an unusual beginning the rest is often worse, so it is an alternative for people to choose, no better
        draft. Raises `EngineUnavailable` as `translate` does.
        """


@dataclass(frozen=True, slots=True)
class DraftResult:
    """A finished draft: the engine's raw output and the text after terms, with how each term fared."""

    raw: EngineOutput
    text: str
    terms: tuple[TermOutcome, ...] = ()
