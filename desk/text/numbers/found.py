"""What reading the numbers of a text returns."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from desk.domain.segment import Span


class NumberKind(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    ORDINAL = "ordinal"
    MONTH = "month"
    TIME = "time"
    ROMAN = "roman"
    VAGUE = "vague"


class Weight(StrEnum):
    """How much a number means to be one.

    REQUIRED: a translation must have it too ("143"). CLEAR: a number, but one that translators often put another way
    ("four"): it counts where both sides have one and they differ. LOOSE: may be a number or something else
    ("one", "năm", "half"): it can answer a number on the other side and asks for none.
    """

    REQUIRED = "required"
    CLEAR = "clear"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number in a text: its value, its code points, how it is written and how much it weighs.

    `others` are other values it may have (21 for "9 p.m."); `parts` are the numbers it may fall into instead of
    being one ("14.30" as 14 and 30); `units` are the measures that the next word may mean, by their English names;
    `scale` is what its last scale word multiplied by (a million for "2.5 million").
    """

    value: Fraction
    span: Span
    kind: NumberKind
    weight: Weight
    others: tuple[Fraction, ...] = ()
    parts: tuple[Fraction, ...] = ()
    units: tuple[str, ...] = ()
    scale: Fraction = Fraction(1)

    @property
    def values(self) -> tuple[Fraction, ...]:
        return (self.value, *self.others)
