"""A text cut where marks begin and end, so that a template can draw terms and findings in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.domain.finding import Level
from desk.domain.segment import Span
from desk.domain.term import TermMatch

_GRAVITY = (Level.BLOCK, Level.WARN, Level.INFO)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with what lies on it: a term, and the gravest finding's level."""

    text: str
    term: TermMatch | None = None
    level: Level | None = None


def pieces(text: str, terms: Sequence[TermMatch] = (), spots: Sequence[tuple[Span, Level]] = ()) -> list[Piece]:
    """The text in pieces that join to it again. Spans are code points; what lies outside the text is not drawn."""
    spans = [match.span for match in terms] + [span for span, _ in spots]
    edges = {0, len(text)} | {min(max(place, 0), len(text)) for span in spans for place in (span.start, span.end)}
    cuts = sorted(edges)
    return [_piece(text, Span(start, end), terms, spots) for start, end in pairwise(cuts)]


def _piece(text: str, here: Span, terms: Sequence[TermMatch], spots: Sequence[tuple[Span, Level]]) -> Piece:
    term = next((match for match in terms if match.span.overlaps(here)), None)
    levels = {level for span, level in spots if span.overlaps(here)}
    return Piece(here.of(text), term, next((level for level in _GRAVITY if level in levels), None))
