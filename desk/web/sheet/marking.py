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
    """A stretch of a text with what lies on it: a term and how it fared, and the gravest finding's level."""

    text: str
    term: TermMatch | None = None
    level: Level | None = None
    fared: str = ""


def pieces(
    text: str,
    terms: Sequence[TermMatch] = (),
    spots: Sequence[tuple[Span, Level]] = (),
    fared: Sequence[tuple[Span, str]] = (),
) -> list[Piece]:
    """The text in pieces that join to it again. Spans are code points; what lies outside the text is not drawn."""
    spans = [match.span for match in terms] + [span for span, _ in spots] + [span for span, _ in fared]
    edges = {0, len(text)} | {min(max(place, 0), len(text)) for span in spans for place in (span.start, span.end)}
    cuts = sorted(edges)
    return [_piece(text, Span(start, end), terms, spots, fared) for start, end in pairwise(cuts)]


def _piece(
    text: str,
    here: Span,
    terms: Sequence[TermMatch],
    spots: Sequence[tuple[Span, Level]],
    fared: Sequence[tuple[Span, str]],
) -> Piece:
    term = next((match for match in terms if match.span.overlaps(here)), None)
    levels = {level for span, level in spots if span.overlaps(here)}
    level = next((level for level in _GRAVITY if level in levels), None)
    return Piece(here.of(text), term, level, next((status for span, status in fared if span.overlaps(here)), ""))
