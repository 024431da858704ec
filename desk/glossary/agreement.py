"""Putting one form in another's place so that the sentence still agrees: article, capitals, number and case.

Rules, not a grammar: where none applies, the form is put in as it is and the words around it stay.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary import arabic, cyrillic, english, german, romance
from desk.glossary.cases import CYRILLIC, EVERY, NOMINATIVE, case_of, cases_by_ending
from desk.glossary.fold import fold
from desk.glossary.forms import capitalised, is_whole_capitals
from desk.glossary.inflection import paradigm
from desk.glossary.lead import Agreed, Setting, begins_sentence, words_before

_QUOTES = '«»„“”"'
_SEEMS_PLURAL = re.compile("[^siu]s$")
_ONE = {
    "en": "(?:an?|this|that|every|each) ",
    "es": "(?:el|la|una?|est[ea]|del|al) ",
    "fr": "(?:le|la|une?|ce|cette|du|au) ",
}
_COUNTS = {
    "en": r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|few|these|those|both|some|dozens of) ",
    "es": r"(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|varias|muchos|muchas|los|las|unos|unas) ",
    "fr": r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|les|des|ces|ses|quelques) ",
}
_RULES: Mapping[str, Callable[[Setting], Agreed]] = {
    "ar": arabic.agreed,
    "de": german.agreed,
    "en": english.agreed,
    "es": romance.spanish,
    "fr": romance.french,
    "ru": cyrillic.russian,
    "uk": cyrillic.ukrainian,
}


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text[span]` gives way to `new`, in which the form itself stands at `form`."""

    span: Span
    new: str
    form: Span


def replacement(
    text: str, span: Span, wanted: Form, language: str, found: Form | None = None, around: Span | None = None
) -> Replacement:
    """What to change so that `wanted` stands where `text[span]` does.

    `found` is the form of the glossary that stands there now, where it is one. The span of the result may begin
    earlier, at an article, and end later, behind a verb; it stays inside `around`.
    """
    around = around or Span(0, len(text))
    said = _cased(text, span, _inflected(text, span, found, wanted.text, language), found)
    case = _slot(text, span, found, language) if language in CYRILLIC else ""
    setting = Setting(text, span, wanted, found, said, around, case)
    agreed = _RULES[language](setting) if language in _RULES else Agreed(span, "", said)
    before, said = agreed.before, agreed.said
    stood_first = agreed.span.start < span.start or begins_sentence(text, agreed.span.start)
    if stood_first and text[agreed.span.start : agreed.span.start + 1].isupper():
        before, said = (capitalised(before), said) if before else (before, capitalised(said))
    new = before + said + agreed.after
    return Replacement(agreed.span, new, Span(len(before), len(before) + len(said)))


def mended_article(text: str, span: Span, form: Form, language: str, around: Span) -> Replacement | None:
    """What to change where a form stands right and the article before it is of another gender; None where none is.

    Only an article that is there gives way to another: what stands without one may be right so.
    """
    if language not in ("de", "en", "es", "fr"):
        return None
    change = replacement(text, span, form, language, form, around)
    if change.new[change.form.start : change.form.end] != span.of(text):  # in another number: nothing is known of it
        return None
    before, now = text[change.span.start : span.start], change.new[: change.form.start]
    alike = before.strip().lower() == now.strip().lower() or before.strip(" '’").lower() == now.strip(" '’").lower()
    return None if alike or not before.strip() or not now.strip() else change


def _inflected(text: str, span: Span, found: Form | None, wanted: str, language: str) -> str:
    """The wanted form in the case or number of the place; as it is where that is not known."""
    if wanted[:1] in _QUOTES and wanted[-1:] in _QUOTES:
        return wanted[0] + _inflected(text, span, found, wanted[1:-1], language) + wanted[-1]
    forms = paradigm(wanted, language)
    if not forms:
        return wanted
    surface = span.of(text)
    if language in CYRILLIC:
        slot = _slot(text, span, found, language)
        candidates = _ordered(
            wanted, forms.get(slot) or forms.get(slot.removeprefix("pl-")) or (wanted,), slot, language
        )
        if (
            slot == "acc"
            and wanted in candidates
            and _shared_ending(wanted, surface) == 0 == _most_shared(candidates, surface)
        ):
            return wanted  # what has no life is in the accusative as it is in the nominative
        return max(candidates, key=lambda candidate: _shared_ending(candidate, surface))
    seen = fold(surface).text
    if found is None:
        head = seen if language == "en" else seen.split(" ")[0]
        counted = words_before(_COUNTS[language], text, span.start)
        single = words_before(_ONE[language], text, span.start)
        plural = bool(counted or (_SEEMS_PLURAL.search(head) and not single))
    else:
        plural = seen in [
            fold(form).text for form in paradigm(found.text, language).get("pl", ()) if form != found.text
        ]
    return forms.get("pl", (wanted,))[0] if plural else wanted


_ENDS_HARD = re.compile("[бвгджзклмнпрстфхцчшщ]$")
_TAKES_U = re.compile(  # Ukrainian institutions and events, whose genitive ends in -у
    "(?:союз|суд|вер|комітет|фронт|парламент|сенат|конгрес|альянс|блок|корпус|фонд|удар|обстріл|уряд|режим|договір|рух|"
    "бундестаг|центр|інститут|штаб|університет|департамент)$"
)


def _ordered(wanted: str, candidates: tuple[str, ...], slot: str, language: str) -> Sequence[str]:
    """The candidates, the likeliest first: names of several hard words are declined in the last of them alone."""
    words = wanted.split(" ")
    if len(words) > 1 and all(map(str.istitle, words)) and all(map(_ENDS_HARD.search, (words[0], words[-1]))):
        return sorted(candidates, key=lambda said: said.split(" ")[0] != words[0])
    noun = next((word for word in words if _TAKES_U.search(word.lower())), None) if language == "uk" else None
    if slot == "gen" and noun is not None and (candidates[0].split(" ")[words.index(noun)] == noun + "а"):
        said = candidates[0].split(" ")
        return (" ".join([*said[: words.index(noun)], noun + "у", *said[words.index(noun) + 1 :]]),)
    return candidates


def _slot(text: str, span: Span, found: Form | None, language: str) -> str:
    """The case, and the number of a common noun, in which the place stands; “nom” is the dictionary form."""
    surface = span.of(text)
    if found is None:
        return case_of(text, span, language, cases_by_ending(surface, language))
    declined = paradigm(found.text.strip(_QUOTES), language)
    seen = fold(surface).text
    slots = [(forms.index(form), slot) for slot, forms in declined.items() for form in forms if fold(form).text == seen]
    if seen == fold(found.text).text:
        slots.insert(0, (0, NOMINATIVE))
    possible = [slot for _, slot in sorted(slots, key=lambda each: each[0])]
    if not declined:
        return case_of(text, span, language, EVERY)
    singular = [slot for slot in possible if not slot.startswith("pl")]
    if possible and not singular:
        return possible[0]
    return case_of(text, span, language, singular or cases_by_ending(surface, language))


def _most_shared(candidates: Sequence[str], surface: str) -> int:
    return max(_shared_ending(candidate, surface) for candidate in candidates)


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
