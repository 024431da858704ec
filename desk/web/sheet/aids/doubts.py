"""Doubtful words: what the engine was unsure of, where it still stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.services.doubts import doubts_of
from desk.web.sheet.aids.asked import Asked
from desk.web.sheet.terms import beside_terms


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word and where it stands in the text, in code points."""

    text: str
    span: Span


def doubtful_words(asked: Asked) -> Sequence[Doubt]:
    """In the order of the text; one query."""
    found = doubts_of(asked.session, asked.translation, [asked.unit]).get(asked.unit.id, ())
    return [Doubt(span.of(asked.unit.text), span) for span in beside_terms(found, asked.terms)]
