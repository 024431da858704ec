"""What somebody looks for in the memory: words and phrases, and where a text holds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.domain.segment import Span
from desk.glossary.fold import fold
from desk.memory.words import runs, words_of

MOST_PHRASES = 12
_PART = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]|(\\S+)')
_LETTER = "[^\\W_]"


class Side(StrEnum):
    """On which side of an entry to look."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after another; of the last the beginning is enough where `prefix` says so.

    `runs` are what is found in a text, `words` what the index knows them by.
    """

    runs: tuple[tuple[str, bool], ...]
    words: tuple[str, ...]
    prefix: bool


Query = tuple[Phrase, ...]
"""Phrases that an entry must hold all of, on one side."""


def parse(text: str) -> Query:
    """What a person's words ask for: "words in quotation marks" are a phrase, and begin* is how a word begins.

    At most `MOST_PHRASES` are heard. Empty for a text in which there is no word.
    """
    found = (_phrase(part[1] or part[2]) for part in _PART.finditer(text))
    return tuple(phrase for phrase in found if phrase.words)[:MOST_PHRASES]


def _phrase(said: str) -> Phrase:
    """A phrase. Of a run without spaces the last sign is no word of the index's where more may follow it."""
    found = tuple(runs(said))
    words = tuple(words_of(found))
    prefix = said.rstrip().endswith("*")
    if found and found[-1][1]:
        prefix = prefix or len(found[-1][0]) == 1
        words = words[:-1] if len(found[-1][0]) > 1 else words
    return Phrase(found, words, prefix)


def hits(text: str, query: Query) -> Sequence[Span]:
    """Where a text holds a query's phrases, in order and without overlap."""
    folded = fold(text)
    found = sorted(
        (span.start, -span.end)
        for phrase in query
        for match in _pattern(phrase).finditer(folded.text)
        if (span := folded.span(*match.span())) is not None
    )
    return list(_apart(found))


def _apart(found: Sequence[tuple[int, int]]) -> Iterator[Span]:
    last = 0
    for start, end in found:
        if start >= last:
            yield Span(start, -end)
            last = -end


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    first, last = phrase.runs[0], phrase.runs[-1]
    before = "" if first[1] else f"(?<!{_LETTER})"
    after = "" if last[1] else f"{_LETTER}*" if phrase.prefix else f"(?!{_LETTER})"
    return re.compile(before + "[\\W_]*".join(re.escape(run) for run, _ in phrase.runs) + after)
