"""Reading all numbers of a text."""

import re
from bisect import bisect_left
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from desk.domain.segment import Span
from desk.text.numbers.compose import compose
from desk.text.numbers.found import NumberFound, NumberKind, Weight
from desk.text.numbers.lexicon import Lexicon, lexicon
from desk.text.numbers.scan import Token, items, tokens

_CURRENCY = "$€£¥₫₽₴₩₹"
_FRACTION_PART = re.compile(r"\d{1,2}/\d{1,2}(?![\d/])")
_MONTH_MARKS = ("月", "월")
_DAY = 24
_NOON = 12
_PERCENT = re.compile(r"[\s\u00a0\u202f]?[%٪％]")


def numbers(text: str, language: str) -> list[NumberFound]:
    """The numbers of a text in order of place, with spans in its code points. Raises nothing on any text."""
    words = lexicon(language)
    found = tokens(text, words)
    said = list(items(text, found, words))
    if not said:
        return []
    plain = list(compose(text, said, words))
    starts = [token.start for token in found]
    read: list[NumberFound] = []
    for number in plain:
        after = bisect_left(starts, number.span.end)
        before = bisect_left(starts, number.span.start) - 1
        following = _at(found, after)
        measured = _at(found, after + 1)
        if following and measured and number.value < 1 and following.folded in words.sets["articles"]:
            number = replace(number, units=words.measures(measured.folded))  # half an inch
        read.append(_in_context(text, number, _at(found, before), following, words))
    return _ranges(text, _clock_and_fractions(text, read))


def reads_words(language: str) -> bool:
    """Whether number words of the language are known, or its figures alone."""
    return lexicon(language).has_words


def reads_scales(language: str) -> bool:
    """Whether thousands and millions of the language are known, so that its figures can be compared."""
    return lexicon(language).known


def _at(found: list[Token], place: int) -> Token | None:
    return found[place] if 0 <= place < len(found) else None


def _in_context(
    text: str, number: NumberFound, before: Token | None, after: Token | None, words: Lexicon
) -> NumberFound:
    """The number as its neighbours make it: scaled by a suffix, an hour, a month, a weekday, with its unit."""
    start, end = number.span.start, number.span.end
    if number.weight is Weight.REQUIRED and _is_id(text, number, after, words):
        number = replace(number, weight=Weight.CLEAR)
    if after is not None and after.kind == "word":
        gap = text[end : after.start]
        if not gap and after.folded in words.suffixes and number.kind is NumberKind.DIGITS:
            return _scaled(text, number, after, words)
        if not gap.strip(" \u00a0\u202f-‑.°º"):
            number = _followed(number, after.folded, words)
    if text[end : end + 1] and text[end] in words.sets["hours"]:
        number = _hour(number)
    if text[end : end + 1] in _MONTH_MARKS and words.characters and 1 <= number.value <= _NOON:
        number = replace(number, kind=NumberKind.MONTH, weight=Weight.CLEAR)
    if words.characters and (
        period := next((word for word in words.periods if text[end : end + 4].lstrip().startswith(word)), None)
    ):
        number = replace(number, others=(*number.others, number.value * words.periods[period]))
    if number.kind is NumberKind.WORDS and number.value > 1 and _counts(text, end, words):
        number = replace(number, weight=Weight.CLEAR)
    if _PERCENT.match(text, end):
        number = _percent(number)
    if before is not None and start - before.end <= 1:
        number = _preceded(number, before.folded, words)
    return number


def _is_id(text: str, number: NumberFound, after: Token | None, words: Lexicon) -> bool:
    """Whether letters are grown together with figures, so that both are a name: W3C, 247sports, AK47."""
    before = text[number.span.start - 1 : number.span.start]
    if number.kind is not NumberKind.DIGITS or words.characters:
        return False
    if before.isascii() and before.isalpha():
        return True
    grown = after is not None and after.kind == "word" and after.start == number.span.end and len(after.folded) > 3
    return (
        grown and after is not None and after.folded.isascii() and after.folded not in {*words.suffixes, *words.roles}
    )


def _counts(text: str, end: int, words: Lexicon) -> bool:
    following = text[end : end + 2].lstrip()[:1]
    return bool(following) and following in words.counters


def _scaled(text: str, number: NumberFound, suffix: Token, words: Lexicon) -> NumberFound:
    """ "$40m" is forty million; "40m" may be metres."""
    factor = Fraction(words.suffixes[suffix.folded])
    value = number.value * factor
    span = Span(number.span.start, suffix.end)
    currency = number.span.start > 0 and text[number.span.start - 1] in _CURRENCY
    if currency or not words.measures(suffix.folded):
        return replace(number, value=value, others=(), parts=(), span=span, scale=factor, weight=Weight.REQUIRED)
    return replace(number, others=(*number.others, value), units=words.measures(suffix.folded))


def _followed(number: NumberFound, word: str, words: Lexicon) -> NumberFound:
    if word in words.sets["counted"] and number.kind is NumberKind.WORDS and number.value > 1:
        number = replace(number, weight=Weight.CLEAR)
    if word in words.sets["hours"]:
        number = _hour(number)
    if word in words.periods:
        number = replace(number, others=(*number.others, number.value * words.periods[word]))
    if word in words.sets["percent_words"]:
        number = _percent(number)
    units = words.measures(word)
    if units:
        number = replace(number, units=units)
    return number


