"""A plain-text article: its headline, and its paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desk.domain.segment import Block, BlockKind
from desk.text.normal import normalise, one_line

_LONGEST_HEADLINE = 160
_NARROWEST, _WIDEST = 30, 120  # characters of a line that was broken to a width
_FEWEST_UNPARTED = 5
_HANGING = 2  # marks that may not begin a line, so that the one before ends early
_END = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]」』]*$")
_BULLET = re.compile(r"[•●▪◦‣]\s*")


def read_plain(text: str) -> list[Block]:
    """The blocks of a text; none where there is no letter or digit in it.

    Blank lines part paragraphs, and lines that were broken to a width are joined; where there are no blank lines, each
    line is a paragraph. The first line is the headline where a blank line follows it, or where it is short and does
    not end like a sentence; a text of one paragraph has none.
    """
    groups = list(_groups(normalise(text)))
    width = max((len(line) for group in groups for line in group), default=0)
    parted = len(groups) > 1
    paragraphs = [one_line(part) for group in groups for part in _paragraphs(group, width, parted=parted)]
    paragraphs = [part for part in paragraphs if any(map(str.isalnum, part))]
    if len(paragraphs) > 1 and _is_headline(paragraphs[0], alone=parted and len(groups[0]) == 1):
        return [Block(BlockKind.HEADLINE, paragraphs[0]), *map(_block, paragraphs[1:])]
    return list(map(_block, paragraphs))


def _groups(text: str) -> Iterator[list[str]]:
    """The lines between blank lines."""
    group: list[str] = []
    for line in map(str.strip, text.split("\n")):
        if line:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(group: Sequence[str], width: int, *, parted: bool) -> list[str]:
    """The paragraphs of a group: one where its lines were broken to the text's width, else one a line.

    A text that blank lines part nowhere has to be longer for that, since two lines of one length prove little.
    """
    enough = len(group) >= (2 if parted else _FEWEST_UNPARTED) and _NARROWEST <= width <= _WIDEST
    going_on = any(not _END.search(line) for line in group[:-1])
    if enough and going_on and all(_was_broken(*pair, width) for pair in pairwise(group)):
        return [_joined(group)]
    return list(group)


def _was_broken(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room on this one, which shows that the text goes on."""
    if _unspaced(following[0]):
        return len(line) + _HANGING > width
    return len(line) + 1 + len(following.split()[0]) > width


def _joined(lines: Sequence[str]) -> str:
    """Broken lines as one, with a space where there was one."""
    text = lines[0]
    for line in lines[1:]:
        text += line if _unspaced(text[-1]) and _unspaced(line[0]) else f" {line}"
    return text


def _unspaced(letter: str) -> bool:
    """Whether a letter is of a script that sets no space between words: a line of it may end anywhere."""
    return "\u0e00" <= letter <= "\u0e7f" or "\u2e80" <= letter <= "\uabff" or "\uf900" <= letter <= "\uffef"


def _is_headline(line: str, *, alone: bool) -> bool:
    return len(line) <= _LONGEST_HEADLINE and (alone or not _END.search(line))


def _block(paragraph: str) -> Block:
    bullet = _BULLET.match(paragraph)
    if bullet and paragraph[bullet.end() :]:
        return Block(BlockKind.LIST_ITEM, paragraph[bullet.end() :])
    return Block(BlockKind.PARAGRAPH, paragraph)
