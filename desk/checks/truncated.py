"""`truncated`: the target stops in mid-sentence."""

import re
from collections.abc import Iterator, Sequence

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.lists import words
from desk.checks.words import Word, words_of
from desk.domain.finding import Finding, Level
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.segment import WHOLE_BLOCKS, BlockKind, Span

ID = "truncated"
_SPACE = "*_ \t\n\r\x0b\x0c\u0085\u00a0\u2009\u200b\u200e\u200f\u2028\u2029\u202f\u3000\ufeff"
_CLOSERS = "\"'”’»“‘)]}」』】）》〉›"
_STOPS = ".!?…。｡！？．؟۔।॥:;；："
_DANGLING = ",、，،؛-–—(（«„‹「"
_DASHES = "-–—"
_UNSTOPPED = frozenset({"th"})  # sets no marks at the end of a sentence
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|[^\W\d_]\.[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|No|vs|etc|Bros|г|гг|им|bzw|usw|núm))\.$"
)
_FREE = WHOLE_BLOCKS | {BlockKind.LIST_ITEM}
"""Kinds of block that need no full stop."""
_AROUND = 20
_FEWEST = 5
_HABIT = 0.25
_SHORT = 3
_SHORT_UNSPACED = 8


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """A target that ends in a comma, a dash, an open bracket or a word that must be followed by another (block), or
    without the full stop that its source has (warn). In Chinese and Japanese, which
    string clauses by commas, a comma warns.

    Not flagged, on purpose: a source that ends in the same way; prepositions and adverbs before a full stop ("the man
    she spoke to."); a closing quotation mark or bracket at the end; a comma where the next segment goes on in small
    letters; headlines, captions, subheadings and list items without a full stop, and sources of up to three words; a
    source whose last stop may belong to an abbreviation, a target that ends in an address; an article that goes
    without full stops altogether; Thai, which sets none.
    """
    source, target = _Ending(segment.source), _Ending(segment.target)
    if not source.text or not target.text:
        return
    if target.text[-1] in _DANGLING:
        if source.text[-1] not in _DANGLING and not target.closed and not _goes_on(article, segment, target.text):
            level = Level.WARN if article.target_language in WITHOUT_SPACES else Level.BLOCK
            yield _finding(segment, Span(len(target.text) - 1, len(target.text)), level)
        return
    needed = source.stopped and segment.kind not in _FREE and not target.closed
    if _dangles(target.text, words_of(target.text), article.target_language, needed):
        yield _finding(segment, words_of(target.text)[-1].span, Level.BLOCK)
    elif needed and _stop_lost(article, segment, source, target):
        yield _finding(segment, words_of(target.text)[-1].span, Level.WARN)


class _Ending:
    """How a text ends: its text up to the last mark or letter, and whether a quotation or bracket closes behind it."""

    def __init__(self, whole: str) -> None:
        end = whole.rstrip(_SPACE)
        self.text = end.rstrip(_CLOSERS + _SPACE)
        self.closed = self.text != end
        self.stopped = bool(self.text) and self.text[-1] in _STOPS and not _ABBREVIATION.search(self.text)


def _goes_on(article: CheckArticle, segment: CheckSegment, target: str) -> bool:
    """Whether the sentence goes on in the next segment, or a dash stands behind its full stop (— сказал он. —)."""
    if target[-1] in _DASHES and target[:-1].rstrip(_SPACE + _CLOSERS)[-1:] in _STOPS:
        return True
    following = article.segments[article.segments.index(segment) + 1 :][:1]
    return any(after.target[:1].islower() for after in following)


def _dangles(target: str, found: Sequence[Word], language: str, needed: bool) -> bool:
    if not found or (found[-1].text.isupper() and len(found[-1].text) > 1):
        return False
    last = found[-1]
    if target[-1] == "." and len(found) > 1:
        between = target[found[-2].span.end : last.span.start]
        return between.strip() in (",", "،") and last.folded in words("endings", language, "after_comma")
    if last.span.end != len(target):
        return False
    return last.folded in words("endings", language, "strong") or (
        needed and last.folded in words("endings", language, "weak")
    )


def _stop_lost(article: CheckArticle, segment: CheckSegment, source: _Ending, target: _Ending) -> bool:
    if target.text[-1] in _STOPS or article.target_language in _UNSTOPPED:
        return False
    found = words_of(target.text)
    if not found or _is_short(source.text, article.source_language) or "." in target.text.split()[-1]:
        return False
    return not _habit(article, segment)


def _is_short(text: str, language: str) -> bool:
    return len(text) <= _SHORT_UNSPACED if language in WITHOUT_SPACES else len(words_of(text)) <= _SHORT


def _habit(article: CheckArticle, segment: CheckSegment) -> bool:
    """Whether the segments around go without full stops too, so that it is a habit and no loss."""
    place = article.segments.index(segment)
    around = article.segments[max(0, place - _AROUND) : place + _AROUND + 1]
    others = [
        (_Ending(one.source), _Ending(one.target)) for one in around if one is not segment and one.kind not in _FREE
    ]
    both = [target for source, target in others if source.stopped and target.text]
    without = sum(not target.stopped and target.text[-1] not in _STOPS for target in both)
    return len(both) >= _FEWEST and without > _HABIT * len(both)


def _finding(segment: CheckSegment, span: Span, level: Level) -> Finding:
    end = span.of(segment.target)
    lost = (
        span.end == len(segment.target.rstrip(_SPACE + _CLOSERS)) and level is Level.WARN and end[-1] not in _DANGLING
    )
    message = (
        phrase("The target has no full stop at its end, the source has.")
        if lost
        else phrase("The target stops in mid-sentence, at “{end}”.", end=end)
    )
    source = Span(max(0, len(segment.source) - 1), len(segment.source))
    return Finding(segment.id, ID, level, message, source, span, values={"end": end})


CHECK = Check(
    id=ID,
    level=Level.BLOCK,
    title=phrase("Truncated"),
    explanation=phrase(
        "The target stops in mid-sentence, at a comma or at a word that must be followed by another: that blocks. "
        "Where only the full stop of the source is missing, it is a warning."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Nhiều nước đã lên án vụ tấn công, đặc biệt là các nước láng giềng.",
        wrong="Many countries condemned the attack, especially",
        right="Many countries condemned the attack, especially the neighbours.",
    ),
    segment=find,
)
