"""Is one system better, or only luckier? Paired approximate randomisation (Riezler and Maxwell 2005)."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.scoring.bootstrap import SEED
from desk.scoring.metrics import total, value

TRIALS = 10_000
FEWEST = 6
"""With n pairs there are 2^(n-1) different ways to swap two systems, so fewer than six never give p below 0.05."""

_CHUNK = 320  # trials drawn at a time: bounds memory, and a multiple of 32 leaves the random bits as drawn at once


@dataclass(frozen=True, slots=True)
class Comparison:
    """A system's score less the baseline's, and how often chance alone makes a difference as large.

    `p` is None where there are too few pairs for any difference to count.
    """

    metric: str
    difference: float
    n: int
    p: float | None


def compare(
    metric: str,
    baseline: Sequence[Sequence[float]],
    system: Sequence[Sequence[float]],
    language: str,
    trials: int = TRIALS,
) -> Comparison:
    """Compares two systems on the same segments, given the statistics of each segment in the same order.

    Two-sided; p is (c + 1) / (trials + 1) for the c trials that swap segments at random and differ more.
    """
    difference = value(metric, total(system), language) - value(metric, total(baseline), language)
    if len(baseline) < FEWEST:
        return Comparison(metric, difference, len(baseline), None)
    larger = _larger(metric, baseline, system, language, trials, abs(difference))
    return Comparison(metric, difference, len(baseline), (larger + 1) / (trials + 1))


def _larger(
    metric: str,
    baseline: Sequence[Sequence[float]],
    system: Sequence[Sequence[float]],
    language: str,
    trials: int,
    difference: float,
) -> int:
    """The number of trials whose difference exceeds the given one."""
    import numpy as np

    one, other = (np.asarray(table, dtype="float64") for table in (baseline, system))
    both = (one + other).sum(0)
    random = np.random.default_rng(SEED)
    larger = 0
    for start in range(0, trials, _CHUNK):
        swaps = random.integers(2, size=(min(_CHUNK, trials - start), len(one)), dtype=bool)
        for mixed in swaps @ one + ~swaps @ other:
            left, right = (value(metric, side.tolist(), language) for side in (mixed, both - mixed))
            larger += abs(left - right) > difference
    return larger
