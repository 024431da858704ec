"""`headline_repeated`: the headline stands again at the top of the text."""

import re
from collections.abc import Iterator

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.domain.finding import Finding, Fix, Level
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.segment import BlockKind, Span
from desk.text.headlines import repeats

ID = "headline_repeated"
_FIRST = 4  # segments behind the headline that are looked at
_FEWEST_WORDS = 3
_FEWEST_CHARACTERS = 6
_BETWEEN = re.compile(r"[\W_]+")
_AROUND = r"[\W\d_]*"


def find(article: CheckArticle) -> Iterator[Finding]:
    """The headline's target again as one of the first four segments, or as the beginning of one, with or without a
    counter ("… (3)") or the name of the site; punctuation and case aside.

    Not flagged, on purpose: headlines of less than three words; a sentence that begins with the headline's words and
    goes on ("Kremlin denies role in attack, says …"); standfirsts, captions and subheadings.
    """
    headlines = [segment for segment in article.segments if segment.kind is BlockKind.HEADLINE and not segment.omitted]
    if not headlines:
        return
    headline = headlines[0]
    pattern = _pattern(headline.target, article.target_language)
    place = article.segments.index(headline) + 1
    body = [one for one in article.segments[place:] if one.kind is BlockKind.PARAGRAPH and not one.omitted]
    for segment in body[:_FIRST] if pattern else ():
        if repeats(segment.target, headline.target, article.target_language):
            yield _finding(segment, headline, Span(0, len(segment.target)))
        elif pattern and (found := pattern.match(segment.target)):
            yield _finding(segment, headline, Span(*found.span("again")))


def _pattern(headline: str, language: str) -> re.Pattern[str] | None:
    words = [word for word in _BETWEEN.split(headline) if word]
    enough = _FEWEST_CHARACTERS if language in WITHOUT_SPACES else _FEWEST_WORDS
    if len("".join(words) if language in WITHOUT_SPACES else words) < enough:
        return None
    again = _BETWEEN.pattern.join(re.escape(word) for word in words)
    return re.compile(
        rf"(?P<again>{_AROUND}{again}(?:[\W\d_]*\Z|[.!?…。！？؟]\W*|\s*[(\[]\d+[)\]]\W*|\s*\n\s*))", re.IGNORECASE
    )


def _finding(segment: CheckSegment, headline: CheckSegment, span: Span) -> Finding:
    message = phrase("The headline is repeated here.")
    source = Span(0, len(segment.source)) if span.end == len(segment.target) else None
    fix = Fix(span, "", phrase("Delete the repeated headline"))
    values = {"headline": headline.target}
    return Finding(segment.id, ID, Level.WARN, message, source, span, fix, values)


CHECK = Check(
    id=ID,
    level=Level.WARN,
    title=phrase("Headline repeated"),
    explanation=phrase(
        "The headline stands again as the first line of the text, with or without a counter. One key deletes it; a "
        "segment that holds nothing else is then to be marked as omitted on purpose."
    ),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Điện Kremlin bác bỏ cáo buộc (2)",
        wrong="Kremlin rejects the accusation (2)",
        right="The Kremlin said on Monday that the accusation had no ground.",
    ),
    article=find,
)
