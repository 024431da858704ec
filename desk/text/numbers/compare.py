"""Setting the numbers of a source against those of its translation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from desk.text.numbers.found import NumberFound, NumberKind, Weight
from desk.text.numbers.measures import converts

Pair: TypeAlias = tuple[NumberFound, NumberFound]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What answers what: pairs of equal numbers (source, target), and what is left over on each side.

    What is excused has no answer of its own but is another way to say something that has one.
    """

    pairs: tuple[Pair, ...]
    source_left: tuple[NumberFound, ...]
    target_left: tuple[NumberFound, ...]
    source_excused: tuple[NumberFound, ...] = ()
    target_excused: tuple[NumberFound, ...] = ()


_WEIGHTS = {Weight.REQUIRED: 0, Weight.CLEAR: 1, Weight.LOOSE: 2}
_CENTURY = 100


def compare(source: Iterable[NumberFound], target: Iterable[NumberFound]) -> Comparison:
    """Pairs numbers by value, the surest first. Each answers one, but what is said twice may be answered once."""
    left, right = sorted(source, key=_order), sorted(target, key=_order)
    pairs: list[Pair] = []
    for same in (_same_value, _shared_value, _short_year, _century, converts):
        pairs += _pair_off(left, right, same)
    pairs += _fall_apart(left, right)
    pairs += [(one, other) for other, one in _fall_apart(right, left)]
    said = [number for pair in pairs for number in pair]
    values = {value for number in said for value in (*number.values, *number.parts)}
    sides = [_parted(numbers, said, values) for numbers in (left, right)]
    return Comparison(tuple(pairs), sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _order(number: NumberFound) -> tuple[int, int]:
    return _WEIGHTS[number.weight], number.span.start


def _parted(
    numbers: list[NumberFound], said: list[NumberFound], values: set[Fraction]
) -> tuple[tuple[NumberFound, ...], tuple[NumberFound, ...]]:
    """What is left over, and what of it is excused: said again, in a second measure, or as the century of a year."""
    centuries = {value // _CENTURY + 1 for value in values if 1000 <= value <= 2100}
    left: list[NumberFound] = []
    excused: list[NumberFound] = []
    for number in sorted(numbers, key=lambda number: number.span):
        again = number.value in values or (number.value in centuries and number.value * _CENTURY in number.others)
        again = again or any(converts(number, other) for other in said)
        (excused if again else left).append(number)
    return tuple(left), tuple(excused)


def _pair_off(
    left: list[NumberFound], right: list[NumberFound], same: Callable[[NumberFound, NumberFound], bool]
) -> Iterator[Pair]:
    for one in tuple(left):
        other = next((number for number in right if same(one, number)), None)
        if other is not None:
            left.remove(one)
            right.remove(other)
            yield one, other


def _same_value(one: NumberFound, other: NumberFound) -> bool:
    return one.value == other.value and _kinds_meet(one, other)


def _kinds_meet(one: NumberFound, other: NumberFound) -> bool:
    """June is the 6 of 12/6 and of "tháng 6", but not "six"."""
    kinds = {one.kind, other.kind}
    return NumberKind.MONTH not in kinds or not kinds.isdisjoint((NumberKind.DIGITS,)) or len(kinds) == 1


def _shared_value(one: NumberFound, other: NumberFound) -> bool:
    return any(value in other.values for value in one.values) and _kinds_meet(one, other)


def _short_year(one: NumberFound, other: NumberFound) -> bool:
    """1998 and '98, the 1930s and the 30s."""
    shorter, longer = sorted((one.value, other.value))
    return 1800 <= longer <= 2100 and 0 < shorter < _CENTURY and longer % _CENTURY == shorter


def _century(one: NumberFound, other: NumberFound) -> bool:
    """The 1800s and the 19th century."""
    shorter, longer = sorted((one.value, other.value))
    return 1000 <= longer <= 2100 and longer % _CENTURY == 0 and longer // _CENTURY + 1 == shorter


def _fall_apart(left: list[NumberFound], right: list[NumberFound]) -> Iterator[Pair]:
    """Numbers of `left` that `right` says in parts: "14.30" as 14 and 30."""
    for one in [number for number in left if number.parts]:
        answers: list[NumberFound] = []
        for part in one.parts:
            answers += [number for number in right if part in number.values and number not in answers][:1]
        if len(answers) == len(one.parts):
            left.remove(one)
            for answer in answers:
                right.remove(answer)
                yield one, answer
