"""How sure a score is: intervals by bootstrap resampling over segments (Koehn 2004, section 3)."""

from collections.abc import Sequence

from desk.scoring.metrics import value

RESAMPLES = 1000
SEED = 12345  # sacrebleu's own, so that its intervals are ours


def interval(
    metric: str, segments: Sequence[Sequence[float]], language: str, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """The bounds of the 95 % confidence interval of a corpus score, from the statistics of its segments.

    None with fewer than two segments, where drawing anew changes nothing.
    """
    import numpy as np

    if len(segments) < 2:
        return None
    table = np.asarray(segments, dtype="float64")
    random = np.random.default_rng(seed)
    scores = []
    for _ in range(resamples):  # one at a time: all drawn at once would need gigabytes for a large corpus
        drawn = np.bincount(random.choice(len(table), size=len(table), replace=True), minlength=len(table))
        scores.append(value(metric, (drawn @ table).tolist(), language))
    scores.sort()
    return scores[resamples // 40], scores[-1 - resamples // 40]
