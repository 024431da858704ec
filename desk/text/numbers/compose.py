"""Building numbers from their pieces: "two hundred and four", "1,2 tỷ", "2億3000万", "dreiundvierzig"."""

import re
from collections.abc import Iterator
from fractions import Fraction

from desk.domain.segment import Span
from desk.text.numbers.found import NumberFound, NumberKind, Weight
from desk.text.numbers.lexicon import Lexicon, Role
from desk.text.numbers.scan import Item, Other
from desk.text.numbers.sum import TENS, Sum, magnitude

_GAP = re.compile(r"[\s\u200b]{0,2}[-‑\u00ad]?\s?")
_ARTICLE_GAP = re.compile(r"[\s-]{1,2}(?:(?:an?|eine?|une?|de|of)\s)?")
_BUILDING = frozenset({Other.DIGITS, Role.CARDINAL, Role.MULTIPLIER, Role.SCALE, Role.HALF})
_PARTS = range(3, 11)  # a third is also one of three


def compose(text: str, found: list[Item], lexicon: Lexicon) -> Iterator[NumberFound]:
    """The numbers that the items make, in order."""
    place = 0
    while place < len(found):
        item = found[place]
        opens = item.role in _BUILDING or _opens_ordinal(found[place : place + 3], lexicon.units_first)
        if opens and not (item.reading and item.reading.value is None):
            number, length = _build(text, found[place : place + 24], lexicon)
            yield number
            place += length
            continue
        yield from _single(item)
        place += 1


def _opens_ordinal(found: list[Item], units_first: bool) -> bool:
    """Whether an ordinal goes on: "trigésimo sexta", and as in Arabic "fourth and thirty", "ninth ten"."""
    first, *rest = found
    if first.role is not Role.ORDINAL or not rest:
        return False
    if rest[0].role is Role.ORDINAL:
        return rest[0].value < magnitude(first.value)
    if first.value >= 10 or not units_first:
        return False
    if rest[0].role is Role.JOINER:
        return len(rest) > 1 and rest[1].role is Role.CARDINAL and rest[1].value in TENS
    return rest[0].role is Role.CARDINAL and rest[0].value == 10


def _single(item: Item) -> Iterator[NumberFound]:
    if item.reading:
        for value, start, end in item.reading.parts:
            span = Span(item.start + start, item.start + end)
            yield NumberFound(value, span, NumberKind.DIGITS, Weight.REQUIRED)
    elif item.role in (Role.ORDINAL, Other.MONTH):
        kind = NumberKind.ORDINAL if item.role is Role.ORDINAL else NumberKind.MONTH
        weight = Weight.CLEAR if item.clear and item.role is Role.ORDINAL else Weight.LOOSE
        others = (*item.others, 1 / item.value) if kind is NumberKind.ORDINAL and item.value in _PARTS else item.others
        yield NumberFound(item.value, Span(item.start, item.end), kind, weight, others)
    elif item.role in (Other.VAGUE, Other.ROMAN):
        kind = NumberKind.ROMAN if item.role is Other.ROMAN else NumberKind.VAGUE
        yield NumberFound(item.value, Span(item.start, item.end), kind, Weight.LOOSE, item.others)


def _build(text: str, found: list[Item], lexicon: Lexicon) -> tuple[NumberFound, int]:
    """The longest number that the items begin, and how many of them it takes."""
    state = Sum(lexicon.units_first)
    taken, joined = 0, False
    kind = NumberKind.WORDS
    for place, item in enumerate(found):
        if place and item.opening and item.role is not Role.HALF:
            break
        if place and not _near(text, found[place - 1], item, lexicon.more):
            break
        if item.role is Role.JOINER:
            if joined or not place:
                break
            joined = True
            continue
        if item.role is Role.ORDINAL and not place:
            state.add(item.value, joined)
            kind, taken = NumberKind.ORDINAL, 1
            continue
        if item.role is Role.ORDINAL:
            if _closes(state, item, joined):
                state.add(item.value, joined)
                kind, taken = NumberKind.ORDINAL, place + 1
            elif place == 1 and (fraction := _fraction(state.value, item)):
                return _fraction_found(fraction, found[0], item), 2
            break
        if item.role is Other.VAGUE and item.value < 1 and place == 1 and (fraction := _fraction(state.value, item)):
            return _fraction_found(fraction, found[0], item), 2
        if not _take(state, item, found, place, joined):
            break
        taken, joined = place + 1, False
    pieces = found[:taken]
    return _number(state, pieces, kind), taken


