"""A number being built from its pieces."""

from dataclasses import dataclass, field
from fractions import Fraction

TENS = range(20, 91)


def magnitude(value: Fraction) -> int:
    """The power of ten below which something may still be added: 100 for 300, 10 for 40, 1 for 7."""
    if value.denominator != 1 or value == 0:
        return 0
    power = 1
    while value % (power * 10) == 0:
        power *= 10
    return power


@dataclass
class Sum:
    """A number being built: what is behind its scales (`total`), and the pieces of the group at work (`low`)."""

    units_first: bool
    total: Fraction = Fraction(0)
    low: list[Fraction] = field(default_factory=list)
    last: Fraction | None = None
    bare: bool = False

    @property
    def value(self) -> Fraction:
        return sum(self.low, self.total)

    def add(self, value: Fraction, joined: bool) -> bool:
        if not self.low:
            if self.last is not None and (value >= self.last or value.denominator != 1):
                return False
            self.low.append(value)
            return True
        previous = self.low[-1]
        if self.units_first and previous < 10 and ((joined and value in TENS) or (not joined and value == 10)):
            self.low[-1] += value
            return True
        if value >= magnitude(previous):
            return False
        self.low.append(value)
        return True

    def multiply(self, factor: Fraction) -> bool:
        if not self.low:
            self.bare = self.last is None
            return self.add(factor, joined=False)
        if self.low[-1] >= factor:
            return False
        self.low[-1] *= factor
        return True

    def scale(self, scale: Fraction) -> bool:
        if not self.low and self.last is None:
            self.bare, self.total = True, scale
        elif not self.low and self.last is not None:
            if scale <= self.last:
                return False
            self.total *= scale
            self.bare = False
        elif self.last is None or scale < self.last:
            self.total += sum(self.low, Fraction(0)) * scale
        else:
            self.total = self.value * scale
        self.low, self.last = [], scale
        return True

    def halve(self, part: Fraction, joined: bool) -> bool:
        if not self.low and self.last is not None:
            self.total += self.last * part
            self.last = Fraction(1)
        elif self.low == [1] and not joined:
            self.low = [part]
        elif self.low and self.low[-1].denominator != 1:
            return False
        else:
            self.low.append(part)
        return True
