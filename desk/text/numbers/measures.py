"""Measures that translators convert: miles into kilometres, feet into metres, pounds into kilograms."""

from itertools import product

from desk.text.numbers.found import NumberFound

_DIMENSIONS: tuple[dict[str, float], ...] = (
    {
        "mile": 1609.344,
        "kilometre": 1000.0,
        "yard": 0.9144,
        "foot": 0.3048,
        "inch": 0.0254,
        "metre": 1.0,
        "centimetre": 0.01,
        "millimetre": 0.001,
    },
    {"ton": 1000.0, "stone": 6.35029, "kilogram": 1.0, "pound": 0.453592, "ounce": 0.0283495, "gram": 0.001},
    {"square_mile": 2_589_988.0, "hectare": 10_000.0, "acre": 4046.86},
    {"gallon": 3.78541, "litre": 1.0, "pint": 0.568261},
)
"""What each measure is in one measure of its kind."""

_ROUNDING = 0.1
_DEGREES = 1.5


def converts(one: NumberFound, other: NumberFound) -> bool:
    """Whether two numbers say the same in different measures, as far as rounding goes (10 %, one of the
    smaller measure, 1.5 degrees)."""
    return any(_same(one, first, other, second) for first, second in product(one.units, other.units) if first != second)


def _same(one: NumberFound, first: str, other: NumberFound, second: str) -> bool:
    if {first, second} == {"fahrenheit", "celsius"}:
        fahrenheit, celsius = (one, other) if first == "fahrenheit" else (other, one)
        degrees = (float(fahrenheit.value) - 32) / 1.8, float(fahrenheit.value) / 1.8  # a point, a difference
        return any(abs(value - float(celsius.value)) <= _DEGREES for value in degrees)
    for factors in _DIMENSIONS:
        if first in factors and second in factors:
            left, right = float(one.value) * factors[first], float(other.value) * factors[second]
            rounded = min(factors[first], factors[second])  # 3 inches are called 7 centimetres
            return abs(left - right) < max(_ROUNDING * max(left, right), rounded)
    return False
