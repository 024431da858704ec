"""Matches: what the translation memory has of the segment's source, and of sources like it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.memory.index import Candidate
from desk.services.memory import Memory
from desk.services.passages import passages_of
from desk.text.diff import DiffPart, word_diff
from desk.web.sheet.aids.asked import Asked


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """An approved translation. `parts` turn its source into the segment's; `stands`: the text reads like it."""

    candidate: Candidate
    parts: Sequence[DiffPart]
    stands: bool


def memory_matches(asked: Asked) -> Sequence[MemoryMatch]:
    """The best first; a fixed number of queries, none for a segment that was added."""
    if not asked.source.strip():
        return ()
    passage = passages_of(asked.session, [asked.unit])[asked.unit.id]
    memory = Memory(asked.session, asked.actor)
    return [
        MemoryMatch(one, word_diff(one.source, asked.source), one.target == asked.unit.text)
        for one in memory.similar(passage, asked.source_language, asked.language)
    ]
