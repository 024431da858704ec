"""`numbers_differ`: the numbers of source and target are not the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.domain.finding import Finding, Level
from desk.domain.phrase import phrase
from desk.text.numbers import NumberFound, NumberKind, Weight, compare, numbers, reads_scales, reads_words

ID = "numbers_differ"


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """Numbers that changed (block), stand on one side only, or differ as small number words (both warn).

    Compared by value: "1.234,5" and "1,234.5", "143" and "one hundred and forty-three", "2,8 tỷ" and "2.8 billion".
    Not flagged, on purpose: one and zero, dozens, halves, both and twice without an answer; month names on one side
    (left to the dates); a number said twice on one side; 9 p.m. for 21h; '98 for 1998; the 19th century for the 1800s;
    50 % for half; a measure that was converted correctly, and the second of two measures dropped; 100 % put into words;
    a sentence that the translator added.
    Where the number words of a language are not known yet, only figures against figures are flagged, as warnings;
    where not even its thousands and millions are known, nothing.
    """
    if segment.added:
        return
    languages = (article.source_language, article.target_language)
    result = compare(numbers(segment.source, article.source_language), numbers(segment.target, article.target_language))
    source, target = list(result.source_left), list(result.target_left)
    if not all(map(reads_scales, languages)):
        return
    if not all(map(reads_words, languages)):
        yield from _figures_alone(segment, source, target)
        return
    for one, other in _changed(source, target, result.source_excused, result.target_excused):
        yield _differ(segment, one, other)
    for number in source:
        if number.weight is Weight.REQUIRED:
            yield _missing(segment, number)
    for number in target:
        if number.weight is Weight.REQUIRED:
            yield _added(segment, number)


def _figures_alone(segment: CheckSegment, source: list[NumberFound], target: list[NumberFound]) -> Iterator[Finding]:
    """Where the words of a language cannot be read, only a figure that stands for another figure, as a warning."""
    sides = [[number for number in side if number.kind is NumberKind.DIGITS] for side in (source, target)]
    for one, other in _changed(*sides):
        if one.weight is other.weight is Weight.REQUIRED:
            yield replace(_differ(segment, one, other), level=Level.WARN)


def _changed(
    source: list[NumberFound],
    target: list[NumberFound],
    source_excused: Sequence[NumberFound] = (),
    target_excused: Sequence[NumberFound] = (),
) -> Iterator[tuple[NumberFound, NumberFound]]:
    """Takes the pairs out of what is left over that stand for one another, the likest first; what is excused is only
    taken where the other side has nothing better."""
    again = (list(source_excused), list(target_excused))
    for ones, others in ((source, target), (source, again[1]), (again[0], target), again):
        pairs = filter(_same_unit if (ones, others) == again else _comparable, product(ones, others))
        for one, other in sorted(pairs, key=_unlikeness):
            if one in ones and other in others:
                ones.remove(one)
                others.remove(other)
                yield one, other


def _comparable(pair: tuple[NumberFound, NumberFound]) -> bool:
    """Whether two numbers may stand for one another: months for months, one and zero only as figures."""
    one, other = pair
    months = [number.kind is NumberKind.MONTH for number in pair]
    if any(months):
        return all(months)
    if Weight.LOOSE in (one.weight, other.weight):
        return False
    figures = one.kind is other.kind is NumberKind.DIGITS and not one.parts and not other.parts
    return figures or (one.value > 1 and other.value > 1)


def _same_unit(pair: tuple[NumberFound, NumberFound]) -> bool:
    """300 km (190 miles) that became 301 km (190 miles)."""
    one, other = pair
    return len(one.units) == 1 and one.units == other.units and one.weight is other.weight is Weight.REQUIRED


def _unlikeness(pair: tuple[NumberFound, NumberFound]) -> tuple[bool, bool, float]:
    one, other = pair
    small, large = sorted((one.value, other.value))
    swapped = sorted(str(one.value)) == sorted(str(other.value))
    return one.weight is not other.weight, not swapped, float(large / small) if small else float("inf")


def _level(one: NumberFound, other: NumberFound) -> Level:
    """A number that must be the same blocks; of two small number words or months it is not as sure."""
    return Level.BLOCK if Weight.REQUIRED in (one.weight, other.weight) else Level.WARN


def _differ(segment: CheckSegment, one: NumberFound, other: NumberFound) -> Finding:
    source, target = one.span.of(segment.source), other.span.of(segment.target)
    message = phrase("The source says “{source}”, the target “{target}”.", source=source, target=target)
    values = {"source": source, "target": target}
    return Finding(segment.id, ID, _level(one, other), message, one.span, other.span, values=values)


def _missing(segment: CheckSegment, number: NumberFound) -> Finding:
    source = number.span.of(segment.source)
    message = phrase("The number “{source}” of the source is not in the target.", source=source)
    return Finding(segment.id, ID, Level.WARN, message, number.span, values={"source": source})


def _added(segment: CheckSegment, number: NumberFound) -> Finding:
    target = number.span.of(segment.target)
    message = phrase("The number “{target}” of the target is not in the source.", target=target)
    return Finding(segment.id, ID, Level.WARN, message, None, number.span, values={"target": target})


CHECK = Check(
    id=ID,
    level=Level.BLOCK,
    title=phrase("Numbers differ"),
    explanation=phrase(
        "A number of the source has another value in the target. Figures and number words are read by value in both "
        "languages. A changed number blocks; a number that stands on one side only, or a small number word that "
        "differs, is a warning."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Vụ tấn công ngày 22/3 khiến 143 người thiệt mạng.",
        wrong="The attack on March 22 killed 134 people.",
        right="The attack on March 22 killed 143 people.",
    ),
    segment=find,
)
