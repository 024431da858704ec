"""What `desk score` prints: each system's scores and, where asked for, each segment's and a comparison of systems."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.domain.errors import Invalid
from desk.domain.language import language as known_language
from desk.domain.score import Score
from desk.scoring.bootstrap import RESAMPLES
from desk.scoring.measure import measured
from desk.scoring.metrics import METRICS, Statistics, segment_statistics, signature, value
from desk.scoring.records import Record
from desk.scoring.significance import FEWEST, TRIALS, compare

_DIGITS = 6

_Segments = Mapping[str, Sequence[Statistics]]


def report(
    records: Sequence[Record],
    language: str,
    *,
    segments: bool = False,
    comparison: bool = False,
    resamples: int = RESAMPLES,
    trials: int = TRIALS,
) -> dict[str, Any]:
    """The scores of records in a language, as the design's section 6 has them, ready for JSON.

    BLEU and chrF++ are 0–100, TER counts edits per 100 words and HTER edits per word. `segments` adds every segment's
    scores; `comparison` compares every other system with the first, on the segments that both have. Raises `Invalid`
    for an unknown language and for a comparison of one system.
    """
    known_language(language)
    systems = _by_system(records)
    counted = {name: segment_statistics([record.pair for record in found], language) for name, found in systems.items()}
    told: dict[str, Any] = {"systems": {name: _system(found, language, resamples) for name, found in counted.items()}}
    if segments:
        told["segments"] = [row for name in systems for row in _segments(systems[name], counted[name], language)]
        told["segment_signatures"] = {metric: signature(metric, language, segment=True) for metric in METRICS}
    if comparison:
        told["comparison"] = _comparisons(systems, counted, language, trials)
    return told


def _by_system(records: Sequence[Record]) -> dict[str, list[Record]]:
    systems: dict[str, list[Record]] = {}
    for record in records:
        systems.setdefault(record.system, []).append(record)
    return systems


def _system(segments: _Segments, language: str, resamples: int) -> dict[str, Any]:
    found = measured(segments, language, resamples)
    return {"n": found.n} | {metric: _score(score) for metric, score in found.scores.items()}


def _score(score: Score) -> dict[str, Any]:
    """A score for JSON. `low` and `high` are null where there are too few segments to draw from."""
    return {
        "score": round(score.value, _DIGITS),
        "signature": score.signature,
        "low": None if score.low is None else round(score.low, _DIGITS),
        "high": None if score.high is None else round(score.high, _DIGITS),
    }


def _segments(records: Sequence[Record], segments: _Segments, language: str) -> list[dict[str, Any]]:
    return [
        {"id": record.id, "system": record.system}
        | {metric: round(value(metric, segments[metric][index], language, segment=True), _DIGITS) for metric in METRICS}
        for index, record in enumerate(records)
    ]


def _comparisons(
    systems: Mapping[str, Sequence[Record]], counted: Mapping[str, _Segments], language: str, trials: int
) -> list[dict[str, Any]]:
    baseline, *others = systems
    if not others:
        raise Invalid(f"A comparison needs two systems, and all lines are of “{baseline}”.")
    places = {name: {record.id: index for index, record in enumerate(found)} for name, found in systems.items()}
    return [
        {"baseline": baseline, "system": other}
        | _comparison(places[baseline], places[other], counted[baseline], counted[other], language, trials)
        for other in others
    ]


def _comparison(
    left: Mapping[str, int],
    right: Mapping[str, int],
    baseline: _Segments,
    system: _Segments,
    language: str,
    trials: int,
) -> dict[str, Any]:
    shared = [(left[key], right[key]) for key in left if key in right]
    told: dict[str, Any] = {"n": len(shared), "left_out": len(left) + len(right) - 2 * len(shared)}
    if len(shared) < FEWEST:
        told["note"] = f"With fewer than {FEWEST} segments that both drafted, no difference can be told from chance."
    if shared:
        for metric in METRICS:
            rows = [(baseline[metric][one], system[metric][other]) for one, other in shared]
            found = compare(metric, [one for one, _ in rows], [other for _, other in rows], language, trials)
            told[metric] = {"difference": round(found.difference, _DIGITS), "p": found.p}
    return told
