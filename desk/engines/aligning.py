"""How far a package's attention can be trusted to show what was translated to what, told without references.

The sentences of `probe.txt` say the same in many languages and are full of anchors: names, numbers and signs that
stay as they are in all of them. The model is given a sentence together with its translation, and each anchor of the
translation should look at the same anchor of the source. Nothing is translated, so that a model is not spared the
anchors that it would have lost.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk.domain.draft import Alignment
from desk.domain.segment import Span

ENOUGH = 0.77
"""Measured by `benchmarks/alignment.py`: of the terms that attention places, more than one in five are placed wrongly
where fewer anchors are found, and less than one in six where more are."""
FEWEST = 20
"""Anchors that a figure needs to be believed."""
ANY = "*"
"""The sentences for languages that have none of their own: names and numbers alone."""

Align = Callable[[Sequence[tuple[str, str]]], list[Alignment | None]]
"""Takes sentences with their translations, returns the attention of each, None where the model gives none."""

_WORD = re.compile(r"[0-9A-Za-zÀ-ɏ]+(?:[-.:][0-9A-Za-z]+)*")
_TELLING = re.compile(r"[0-9A-Z]")


@dataclass(frozen=True, slots=True)
class AlignmentQuality:
    """The share of `n` anchors whose attention points to where they came from."""

    value: float
    n: int

    @property
    def suffices(self) -> bool:
        """Whether terms may be placed by it."""
        return self.n >= FEWEST and self.value >= ENOUGH


def measure(align: Align, source: str, target: str) -> AlignmentQuality | None:
    """The quality for a pair of languages; None where no anchor could be looked at."""
    pairs = sentence_pairs(source, target)
    looked = [
        found
        for (here, there), alignment in zip(pairs, align(pairs), strict=True)
        if alignment is not None
        for one, other in anchors(here, there)
        if (found := _is_found(alignment, one, other)) is not None
    ]
    return AlignmentQuality(sum(looked) / len(looked), len(looked)) if looked else None


def sentence_pairs(source: str, target: str) -> list[tuple[str, str]]:
    """The probe's sentences for two languages, those without words among them."""
    known = probe()
    plain = list(zip(known[ANY], known[ANY], strict=True))
    return plain + (list(zip(known[source], known[target], strict=True)) if {source, target} <= known.keys() else [])


def anchors(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Where words with a digit or a capital stand in both texts; only those that each text has exactly once."""
    here, there = _words(source), _words(target)
    for word, places in here.items():
        if len(word) > 1 and _TELLING.search(word) and len(places) == len(there.get(word, ())) == 1:
            yield places[0], there[word][0]


def _words(text: str) -> dict[str, list[Span]]:
    words: dict[str, list[Span]] = {}
    for match in _WORD.finditer(text):
        words.setdefault(match[0], []).append(Span(*match.span()))
    return words


def _is_found(alignment: Alignment, source: Span, target: Span) -> bool | None:
    """Whether the first token of an anchor looks most at the anchor's source; None where it has no token."""
    row = next(
        (row for span, row in zip(alignment.target, alignment.weights, strict=True) if span.overlaps(target)), ()
    )
    if not row:
        return None
    return alignment.source[max(range(len(row)), key=row.__getitem__)].overlaps(source)


@cache
def probe() -> dict[str, list[str]]:
    """The sentences by language, in the same order in each."""
    sentences: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("probe.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            of_language = sentences[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            of_language.append(line)
    return sentences
