"""What a translation memory answers, whatever it is stored in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
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


class Kind(StrEnum):
    """How well a known source fits a passage: text and neighbours the same, the text the same, or the text alike."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Whence:
    """Where an entry comes from: a translation of the desk, or a file.

    `person` is the name of who approved or imported it, empty where they have left; `at` is when. `translation_id` is
    None and `story` empty for an entry from a file, whose name `file` is then.
    """

    at: dt.datetime
    person: str = ""
    translation_id: str | None = None
    story: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known segment that may help with a passage. `score` is 0 to 1, and 1 where the source is the same."""

    entry_id: str
    source: str
    target: str
    score: float
    kind: Kind
    origin: Whence


class MemoryIndex(Protocol):
    """A memory as its users see it. Whoever makes one has settled on whose behalf it is asked."""

    def exact(self, passages: Sequence[Passage], source: str, target: str) -> list[Match | None]:
        """For each passage the best translation of the same text: in context before out of it, then the newest."""

    def similar(
        self, passage: Passage, source: str, target: str, limit: int = 5, floor: float = 0.6
    ) -> list[Candidate]:
        """At most `limit` known segments of the pair that are alike by `floor` or more, the best first.

        Those in context come before the same text elsewhere, and these before fuzzy ones by score, of equals the
        newest. Of entries with the same source and target one is told.
        """