def _closes(state: Sum, item: Item, joined: bool) -> bool:
    """Whether an ordinal ends the number: "twenty-third", "dreiundzwanzigste", but not "two thirds"."""
    if not state.low:
        return False
    if state.units_first and joined:
        return state.low[-1] < 10 and item.value in TENS
    return item.value < magnitude(state.low[-1]) and not joined


def _near(text: str, before: Item, item: Item, more: str) -> bool:
    gap = text[before.end : item.start]
    if not gap:
        return True
    if item.glued:
        return not gap.strip(more + " \u00a0" if before.role is Other.DIGITS else more)
    if item.role in (Role.HALF, Role.SCALE) and (before.role in (Role.JOINER, Role.HALF)):
        return bool(_ARTICLE_GAP.fullmatch(gap))
    if item.role is Other.DIGITS:
        return gap.isspace()
    return bool(_GAP.fullmatch(gap))


def _take(state: Sum, item: Item, found: list[Item], place: int, joined: bool) -> bool:
    match item.role:
        case Other.DIGITS:
            return _take_digits(state, item, found, place)
        case Role.CARDINAL:
            figures = any(before.role is Other.DIGITS for before in found[:place])
            if figures and not item.glued:  # "1.7 million four years ago"
                return False
            return state.add(item.value, joined)
        case Role.MULTIPLIER:
            return not joined and state.multiply(item.value)
        case Role.SCALE:
            return not joined and state.scale(item.value)
        case Role.HALF:
            unjoined = place > 0 and not joined and state.low not in ([], [Fraction(1)])
            if unjoined and not item.opening:  # "seven halves"
                return False
            return state.halve(item.value, joined or item.opening)
    return False


def _take_digits(state: Sum, item: Item, found: list[Item], place: int) -> bool:
    """Figures open a number; inside one they need a lower scale behind them ("2 млн 300 тыс.") or no space before."""
    if not place:
        return state.add(item.value, joined=False)
    if state.low or item.reading is None or item.reading.value is None:
        return False
    glued = found[place - 1].end == item.start
    following = found[place + 1] if place + 1 < len(found) else None
    scaled = following is not None and following.role in (Role.SCALE, Role.MULTIPLIER)
    if not glued and not (scaled and following is not None and state.last and following.value < state.last):
        return False
    return state.add(item.value, joined=False)


def _fraction(number: Fraction, item: Item) -> tuple[Fraction, Fraction] | None:
    """Two thirds: numerator and denominator, where an ordinal that cannot be added follows a smaller number."""
    denominator = item.value if item.value > 1 else 1 / item.value if 0 < item.value < 1 else Fraction(0)
    if 0 < number < denominator <= 12 and denominator > 2:
        return number, denominator
    return None


def _fraction_found(fraction: tuple[Fraction, Fraction], first: Item, last: Item) -> NumberFound:
    value = fraction[0] / fraction[1]
    return NumberFound(value, Span(first.start, last.end), NumberKind.VAGUE, Weight.LOOSE, fraction, fraction)


_TEN = 10


def _number(state: Sum, pieces: list[Item], kind: NumberKind) -> NumberFound:
    first = pieces[0]
    span = Span(first.start, pieces[-1].end)
    figures = [piece for piece in pieces if piece.role is Other.DIGITS]
    value = state.value
    parts: tuple[Fraction, ...] = ()
    if any(piece.role is Role.HALF for piece in pieces) and value > 1 and value % 1:
        parts = (value - value % 1, value % 1)
    others: tuple[Fraction, ...] = ()
    if len(figures) == 1 and first is figures[0] and first.value:
        others = tuple(other * value / first.value for other in first.others)
        if len(pieces) == 1 and first.reading:
            parts = tuple(part for part, _, _ in first.reading.parts)
    elif len(pieces) == 1:
        others = first.others
    if figures:
        weight = Weight.CLEAR if value in (0, 1) else Weight.REQUIRED
        return NumberFound(value, span, NumberKind.DIGITS, weight, others, parts, scale=state.last or Fraction(1))
    weight = _word_weight(state, pieces, value, kind)
    return NumberFound(value, span, kind, weight, others, parts, scale=state.last or Fraction(1))


def _word_weight(state: Sum, pieces: list[Item], value: Fraction, kind: NumberKind) -> Weight:
    if state.bare or not any(piece.clear for piece in pieces) or value.denominator != 1:
        return Weight.LOOSE
    if value > _TEN and len(pieces) > 1 and kind is NumberKind.WORDS and value % 100 and not pieces[0].glued:
        return Weight.REQUIRED
    return Weight.CLEAR