def _percent(number: NumberFound) -> NumberFound:
    """Half is 50 %, and all of it need not be said in figures."""
    weight = Weight.CLEAR if number.value == 100 else number.weight
    return replace(number, others=(*number.others, number.value / 100), weight=weight)


def _preceded(number: NumberFound, word: str, words: Lexicon) -> NumberFound:
    if word in words.sets["hours_before"]:
        return _hour(number)
    if word in words.sets["month_words"] and 1 <= number.value <= _NOON:
        return replace(number, kind=NumberKind.MONTH, weight=Weight.CLEAR)
    if word in words.sets["weekday_words"] and 2 <= number.value <= 7:
        return replace(number, kind=NumberKind.ORDINAL, weight=Weight.LOOSE)
    return number


def _hour(number: NumberFound) -> NumberFound:
    """An hour by the 12-hour clock may be meant by the 24-hour one, and the reverse."""
    if number.value.denominator != 1:
        clock = bool(number.parts) and number.parts[0] <= _DAY and number.parts[1].denominator == 1
        return replace(number, kind=NumberKind.TIME) if clock else number
    if not 0 <= number.value <= _DAY:
        return number
    if number.kind is NumberKind.TIME:
        return number
    other = number.value - _NOON if number.value > _NOON else number.value + _NOON
    return replace(
        number, kind=NumberKind.TIME, others=(*number.others, other, *((Fraction(0),) if other == _DAY else ()))
    )


def _clock_and_fractions(text: str, read: list[NumberFound]) -> list[NumberFound]:
    """Times written with a colon or an h, and fractions written with a stroke, seen as what they are."""
    result: list[NumberFound] = []
    place = 0
    while place < len(read):
        number = read[place]
        following = read[place + 1] if place + 1 < len(read) else None
        between = text[number.span.end : following.span.start] if following else ""
        if following and _feet_and_inches(number, following):
            span = Span(number.span.start, following.span.end)
            inches, parts = number.value * _NOON + following.value, (number.value, following.value)
            result.append(NumberFound(inches, span, number.kind, Weight.CLEAR, (), parts, ("inch",)))
            place += 2
        elif number.kind is NumberKind.TIME and number.parts:
            result += _split_time(text, number)
            place += 1
        elif following and between in ("分之", "分の"):
            span = Span(number.span.start, following.span.end)
            parts = (following.value, number.value)
            value = following.value / number.value if number.value else Fraction(0)
            result.append(NumberFound(value, span, NumberKind.VAGUE, Weight.LOOSE, parts, parts))
            place += 2
        elif following and between.strip() in (":", "h", "H", "：") and _is_clock(number, following):
            result.append(_hour(number))
            minute = replace(following, kind=NumberKind.TIME)
            result.append(replace(minute, weight=Weight.LOOSE) if following.value == 0 else minute)
            place += 2
        elif following and between in ("/", "⁄") and _is_fraction(text, number, following):
            span = Span(number.span.start, following.span.end)
            value = number.value / following.value
            parts = (number.value, following.value)
            result.append(NumberFound(value, span, NumberKind.DIGITS, Weight.REQUIRED, (), parts))
            place += 2
        else:
            result.append(number)
            place += 1
    return result


_RANGE_MARK = re.compile(r"\s*[^\s,;.،、]+\s*")
_FOOT = 7  # code points of "-foot-" and " feet "
_RANGE = 14  # code points between the two ends of "5 to 10 million"


def _ranges(text: str, read: list[NumberFound]) -> list[NumberFound]:
    """A number that may share the scale of the next: "5 to 10 million"."""
    result = list(read)
    for place, (number, following) in enumerate(pairwise(read)):
        near = following.span.start - number.span.end <= _RANGE
        near = near and bool(_RANGE_MARK.fullmatch(text[number.span.end : following.span.start]))
        if near and number.scale == 1 and following.scale > 1 and number.value < following.value:
            number = replace(number, others=(*number.others, number.value * following.scale))
        if near and not number.units:
            number = replace(number, units=following.units)
        result[place] = number
    return result


def _split_time(text: str, number: NumberFound) -> list[NumberFound]:
    """ "2.30 p.m." as its hour and its minutes."""
    hour, minute = number.parts
    mark = next(place for place in range(number.span.start, number.span.end) if not text[place].isdecimal())
    first = NumberFound(hour, Span(number.span.start, mark), NumberKind.DIGITS, Weight.REQUIRED)
    weight = Weight.REQUIRED if minute else Weight.LOOSE
    return [_hour(first), NumberFound(minute, Span(mark + 1, number.span.end), NumberKind.TIME, weight)]


def _feet_and_inches(number: NumberFound, following: NumberFound) -> bool:
    figures = number.kind is following.kind is NumberKind.DIGITS
    near = following.span.start - number.span.end <= _FOOT
    return figures and near and "foot" in number.units and number.value < 10 and following.value < _NOON


def _is_clock(hour: NumberFound, minute: NumberFound) -> bool:
    two_digits = minute.span.end - minute.span.start == 2
    return two_digits and hour.value <= _DAY and minute.value < 60 and hour.kind in (NumberKind.DIGITS, NumberKind.TIME)


def _is_fraction(text: str, top: NumberFound, bottom: NumberFound) -> bool:
    if not _FRACTION_PART.match(text, top.span.start) or text[max(0, top.span.start - 1)] == "/":
        return False
    return 0 < top.value < bottom.value <= 20
