"""Cleaning: what is no part of an article is taken out of its blocks, each removal with its reason.

Removals are stand-off: they name a span of an extracted block and what stands there instead. Those of one block never
overlap, so each can be undone alone and nothing else moves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.segment import REFERENCES, Block, BlockKind, Mark, MarkKind, Span
from desk.text.credits import credit
from desk.text.furniture import Furniture, furniture, is_date
from desk.text.headlines import counter_behind, letters, repeats
from desk.text.quotes import odd_quotes

_TOP = 6  # blocks in which the headline may stand again and the date of the page may stand
_LONG_HEADLINE = 5  # words from which on a repetition further down is no coincidence
_LINKED = 0.9  # share of a block's text that is a link where the block is one


def find_removals(blocks: Sequence[Block], language: str | None) -> list[Removal]:
    """What to take out of extracted blocks, in order. `language` is a code, None where it is not known."""
    whole = _whole_blocks(blocks, language)
    found: list[Removal] = []
    for index, block in enumerate(blocks):
        if index in whole:
            found.append(Removal(index, 0, len(block.text), block.text, "", whole[index]))
        elif block.kind not in REFERENCES:
            found += _inside(index, block, language)
    return found


def _whole_blocks(blocks: Sequence[Block], language: str | None) -> dict[int, RemovalReason]:
    """The blocks that are no part of the article at all, by index."""
    places = [index for index, block in enumerate(blocks) if _may_go(block)]
    told = {index: furniture(blocks[index].text, language) for index in places}
    reasons = {index: one.reason for index, one in told.items() if one and not one.weak}
    for index in (index for index in places if index not in reasons):
        if reason := _by_place(index, blocks, language):
            reasons[index] = reason
    _spread(told, reasons)
    _spread(dict(reversed(told.items())), reasons)
    _follow_labels(blocks, told, reasons)
    return reasons


def _may_go(block: Block) -> bool:
    return block.kind not in REFERENCES and block.kind is not BlockKind.HEADLINE and bool(block.text.strip())


def _by_place(index: int, blocks: Sequence[Block], language: str | None) -> RemovalReason | None:
    """Why a block goes that is text in itself: the headline again, the page's date at its top."""
    text = blocks[index].text
    headline = next((block.text for block in blocks if block.kind is BlockKind.HEADLINE), "")
    if index < _TOP and repeats(text, headline, language):
        return RemovalReason.HEADLINE_REPEATED
    if letters(text) == letters(headline) and len(headline.split()) >= _LONG_HEADLINE:
        return RemovalReason.HEADLINE_REPEATED
    return RemovalReason.FURNITURE if index < _TOP and is_date(text, language) else None


def _spread(told: Mapping[int, Furniture | None], reasons: dict[int, RemovalReason]) -> None:
    """Words that only may be furniture are, right beside a block that is: the fields of a form, a row of buttons."""
    near: RemovalReason | None = None
    for index, one in told.items():
        if one and one.weak and near is not None:
            reasons.setdefault(index, near)
        near = reasons.get(index)
        if near is RemovalReason.HEADLINE_REPEATED:
            near = None


def _follow_labels(
    blocks: Sequence[Block], told: Mapping[int, Furniture | None], reasons: dict[int, RemovalReason]
) -> None:
    """After "Related stories" go the links that follow it."""
    following = False
    for index, one in told.items():
        if one and one.label and reasons.get(index) is RemovalReason.RELATED_LINKS:
            following = True
        elif following and index not in reasons and _is_link(blocks[index]):
            reasons[index] = RemovalReason.RELATED_LINKS
        else:
            following = False


def _is_link(block: Block) -> bool:
    linked = sum(mark.end - mark.start for mark in block.marks if mark.kind is MarkKind.LINK)
    return linked >= _LINKED * len(block.text)


