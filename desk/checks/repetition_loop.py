"""`repetition_loop`: the target runs in circles, as neural engines do when they fail."""

import re
from collections import Counter
from collections.abc import Iterator

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.words import Word, words_of
from desk.domain.finding import Finding, Level
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.segment import Span

ID = "repetition_loop"
_LONGEST = 12  # words in the part that goes round
_TIMES = 3
_SHOWN = 40
_LETTERS = re.compile(r"([^\W\d_]{2,12}?)\1{3,}")
_ONE_LETTER = re.compile(r"([^\W\d_])\1{7,}")
_UNSPACED = re.compile(r"([^\W\d_][^\n]{3,17}?)\1{2,}|([^\W\d_][^\n]{1,2}?)\2{3,}")
_SCATTERED = 4


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """Words that go round three times or more (one word: four times), syllables inside a word four times or more, or
    the same four words four times over most of the target.

    Not flagged, on purpose: a source that goes round half as often at least (chants, "ha ha ha ha"), figures, dots and
    lines.
    """
    loop = _loop(segment.target, article.target_language)
    if loop is None:
        return
    span, rounds = loop
    in_source = _loop(segment.source, article.source_language, fewest=2)
    if in_source is not None and rounds <= 2 * in_source[1]:
        return
    shown = segment.target[span.start : min(span.end, span.start + _SHOWN)]
    message = phrase("The target goes round in circles: “{shown}…”.", shown=shown)
    yield Finding(segment.id, ID, Level.BLOCK, message, None, span, values={"loop": shown})


def _loop(text: str, language: str, fewest: int = _TIMES) -> tuple[Span, float] | None:
    """The first loop of a text and how often it goes round; `fewest` rounds of several words make one."""
    unspaced = (_UNSPACED,) if language in WITHOUT_SPACES else ()
    for pattern in (_LETTERS, _ONE_LETTER, *unspaced):
        if found := pattern.search(text):
            return Span(*found.span()), len(found.group()) / len(found[found.lastindex or 0])
    if language in WITHOUT_SPACES:
        return None
    words = [word for word in words_of(text) if word.text[0].isalpha()]
    return _round(words, fewest) or _scattered(words)


def _round(words: list[Word], fewest: int) -> tuple[Span, float] | None:
    folded = [word.folded for word in words]
    best: tuple[Span, float] | None = None
    for length in range(1, min(_LONGEST, len(words) // 2) + 1):
        times = fewest + 1 if length == 1 else fewest
        same = 0
        for place in range(length, len(folded)):
            same = same + 1 if folded[place] == folded[place - length] else 0
            rounds = 1 + same / length
            if rounds >= times and (best is None or rounds > best[1]):
                best = Span(words[place - same - length + 1].span.start, words[place].span.end), rounds
    return best


def _scattered(words: list[Word]) -> tuple[Span, float] | None:
    """Four words that come back at least four times and make up more than half of the text."""
    if len(words) < _SCATTERED * _SCATTERED:
        return None
    grams = Counter(tuple(word.folded for word in words[place : place + 4]) for place in range(len(words) - 3))
    gram, times = grams.most_common(1)[0]
    if times < _SCATTERED or times * 4 * 2 <= len(words):
        return None
    places = [p for p in range(len(words) - 3) if tuple(word.folded for word in words[p : p + 4]) == gram]
    return Span(words[places[0]].span.start, words[places[-1] + 3].span.end), float(times)


CHECK = Check(
    id=ID,
    level=Level.BLOCK,
    title=phrase("Repetition loop"),
    explanation=phrase(
        "The target repeats the same syllables or words over and over. Neural engines do this when they fail."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Ông Peskov nói Điện Kremlin không biết gì về việc này.",
        wrong="Mr Peskov said the Kremlin said the Kremlin said the Kremlin said nothing.",
        right="Mr Peskov said the Kremlin knew nothing about it.",
    ),
    segment=find,
)
