"""Spelling: words of the segment that the language's dictionary does not know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.web.sheet.aids.asked import Asked

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A word that the dictionary does not know, and where it first stands in the text, in code points."""

    text: str
    span: Span


def misspelt(asked: Asked) -> Sequence[Misspelt]:
    """In the order of the text; no query.

    Words that the source has too and those of the glossary's forms are left. Nothing where the machine has no
    dictionary of the language, or is still reading it.
    """
    speller = asked.spellers.now(asked.language) if asked.spellers else None
    if speller is None:
        return ()
    forms = (form.text for match in asked.matches for form in match.term.forms.get(asked.language, ()))
    known = _WORD.findall(" ".join((asked.source, *forms)))
    text = asked.unit.text
    return [Misspelt(span.of(text), span) for span in speller.unknown(text, known)]
