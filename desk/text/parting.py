"""Where the translation of several sentences is taken apart, so that each part stays with its source."""

from collections.abc import Sequence

from desk.text.segmentation import spans


def source_share(sources: Sequence[str], count: int) -> float:
    """Which part of some sentences, by their length, the first `count` of them are: from 0 to 1."""
    whole = sum(len(one) for one in sources)
    return sum(len(one) for one in sources[:count]) / whole if whole else 0.5


def best_place(text: str, share: float, language: str) -> int:
    """Where a text is best taken apart so that about this share of it comes first, in code points.

    Before a sentence, where it has several; else before a word; at its end, where it is one word.
    """
    starts = [span.start for span in spans(text, language) if span.start]
    starts = starts or [place + 1 for place, character in enumerate(text[:-1]) if character.isspace()]
    return min(starts, key=lambda start: abs(start - share * len(text)), default=len(text))
