"""The words of a text, as the memory's index knows them: folded, and in scripts without spaces the pairs of signs.

Vietnamese syllables are words here. A run of Chinese, Japanese, Korean, Thai, Lao, Khmer or Burmese is the pairs of
its neighbouring characters and its last one (中国政府 is 中国, 国政, 政府 and 府): each part of a word is found.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from desk.glossary.fold import fold_text

LONGEST_WORD = 64
MOST_WORDS = 5_000

_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kana, Han
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul: its particles follow a word without a space
)


_MARKED = (  # blocks whose vowel signs and points are marks, which Python's own word characters leave out
    "\u0300-\u036f\u0483-\u0489"  # Latin, Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic
    "\u0900-\u0963\u0966-\u0dff"  # Devanagari to Sinhala, without the danda
)
_RUN = re.compile(f"(?P<unspaced>(?:(?!\\d)[{_UNSPACED}])+)|(?:(?![{_UNSPACED}])[^\\W_]|[{_MARKED}]|\\d)+")


def words(text: str) -> list[str]:
    """The words in their order, at most `MOST_WORDS` of them, each cut at `LONGEST_WORD` characters."""
    return list(islice(words_of(runs(text)), MOST_WORDS))


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The runs of letters and digits of a text, folded, each with whether its script is one without spaces."""
    for run in _RUN.finditer(fold_text(text)):
        yield run[0], run["unspaced"] is not None


def words_of(found: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The words that runs are known by."""
    for run, unspaced in found:
        if not unspaced:
            yield run[:LONGEST_WORD]
            continue
        yield from (first + second for first, second in pairwise(run))
        yield run[-1]
