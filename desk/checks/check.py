"""What a check is: its name, its words for people, and its test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from desk.checks.article import CheckArticle, CheckSegment
from desk.domain.finding import Finding, Level

SegmentTest: TypeAlias = Callable[[CheckArticle, CheckSegment], Iterator[Finding]]
ArticleTest: TypeAlias = Callable[[CheckArticle], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Example:
    """A source with a target that the check finds fault with and one that it lets pass; languages by code."""

    source_language: str
    target_language: str
    source: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check. `level` is what its findings have unless they say otherwise; exactly one of the two tests is set.

    `title` and `explanation` are what the page that explains every check prints.
    """

    id: str
    level: Level
    title: str
    explanation: str
    example: Example
    segment: SegmentTest | None = None
    article: ArticleTest | None = None
    on_empty: bool = False

    @property
    def scope(self) -> str:
        """ "segment" where one segment is enough to tell, "article" where the others are needed."""
        return "article" if self.article else "segment"

    def check(self, article: CheckArticle, only: frozenset[str] | None = None) -> Iterator[Finding]:
        """The findings in an article, or in those of its segments whose ids are in `only`."""
        if self.article is not None:
            yield from (found for found in self.article(article) if only is None or found.segment in only)
        if self.segment is not None:
            for segment in article.segments:
                wanted = not segment.omitted and (only is None or segment.id in only)
                if wanted and (self.on_empty or not segment.empty):
                    yield from self.segment(article, segment)
