"""Blocks cut into segments, the units of translation, with the exact span of each.

The rules are SRX: the desk's own (`data/segment.srx`) come before LanguageTool's, which stay in choppa's wheel.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import Any

from desk.domain.segment import REFERENCES, WHOLE_BLOCKS, Block, BlockKind, Segment, Span

RULES = Path(__file__).parent / "data" / "segment.srx"

WINDOW = 2000
LONGEST = 4000
"""Characters after which a text without any end of a sentence is cut at a space."""

_ENDING = "_two"  # LanguageTool's name for texts in which a single line break ends nothing
_loading = Lock()


def segment(blocks: Sequence[Block], language: str) -> list[Segment]:
    """The segments of the blocks, in order; `block` is the block's index.

    A headline, subheading or caption is one segment, a reference has none. The spans lie within the block's text in
    order and apart; outside them there is only white space.
    """
    return [
        Segment(index, span.start, span.end, span.of(block.text))
        for index, block in enumerate(blocks)
        for span in spans(block.text, language, block.kind)
    ]


def spans(text: str, language: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Span]:
    """The spans of the sentences of a text, white space trimmed; of the whole text where `kind` is one segment."""
    if kind in REFERENCES:
        return []
    cuts = [len(text)] if kind in WHOLE_BLOCKS else _cuts(text, language)
    return list(_trimmed(text, cuts))


def _trimmed(text: str, cuts: Sequence[int]) -> Iterator[Span]:
    start = 0
    for cut in cuts:
        piece = text[start:cut]
        if bare := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start = cut


def _cuts(text: str, language: str) -> list[int]:
    """Where each piece of the text ends, the last at the end of the text."""
    if not text.strip():
        return []
    cuts = [cut for cut in _beside_quotes(text, _by_rule(text, language)) if 0 < cut < len(text)]
    return [*_with_words(text, cuts), len(text)]


def _by_rule(text: str, language: str) -> Iterator[int]:
    """Where the rules cut, found a window at a time: some rules take time with the square of the text's length."""
    start = 0
    while start < len(text):
        ends = _window(text, start, language)
        yield from (start + end for end in ends)
        start += ends[-1]


def _window(text: str, start: int, language: str) -> list[int]:
    """Where the sentences from `start` on end, counted from there; at least the first of them."""
    from choppa import SrxTextIterator

    rules, window, ends = _rules(language), "", [0]
    for width in (WINDOW, LONGEST):
        window = text[start : start + width]
        ends = list(accumulate(map(len, SrxTextIterator(rules, language + _ENDING, window))))
        if start + width >= len(text):
            return ends
        if len(ends) > 1 and ends[-2] >= WINDOW // 2:
            return ends[:-1]  # the last piece may go on behind the window
    space = window.rfind(" ") + 1
    return [*ends[:-1], space if space > WINDOW else len(window)]


def _beside_quotes(text: str, cuts: Iterable[int]) -> Iterator[int]:
    """The cuts, moved past a closing mark or before an opening one where `"` has space on both sides or on neither.

    No rule can tell then which of the two it is; counting those before it can, unless their number is odd.
    """
    paired = text.count('"') % 2 == 0
    for cut in cuts:
        place = cut
        while text[place : place + 1].isspace():
            place += 1
        if text[place : place + 1] == "”" or (paired and _unclear(text, place) and text.count('"', 0, place) % 2):
            yield place + 1
        elif paired and _unclear(text, cut - 1) and text.count('"', 0, cut) % 2:
            yield cut - 1
        else:
            yield cut


def _unclear(text: str, place: int) -> bool:
    around = text[place - 1 : place + 2] if place else ""
    return len(around) == 3 and around[1] == '"' and around[0].isspace() == around[2].isspace()


def _with_words(text: str, cuts: Iterable[int]) -> Iterator[int]:
    """The cuts that have a letter or a digit on either side: a dash or a quotation mark alone is no sentence."""
    last = next((place for place in range(len(text) - 1, -1, -1) if text[place].isalnum()), -1)
    start, worded = 0, False
    for cut in cuts:
        worded = worded or any(map(str.isalnum, text[start:cut]))
        if worded and start < cut <= last:
            yield cut
            worded = False
        start = max(start, cut)


def _rules(language: str) -> Any:
    """The rules, compiled for a language. Compiling is done once and by one thread; afterwards they are only read."""
    with _loading:
        return _compiled(language)


@cache
def _compiled(language: str) -> Any:
    from choppa import SrxTextIterator

    document = _document()
    list(SrxTextIterator(document, language + _ENDING, "A. B."))
    return document


@lru_cache(maxsize=1)
def _document() -> Any:
    """One SRX document: the desk's rules, then LanguageTool's (LGPL, read from where choppa keeps them)."""
    import choppa
    from choppa import SrxDocument

    theirs = Path(choppa.__file__).parent / "data" / "srx" / "languagetool_segment.srx"
    document = SrxDocument(ruleset=RULES)
    for language_map in SrxDocument(ruleset=theirs).language_map_list:
        rules = language_map.language_rule
        # Three "anything" in a row need time with the fourth power of the text: seconds for ". . . ." on a line.
        rules.rules = [rule for rule in rules.rules if rule.before_pattern.count("*?") < 3]
        document.language_map_list.append(language_map)
    return document