def _inside(index: int, block: Block, language: str | None) -> Iterator[Removal]:
    """Changes inside a block that stays: odd quotation marks, a counter behind the headline, a photo credit."""
    tail, reason = _tail(block, language)
    code = [Span(mark.start, mark.end) for mark in block.marks if mark.kind is MarkKind.CODE]
    for span, instead in odd_quotes(block.text[: tail.start], language):
        if not any(span.overlaps(one) for one in code):
            yield Removal(index, span.start, span.end, span.of(block.text), instead, RemovalReason.QUOTE_MARKS)
    if tail.start < tail.end:
        yield Removal(index, tail.start, tail.end, tail.of(block.text), "", reason)


def _tail(block: Block, language: str | None) -> tuple[Span, RemovalReason]:
    if block.kind is BlockKind.HEADLINE:
        span, reason = counter_behind(block.text, language), RemovalReason.COMMENT_COUNT
    else:
        span = credit(block.text, language, caption=block.kind is BlockKind.CAPTION)
        reason = RemovalReason.PHOTO_CREDIT
    return span or Span(len(block.text), len(block.text)), reason


def apply_removals(blocks: Sequence[Block], removals: Sequence[Removal]) -> list[Block]:
    """The blocks without what was removed; a block of which nothing is left is dropped, marks move with their text.

    Raises `Invalid` for a removal that does not fit its block, or overlaps another.
    """
    return [block for _, block in _applied(blocks, removals)]


def kept_indexes(blocks: Sequence[Block], removals: Sequence[Removal]) -> list[int]:
    """For each block that `apply_removals` returns, its index among the extracted blocks."""
    return [index for index, _ in _applied(blocks, removals)]


def _applied(blocks: Sequence[Block], removals: Sequence[Removal]) -> Iterator[tuple[int, Block]]:
    mine: dict[int, list[Removal]] = {}
    for one in sorted(removals, key=lambda one: (one.block, one.start)):
        if not 0 <= one.block < len(blocks):
            raise Invalid(
                phrase(
                    "A removal speaks of block {block}, but there are {count} blocks.",
                    block=one.block,
                    count=len(blocks),
                )
            )
        mine.setdefault(one.block, []).append(one)
    for index, block in enumerate(blocks):
        cleaned = _without(block, mine[index]) if index in mine else block
        if index not in mine or cleaned.text.strip():
            yield index, cleaned


def _without(block: Block, removals: Sequence[Removal]) -> Block:
    for one in removals:
        if block.text[one.start : one.end] != one.text:
            raise Invalid(
                phrase(
                    "Block {block} does not read “{text}” at {start}–{end}, as a removal says.",
                    block=one.block,
                    text=one.text,
                    start=one.start,
                    end=one.end,
                )
            )
    for first, second in pairwise(removals):
        if second.start < first.end:
            raise Invalid(
                phrase("Two removals overlap in block {block}, at {start}.", block=first.block, start=second.start)
            )
    ends = [*(one.start for one in removals), len(block.text)]
    starts = [0, *(one.end for one in removals)]
    kept = [block.text[start:end] for start, end in zip(starts, ends, strict=True)]
    text = kept[0] + "".join(one.replacement + piece for one, piece in zip(removals, kept[1:], strict=True))
    return replace(block, text=text, marks=tuple(_moved(block.marks, removals)))


def _moved(marks: Sequence[Mark], removals: Sequence[Removal]) -> Iterator[Mark]:
    """The marks where their text is now; one of which nothing is left is dropped."""
    for mark in marks:
        start, end = _place(mark.start, removals, after=False), _place(mark.end, removals, after=True)
        if start < end:
            yield replace(mark, start=start, end=end)


def _place(position: int, removals: Sequence[Removal], *, after: bool) -> int:
    """Where a position is after the removals. One inside a removal goes to an edge of the replacement."""
    shift = 0
    for one in removals:
        if position >= one.end:
            shift += len(one.replacement) - (one.end - one.start)
        elif position > one.start:
            return one.start + shift + (len(one.replacement) if after else 0)
    return position + shift
