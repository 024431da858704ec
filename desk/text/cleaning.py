"""Cleaning: what is no part of an article is taken out of its blocks, each removal with its reason.

Removals are stand-off: they name a span of an extracted block and what stands there instead, so each can be undone
alone and nothing that stays is touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.segment import Block, BlockKind, Mark
from desk.text.credits import credit
from desk.text.furniture import furniture
from desk.text.headlines import repeats
from desk.text.quotes import odd_quotes

_KEPT = frozenset({BlockKind.HEADLINE, BlockKind.IMAGE, BlockKind.TABLE, BlockKind.EMBED})
_NEAR_THE_HEADLINE = 4


def find_removals(blocks: Sequence[Block], language: str | None) -> list[Removal]:
    """What to take out of extracted blocks, in order; removals of one block do not overlap.

    `language` is a code, None where it is not known: then only what needs no language is found.
    """
    headline = next((block.text for block in blocks if block.kind is BlockKind.HEADLINE), "")
    found: list[Removal] = []
    for index, block in enumerate(blocks):
        found += _whole(index, block, headline, language) or _parts(index, block, language)
    return found


def _whole(index: int, block: Block, headline: str, language: str | None) -> list[Removal]:
    """The removal of a block that is no part of the article at all."""
    if block.kind in _KEPT:
        return []
    reason = furniture(block.text, language)
    if reason is None and headline and index <= _NEAR_THE_HEADLINE:
        reason = repeats(block.text, headline)
    return [Removal(index, 0, len(block.text), block.text, "", reason)] if reason else []


def _parts(index: int, block: Block, language: str | None) -> Iterator[Removal]:
    """Changes inside a block that stays: a caption's credit, quotation marks that are none."""
    end = len(block.text)
    if block.kind is BlockKind.CAPTION and (span := credit(block.text, language)):
        end = span.start
    for span, instead, reason in odd_quotes(block.text[:end], language):
        yield Removal(index, span.start, span.end, span.of(block.text), instead, reason)
    if end < len(block.text):
        yield Removal(index, end, len(block.text), block.text[end:], "", RemovalReason.PHOTO_CREDIT)


def apply_removals(blocks: Sequence[Block], removals: Sequence[Removal]) -> list[Block]:
    """The blocks without what was removed; a block of which nothing is left is dropped, marks move with their text."""
    return [block for _, block in _applied(blocks, removals)]


def kept_indexes(blocks: Sequence[Block], removals: Sequence[Removal]) -> list[int]:
    """For each block that `apply_removals` returns, its index among the extracted blocks."""
    return [index for index, _ in _applied(blocks, removals)]


def _applied(blocks: Sequence[Block], removals: Sequence[Removal]) -> Iterator[tuple[int, Block]]:
    for index, block in enumerate(blocks):
        mine = sorted((one for one in removals if one.block == index), key=lambda one: one.start)
        cleaned = _without(block, mine) if mine else block
        if cleaned.text.strip() or not block.text.strip():
            yield index, cleaned


def _without(block: Block, removals: Sequence[Removal]) -> Block:
    text, marks, shift = block.text, block.marks, 0
    for one in removals:
        start, end = one.start + shift, one.end + shift
        text = text[:start] + one.replacement + text[end:]
        marks = tuple(_moved(marks, start, end, len(one.replacement)))
        shift += len(one.replacement) - (one.end - one.start)
    return replace(block, text=text, marks=marks)


def _moved(marks: Sequence[Mark], start: int, end: int, length: int) -> Iterator[Mark]:
    """Marks after `text[start:end]` gave way to `length` characters; a mark of which nothing is left is dropped."""
    for mark in marks:
        first = _place(mark.start, start, end, length)
        last = _place(mark.end, start, end, length)
        if last > first:
            yield replace(mark, start=first, end=last)


def _place(position: int, start: int, end: int, length: int) -> int:
    if position <= start:
        return position
    return start + length if position < end else position + length - (end - start)
