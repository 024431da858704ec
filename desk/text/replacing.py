"""Words looked for in texts, and others put in their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.glossary.boundaries import ends_word, starts_word


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that are looked for as they stand: in any case unless `case`, and as whole words where `words`."""

    text: str
    case: bool = False
    words: bool = True

    def spans(self, text: str) -> list[Span]:
        """Where the words stand in a text, from the start, none overlapping another."""
        return list(self._spans(text))

    def replaced(self, text: str, by: str) -> str:
        """The text with `by` in each place; where case is not looked at, written with the capitals of the place."""
        made, end = [], 0
        for span in self._spans(text):
            made += [text[end : span.start], by if self.case else _as(span.of(text), self.text, by)]
            end = span.end
        return "".join([*made, text[end:]])

    def _spans(self, text: str) -> Iterator[Span]:
        pattern = re.compile(re.escape(self.text), 0 if self.case else re.IGNORECASE)
        place = 0
        while found := pattern.search(text, place):
            start, end = found.span()
            if not self.words or (starts_word(text, start) and ends_word(text, end)):
                yield Span(start, end)
                place = end
            else:
                place = start + 1


def _as(found: str, wanted: str, by: str) -> str:
    """`by` in capitals where only the place has them all, or with a capital first where only the place begins so."""
    if len(found) > 1 and found.isupper() and not wanted.isupper():
        return by.upper()
    if found[:1].isupper() and wanted[:1].islower():
        return by[:1].upper() + by[1:]
    return by
