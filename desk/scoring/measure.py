"""Measuring a set of drafts in one call: every metric's score and what it was computed from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desk.domain.score import Score
from desk.scoring.bootstrap import SEED, interval
from desk.scoring.metrics import METRICS, Statistics, from_statistics, segment_statistics, signature, total
from desk.scoring.pair import Pair


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of some drafts by metric, and the summed statistics that give the same scores again."""

    language: str
    n: int
    scores: Mapping[str, Score]
    statistics: Mapping[str, Statistics]


def measure(pairs: Sequence[Pair], language: str, resamples: int = 0) -> Measured:
    """All scores of the drafts in a language; with `resamples`, with 95 % confidence intervals.

    Raises `Invalid` where there is no pair.
    """
    return measured(segment_statistics(pairs, language), language, resamples)


def measured(segments: Mapping[str, Sequence[Statistics]], language: str, resamples: int = 0) -> Measured:
    """As `measure`, from the statistics that `segment_statistics` gave."""
    n = len(segments[METRICS[0]])
    sums = {metric: total(segments[metric]) for metric in METRICS}
    scores = {metric: from_statistics(metric, sums[metric], language, n) for metric in METRICS}
    if resamples:
        scores = {metric: _bounded(score, segments[metric], language, resamples) for metric, score in scores.items()}
    return Measured(language, n, scores, sums)


def _bounded(score: Score, segments: Sequence[Statistics], language: str, resamples: int) -> Score:
    bounds = interval(score.metric, segments, language, resamples)
    if bounds is None:
        return score
    described = signature(score.metric, language, resamples=resamples, seed=SEED)
    return replace(score, low=bounds[0], high=bounds[1], signature=described)
