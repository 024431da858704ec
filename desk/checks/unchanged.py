"""`unchanged`: the target is the source again."""

import re
from collections.abc import Iterator

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.words import letters_in_script, script, words_of
from desk.domain.finding import Finding, Level
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.segment import Span

ID = "unchanged"
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")
_FEWEST_CHARACTERS = 5
_FEWEST_WORDS = 3
_MANY_WORDS = 6


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """A target that equals its source, case and white space aside.

    Not flagged, on purpose: segments of one or two words, names (up to five words, all with capitals), numbers,
    addresses, handles and hashtags, and a source that is not written in the script of its language (a brand name in
    a Chinese text).
    """
    if article.source_language == article.target_language or not _same(segment.source, segment.target):
        return
    if _translatable(segment.source, article.source_language):
        span = Span(0, len(segment.source))
        message = phrase("The target is the same as the source.")
        yield Finding(segment.id, ID, Level.WARN, message, span, Span(0, len(segment.target)))


def _same(source: str, target: str) -> bool:
    return source.casefold().split() == target.casefold().split()


def _translatable(source: str, language: str) -> bool:
    text = _ADDRESSES.sub(" ", source)
    in_script = letters_in_script(text, language)
    if script(language) != "latin" and in_script * 2 < sum(character.isalpha() for character in text):
        return False
    if language in WITHOUT_SPACES:
        return in_script >= _FEWEST_CHARACTERS
    words = [word.text for word in words_of(text) if word.text[0].isalpha()]
    small = sum(word[0].islower() or not word[0].isupper() for word in words)
    return len(words) >= _MANY_WORDS or (len(words) >= _FEWEST_WORDS and small > 0)


CHECK = Check(
    id=ID,
    level=Level.WARN,
    title=phrase("Unchanged"),
    explanation=phrase(
        "The target equals the source. Names, numbers, addresses and very short segments may stay as they are."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Lực lượng cứu hộ vẫn đang tìm người mất tích.",
        wrong="Lực lượng cứu hộ vẫn đang tìm người mất tích.",
        right="Rescuers are still looking for the missing.",
    ),
    segment=find,
)
