"""`empty_target`: nothing was translated."""

from collections.abc import Iterator

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.domain.finding import Finding, Level
from desk.domain.phrase import phrase
from desk.domain.segment import Span

ID = "empty_target"


def find(article: CheckArticle, segment: CheckSegment) -> Iterator[Finding]:
    """A target without a letter or a digit where the source has one.

    Not flagged, on purpose: segments omitted on purpose, and sources that are themselves only punctuation ("* * *").
    """
    if segment.empty and any(character.isalnum() for character in segment.source):
        source = Span(0, len(segment.source))
        target = Span(0, len(segment.target)) if segment.target else None
        yield Finding(segment.id, ID, Level.BLOCK, phrase("There is no translation yet."), source, target)


CHECK = Check(
    id=ID,
    level=Level.BLOCK,
    title=phrase("Empty target"),
    explanation=phrase(
        "The target is empty or holds only punctuation. It can only be fixed: translate the segment, or mark it as "
        "omitted on purpose with a reason."
    ),
    example=Example("vi", "en", "Điện Kremlin từ chối bình luận.", "…", "The Kremlin declined to comment."),
    segment=find,
    on_empty=True,
)
