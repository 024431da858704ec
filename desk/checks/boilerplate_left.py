"""`boilerplate_left`: page furniture that was translated as if it were news."""

import re
from collections.abc import Iterator
from functools import cache

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.lists import read_list
from desk.domain.finding import Finding, Level
from desk.domain.phrase import phrase
from desk.domain.segment import BlockKind, Span
from desk.text.credits import credit
from desk.text.furniture import furniture

ID = "boilerplate_left"
_EDGE = r"[\W\d_]*"
_BETWEEN = r"[\W_]+"
_NEVER = re.compile(r"(?!)")
_LONGEST = 160  # code points of a segment that is furniture as a whole
_NUMBER = r"\d[\d.,\u00a0\u202f ]*k?"


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """A target, or the source behind it, that is a comment form, a counter, a share line, a pointer to other articles
    or nothing but a photo credit: by the phrases with which articles are cleaned (`desk.text.furniture`), and by those
    of `data/boilerplate.yaml`, which cleaning leaves in or does not know.

    Not flagged, on purpose: the same words inside a sentence ("she asked readers to leave a comment"), words that news
    uses too ("World", "Video"), headlines, and furniture in other words than the listed ones.
    """
    if segment.kind is BlockKind.HEADLINE:
        return
    target = _furniture(segment.target, article.target_language)
    source = _furniture(segment.source, article.source_language)
    found = target or source
    if found is None:
        return
    text = found.of(segment.target if target else segment.source).strip()
    message = phrase("“{text}” is page furniture, not part of the article.", text=text)
    span = target or Span(0, len(segment.target))
    yield Finding(segment.id, ID, Level.BLOCK, message, source, span, values={"phrase": text})


def _furniture(text: str, language: str) -> Span | None:
    known = furniture(text, language)
    if known is not None and not known.weak:
        return Span(0, len(text))
    if len(text) <= _LONGEST and (named := credit(text, language, caption=True)) is not None and named.start == 0:
        return named
    return _listed(text, language)


def _listed(text: str, language: str) -> Span | None:
    whole, *others = _patterns(language) or (_NEVER,)
    for pattern in (whole, *others) if len(text) <= _LONGEST else others:
        if found := pattern.search(text):
            return Span(*found.span())
    return None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    lists = read_list("boilerplate").get(language, {})
    frames = {
        "whole": rf"\A{_EDGE}(?:{{}}){_EDGE}\Z",
        "starts": r"\A\W*(?:{})(?!\w)",
        "anywhere": r"(?<!\w)(?:{})(?!\w)",
    }
    return tuple(
        re.compile(frame.replace("{}", "|".join(_phrase(text) for text in lists[place])), re.IGNORECASE)
        for place, frame in frames.items()
        if lists.get(place)
    )


def _phrase(text: str) -> str:
    """A phrase of the list as a pattern: any punctuation between its words, a number for #."""
    pieces = [re.escape(piece).replace(r"\#", _NUMBER) for piece in text.split()]
    return _BETWEEN.join(pieces)


CHECK = Check(
    id=ID,
    level=Level.BLOCK,
    title=phrase("Page furniture left"),
    explanation=phrase(
        "The segment is no news but furniture of the page that the article came from: a comment form, a comment "
        "counter, share buttons, pointers to other articles, what is left of a photo credit."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Ông mời độc giả để lại bình luận.",
        wrong="Leave a comment",
        right="He invited readers to leave a comment.",
    ),
    segment=find,
)
