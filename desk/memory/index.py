"""What a translation memory answers, whatever it is stored in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Passage:
    """A source text with its neighbours in the article, each empty at the article's edge."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An approved translation: the entry's id and its target; `in_context` where the neighbours are the same too."""

    entry_id: str
    target: str
    in_context: bool


class MemoryIndex(Protocol):
    """A memory as the pipeline sees it. Whoever makes one has settled on whose behalf it is asked."""

    def exact(self, passages: Sequence[Passage], source: str, target: str) -> list[Match | None]:
        """For each passage the best translation of the same text: in context before out of it, then the newest."""
