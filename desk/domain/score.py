"""A score: a metric's value with everything that is needed to make it again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value. `n` counts segments; `signature` is the metric's own (sacrebleu's) full description.

    `low` and `high` bound a 95 % confidence interval by bootstrap where one was asked for.
    """

    metric: str
    value: float
    unit: str
    n: int
    signature: str
    low: float | None = None
    high: float | None = None
