"""The metrics, as sacrebleu computes them, on sufficient statistics that can be stored and summed over articles."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from desk.domain.errors import Invalid
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.score import Score
from desk.scoring.pair import Pair

METRICS = ("bleu", "chrf", "ter", "hter")

UNITS = {
    "bleu": "0–100",
    "chrf": "0–100",
    "ter": phrase("edits per 100 reference words"),
    "hter": phrase("edits per reference word"),
}
"""TER in sacrebleu's hundredths; HTER as the field and the desk's estimates write it, mostly between 0 and 1."""

Statistics = list[float]
"""What a metric sums over segments. BLEU: hypothesis and reference length, then matches and totals of n-grams 1-4.
chrF++: hypothesis, reference and matching n-grams for characters 1-6 and words 1-2. TER and HTER: edits, words."""

# The tokenizers sacrebleu would take for Japanese and Korean need dictionaries that are not installed with it, and a
# score must not depend on what else a machine has. Characters need none, for Thai too; the signature says "tok:char".
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char"}

_ONE_PER_CHARACTER = "|pre:char"


@cache
def _scorer(metric: str, language: str, *, segment: bool = False) -> Any:
    """sacrebleu's object for a metric in a language; of one segment, BLEU counts only the orders that occur."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    scorer: Any
    if metric == "bleu":
        scorer = BLEU(tokenize=_TOKENIZERS.get(language, "13a"), effective_order=segment, force=True)
    elif metric == "chrf":
        scorer = CHRF(word_order=2)
    elif metric in ("ter", "hter"):
        scorer = TER(normalized=True, asian_support=language in WITHOUT_SPACES)
    else:
        raise Invalid(f"“{metric}” is not a metric; there are {', '.join(METRICS)}.")
    scorer.num_refs = 1
    return scorer


def signature(metric: str, language: str, *, segment: bool = False, resamples: int = 0, seed: int | None = None) -> str:
    """The full description of how a metric is computed, in sacrebleu's form."""
    found = _scorer(metric, language, segment=segment).get_signature()
    if resamples:
        found.update("bs", resamples)
        found.update("seed", seed)
    return f"{found}{_ONE_PER_CHARACTER if _splits(metric, language) else ''}"


def segment_statistics(pairs: Sequence[Pair], language: str) -> dict[str, list[Statistics]]:
    """The statistics of every pair by metric, in order; `language` is that of the drafts. TER takes 2 ms a pair."""
    ter = [_of_one("ter", pair.draft, pair.against, language) for pair in pairs]
    return {
        "bleu": [_of_one("bleu", pair.draft, pair.against, language) for pair in pairs],
        "chrf": [_of_one("chrf", pair.draft, pair.against, language) for pair in pairs],
        "ter": ter,
        "hter": [
            known if pair.reference is None else _of_one("hter", pair.draft, pair.final, language)
            for pair, known in zip(pairs, ter, strict=True)
        ],
    }


def statistics(pairs: Sequence[Pair], language: str) -> dict[str, Statistics]:
    """The statistics of all pairs together: one list of numbers a metric, to store with an article."""
    return {metric: total(each) for metric, each in segment_statistics(pairs, language).items()}


def total(statistics: Iterable[Sequence[float]]) -> Statistics:
    """The sum of statistics, of segments or of whole articles; an empty list where there are none."""
    return [sum(column) for column in zip(*statistics, strict=True)]


def value(metric: str, statistics: Sequence[float], language: str, *, segment: bool = False) -> float:
    """The score that summed statistics give, in the metric's unit."""
    scored = _scorer(metric, language, segment=segment)._compute_score_from_stats(list(statistics)).score
    return float(scored) / (100 if metric == "hter" else 1)


def from_statistics(metric: str, statistics: Sequence[float], language: str, n: int) -> Score:
    """The corpus score of `n` segments whose statistics were summed. Raises `Invalid` where nothing was."""
    if n < 1 or not statistics:
        raise Invalid("A score needs at least one segment that a machine drafted, and there is none.")
    return Score(metric, value(metric, statistics, language), UNITS[metric], n, signature(metric, language))


def _of_one(metric: str, draft: str, against: str, language: str) -> Statistics:
    if _splits(metric, language):
        draft, against = (" ".join("".join(text.split())) for text in (draft, against))
    found: Statistics = _scorer(metric, language)._extract_corpus_statistics([draft], [[against]])[0]
    return found


def _splits(metric: str, language: str) -> bool:
    """Whether texts are split into characters before TER sees them: it splits Han characters itself, but not Thai."""
    return metric in ("ter", "hter") and language == "th"
