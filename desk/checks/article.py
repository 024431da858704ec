"""What the checks look at: an article and its translation, segment by segment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desk.domain.segment import BlockKind
from desk.domain.term import TermMatch


class Glossary(Protocol):
    """The terms that a check compares with; `desk.glossary` has the real one."""

    def match(self, text: str, language: str) -> Sequence[TermMatch]:
        """Every form, of every status, found in a text: leftmost-longest, spans in code points."""

    def expected(self, source_text: str, source_language: str, target_language: str) -> Sequence[TermMatch]:
        """The terms found in a source text that its translation has to show."""


@dataclass(frozen=True, slots=True)
class CheckSegment:
    """A source segment and its target text.

    `omitted` means left out on purpose: no check looks at it. `added` is a sentence of the translator's own: it has no
    source that it could differ from.
    """

    id: str
    source: str
    target: str
    kind: BlockKind = BlockKind.PARAGRAPH
    omitted: bool = False
    added: bool = False

    @property
    def empty(self) -> bool:
        """Whether the target holds no letter and no digit."""
        return not any(character.isalnum() for character in self.target)


@dataclass(frozen=True, slots=True)
class CheckArticle:
    """The segments of one translation in order, with its two languages and the glossary that holds for it."""

    source_language: str
    target_language: str
    segments: tuple[CheckSegment, ...]
    glossary: Glossary | None = None
