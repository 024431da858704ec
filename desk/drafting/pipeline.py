"""From a list of source texts to their drafts: memory, engine, terms (design, section 8)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desk.domain.draft import DraftKind, DraftResult, EngineOutput, TranslationEngine
from desk.domain.term import TermOutcome

HoldTerms = Callable[[str, EngineOutput, str, str], tuple[str, tuple[TermOutcome, ...]]]
"""Takes a source text, the engine's output and the two languages; returns the text after terms and how each fared."""


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no database keeps in a text."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to draft, with its neighbours in the article, by which a memory tells a match in context."""

    text: str
    before: str = ""
    after: str = ""


class MemoryLookup(Protocol):
    """What the pipeline asks of a translation memory."""

    def in_context(self, text: SourceText, source: str, target: str) -> str | None:
        """The approved translation of the same text between the same neighbours, None where there is none."""


@dataclass(frozen=True, slots=True)
class MemoryDraft(DraftResult):
    """A draft that the memory gave and no engine saw."""


def draft(
    texts: Sequence[SourceText | str],
    source: str,
    target: str,
    engine: TranslationEngine,
    memory: MemoryLookup | None = None,
    hold_terms: HoldTerms | None = None,
) -> list[DraftResult]:
    """One result per text, in order. What the memory knows is taken as it is; all else goes to the engine at once.

    A plain `str` is a text whose neighbours do not matter. A text that the engine fails on has a result without text,
    whose raw output says why. Raises `EngineUnavailable` where the engine is needed and does not serve the pair.
    """
    asked = [SourceText(text) if isinstance(text, str) else text for text in texts]
    known = [memory.in_context(text, source, target) if memory else None for text in asked]
    waiting = [text.text for text, found in zip(asked, known, strict=True) if found is None]
    outputs = iter(engine.translate(waiting, source, target) if waiting else ())
    return [
        _from_memory(found) if found is not None else _from_engine(text.text, next(outputs), source, target, hold_terms)
        for text, found in zip(asked, known, strict=True)
    ]


def kind_of(result: DraftResult) -> DraftKind:
    """Where a result comes from: the memory, the engine alone, or the engine with terms put right."""
    if isinstance(result, MemoryDraft):
        return DraftKind.MEMORY
    return DraftKind.RAW if result.text == result.raw.text else DraftKind.TERMS


def _from_memory(text: str) -> DraftResult:
    return MemoryDraft(EngineOutput(text), text)


def _from_engine(
    text: str, output: EngineOutput, source: str, target: str, hold_terms: HoldTerms | None
) -> DraftResult:
    if _UNSTORABLE.search(output.text):
        return DraftResult(EngineOutput("", error="The engine gave characters that no text has."), "")
    if output.error is not None or hold_terms is None:
        return DraftResult(output, output.text)
    return DraftResult(output, *hold_terms(text, output, source, target))
