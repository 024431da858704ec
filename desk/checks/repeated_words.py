"""`repeated_words`: a word or a few words stand twice in a row."""

import itertools
from collections.abc import Iterator, Sequence

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.lists import read_list, words
from desk.checks.words import Word, words_of
from desk.domain.finding import Finding, Fix, Level
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.segment import Span

ID = "repeated_words"
_LONGEST = 3


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """One to three words said twice with nothing but white space between.

    Not flagged, on purpose: what the source says twice as often (Bora Bora, "no, no"), words a language doubles by
    its grammar ("nous nous", "die die", Vietnamese and Turkish doublings), numbers, single letters, names of two
    capitalised words, and languages that set no spaces. Longer loops are left to `repetition_loop`.
    """
    language = article.target_language
    if language in WITHOUT_SPACES:
        return
    found = words_of(segment.target)
    source = [word.folded for word in words_of(segment.source)]
    if len(set(source)) < len(source) and any(one == two for one, two in itertools.pairwise(source)):
        return
    place = 0
    while place < len(found):
        length = _repeated(segment.target, found, place, language)
        if length:
            yield _finding(segment, found[place : place + 2 * length], length)
        place += max(1, 2 * length)


def _repeated(text: str, found: Sequence[Word], place: int, language: str) -> int:
    """How many words from `place` on stand again right behind themselves; 0 for none."""
    for length in range(1, _LONGEST + 1):
        pair = found[place : place + 2 * length]
        first, second = pair[:length], pair[length:]
        if len(pair) < 2 * length or [word.folded for word in first] != [word.folded for word in second]:
            continue
        spaced = all(text[one.span.end : two.span.start].isspace() for one, two in itertools.pairwise(pair))
        if spaced and _wrong(first, second, language):
            return length
    return 0


def _wrong(first: Sequence[Word], second: Sequence[Word], language: str) -> bool:
    word = first[0]
    if len(first) > 1:
        return all(one.text[0].isalpha() for one in first) and len({one.folded for one in first}) > 1
    if not word.folded.isalpha() or (len(word.folded) == 1 and word.text.isupper()):
        return False
    if word.text[0].isupper() and second[0].text[0].isupper():
        return False
    if "only" in read_list("repeats").get(language, {}):
        return word.folded in words("repeats", language, "only")
    return word.folded not in words("repeats", language, "allowed")


def _finding(segment: CheckSegment, pair: Sequence[Word], length: int) -> Finding:
    first, second = pair[length - 1].span, pair[-1].span
    said = segment.target[pair[0].span.start : first.end]
    span = Span(pair[0].span.start, second.end)
    fix = Fix(Span(first.end, second.end), "", phrase("Delete the second “{words}”", words=said))
    message = phrase("“{words}” stands twice in a row.", words=said)
    return Finding(segment.id, ID, Level.WARN, message, None, span, fix, {"words": said})


CHECK = Check(
    id=ID,
    level=Level.WARN,
    title=phrase("Repeated words"),
    explanation=phrase(
        "The same word, or the same two or three words, stand twice in a row. One key deletes the second."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Cảnh sát đã phong tỏa hiện trường.",
        wrong="Police have sealed off the the scene.",
        right="Police have sealed off the scene.",
    ),
    segment=find,
)
