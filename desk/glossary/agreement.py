"""Putting one form in another's place so that the sentence still agrees: article, capitals, number and case.

Rules, not a grammar: where none applies, the form is put in as it is and the words around it stay.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary import english, romance
from desk.glossary.fold import fold
from desk.glossary.forms import capitalised, is_whole_capitals
from desk.glossary.inflection import paradigm
from desk.glossary.lead import Lead, words_before

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
_OPENING = " \t\n\u00a0\u202f\"'“”‘’„«»()[]—–-¿¡"
_LOCATIVE_PREPOSITIONS = "(?:в|во|у|на|о|об|обо|при|по) "  # Russian and Ukrainian
_SEEMS_PLURAL = re.compile("[^siu]s$")
_LEADS: dict[str, Callable[[str, Span, Form, Form | None, str], Lead]] = {
    "en": english.lead,
    "es": romance.spanish_lead,
    "fr": romance.french_lead,
}


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text[span]` gives way to `new`, in which the form itself stands at `form`."""

    span: Span
    new: str
    form: Span


def replacement(text: str, span: Span, wanted: Form, language: str, found: Form | None = None) -> Replacement:
    """What to change so that `wanted` stands where `text[span]` does.

    `found` is the form of the glossary that stands there now, where it is one. The span of the result may begin
    earlier, at an article.
    """
    said = _cased(text, span, _inflected(text, span, found, wanted.text, language), found)
    lead = _LEADS[language](text, span, wanted, found, said) if language in _LEADS else Lead(span.start, "")
    new = lead.words + said
    stood_first = lead.start < span.start or begins_sentence(text, lead.start)
    if stood_first and text[lead.start : lead.start + 1].isupper():
        new = capitalised(new)
    return Replacement(Span(lead.start, span.end), new, Span(len(lead.words), len(new)))


def begins_sentence(text: str, position: int) -> bool:
    """Whether a position is the first word of a sentence, opening quotation marks and brackets aside."""
    before = text[:position].rstrip(_OPENING)
    return not before or before.endswith(_SENTENCE_ENDS)


def _inflected(text: str, span: Span, found: Form | None, wanted: str, language: str) -> str:
    """The wanted form in the case or number in which the found one stands; as it is where that is not known."""
    surface = text[span.start : span.end]
    seen = fold(surface).text
    if found is None:
        plural = _SEEMS_PLURAL.search(seen) if language in _LEADS else None
        return paradigm(wanted, language).get("pl", (wanted,))[0] if plural else wanted
    if seen == fold(found.text).text:
        return wanted
    after_locative = words_before(_LOCATIVE_PREPOSITIONS, text, span.start) is not None
    slots = [
        (forms.index(form), slot != "loc" or not after_locative, slot)
        for slot, forms in paradigm(found.text, language).items()
        for form in forms
        if fold(form).text == seen
    ]
    if not slots:
        return wanted
    candidates = paradigm(wanted, language).get(min(slots, key=lambda each: each[:2])[2], (wanted,))
    return max(candidates, key=lambda candidate: _shared_ending(candidate, surface))


def _shared_ending(first: str, second: str) -> int:
    """How many letters two forms end in alike; a single one tells nothing and counts as none."""
    pairs = zip(reversed(first), reversed(second), strict=False)
    alike = next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))
    return alike if alike > 1 else 0


def _cased(text: str, span: Span, said: str, found: Form | None) -> str:
    """The form in capitals where the text is, and with a capital where a small word begins a sentence or a title."""
    surface = text[span.start : span.end]
    if is_whole_capitals(surface) and (not is_whole_capitals(found.text) if found else " " in surface):
        return said.upper()
    stood_with_capital = surface[:1].isupper() and found is not None and found.text[:1].islower()
    return capitalised(said) if stood_with_capital else said
