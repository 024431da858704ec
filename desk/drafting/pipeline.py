"""From a list of source texts to their drafts: memory, engine, terms (design, section 8)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.domain.draft import DraftResult, EngineOutput, TranslationEngine
from desk.domain.phrase import phrase
from desk.domain.term import TermOutcome
from desk.memory.index import Match, MemoryIndex, Passage

HoldTerms = Callable[[str, EngineOutput, str, str], tuple[str, tuple[TermOutcome, ...]]]
"""Takes a source text, the engine's output and the two languages; returns the text after terms and how each fared."""


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no database keeps in a text."""


@dataclass(frozen=True, slots=True)
class MemoryDraft(DraftResult):
    """A draft that the memory gave and no engine saw; `entry_id` is the memory's entry."""

    entry_id: str = ""


def draft(
    texts: Sequence[Passage | str],
    source: str,
    target: str,
    engine: TranslationEngine,
    memory: MemoryIndex | None = None,
    hold_terms: HoldTerms | None = None,
) -> list[DraftResult]:
    """One result per text, in order. What the memory knows in context is taken as it is; all else goes to the engine.

    A plain `str` is a text whose neighbours do not matter. A text that the engine fails on has a result without text,
    whose raw output says why. Raises `EngineUnavailable` where the engine is needed and does not serve the pair.
    """
    asked = [Passage(text) if isinstance(text, str) else text for text in texts]
    known = recall(asked, source, target, memory) if memory else [None] * len(asked)
    waiting = [passage.text for passage, found in zip(asked, known, strict=True) if found is None]
    drafted = iter(from_engine(waiting, source, target, engine, hold_terms))
    return [found or next(drafted) for found in known]


def recall(passages: Sequence[Passage], source: str, target: str, memory: MemoryIndex) -> list[DraftResult | None]:
    """What the memory knows of each passage in its context."""
    return [_from_memory(match) for match in memory.exact(passages, source, target)]


def from_engine(
    texts: Sequence[str], source: str, target: str, engine: TranslationEngine, hold_terms: HoldTerms | None = None
) -> list[DraftResult]:
    """What the engine makes of each text, with terms held. Raises `EngineUnavailable` as the engine does."""
    outputs = engine.translate(texts, source, target) if texts else []
    return [_finished(text, output, source, target, hold_terms) for text, output in zip(texts, outputs, strict=True)]


def _from_memory(match: Match | None) -> DraftResult | None:
    if match is None or not match.in_context:
        return None
    return MemoryDraft(EngineOutput(match.target), match.target, (), match.entry_id)


def _finished(text: str, output: EngineOutput, source: str, target: str, hold_terms: HoldTerms | None) -> DraftResult:
    if _UNSTORABLE.search(output.text):
        return DraftResult(EngineOutput("", error=phrase("The engine gave characters that no text has.")), "")
    if output.error is not None or hold_terms is None:
        return DraftResult(output, output.text)
    return DraftResult(output, *hold_terms(text, output, source, target))
