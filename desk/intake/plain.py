"""A plain-text article: its first line is the headline, empty lines part its paragraphs."""

import re

from desk.domain.errors import Invalid
from desk.domain.segment import Block, BlockKind
from desk.text.normal import normalise, one_line

_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")
_LONGEST_HEADLINE = 300


def read_plain(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Raises `Invalid` where there is none.

    Where no empty line parts paragraphs, every line is one. The first line is the headline where a line of its own
    stands there that is short enough for one; otherwise the beginning of the text serves.
    """
    text = normalise(text).strip()
    if not text:
        raise Invalid("There is no text in it.")
    first, _, rest = text.partition("\n")
    parts = _PARAGRAPHS.split(rest) if "\n\n" in _PARAGRAPHS.sub("\n\n", rest) else rest.split("\n")
    bodies = [one_line(part) for part in parts if part.strip()]
    if not bodies or len(first) > _LONGEST_HEADLINE:
        whole = [one_line(first), *bodies]
        return (Block(BlockKind.HEADLINE, _beginning(whole[0])), *(Block(BlockKind.PARAGRAPH, one) for one in whole))
    return (Block(BlockKind.HEADLINE, one_line(first)), *(Block(BlockKind.PARAGRAPH, one) for one in bodies))


def _beginning(text: str) -> str:
    """The first words of a text that has no headline."""
    if len(text) <= 80:
        return text
    return text[:80].rsplit(" ", 1)[0] + " …"
