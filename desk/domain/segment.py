"""The parts of a text: spans, blocks with their marks, and segments, the units of translation in the source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block is in its article. The last three are references without text of their own."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    IMAGE = "image"
    TABLE = "table"
    EMBED = "embed"


WHOLE_BLOCKS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.CAPTION})
"""Kinds that are one segment however many sentences they hold."""

REFERENCES = frozenset({BlockKind.IMAGE, BlockKind.TABLE, BlockKind.EMBED})


class MarkKind(StrEnum):
    """Inline markup, kept beside the text."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINE_BREAK = "line_break"


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup on `text[start:end]`; `attributes` hold for example a link's "href"."""

    kind: MarkKind
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article: its kind, its plain text (NFC) and the marks on it."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence (or a whole headline or caption): the index of its block, its code points there, and its text."""

    block: int
    start: int
    end: int
    text: str
