"""Inflected variants of a form, by slot (case or plural), for matching and for putting one form in another's place.

Conservative: Russian and Ukrainian names and nouns of four letters and more, alone or after their adjectives
("Следственный комитет России" → "Следственного комитета России"; what follows the noun stays); English, French and
Spanish common nouns in the plural. Acronyms and everything else stay as they are. It may make a form that nobody
writes, which does no harm in matching; an irregular form is listed in the file.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product, takewhile

from desk.glossary.endings import ADJECTIVES, CASES, NOUNS, PLURAL, Rule
from desk.glossary.forms import is_acronym, is_common

SHORTEST = 4  # letters of a word alone
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME_BY_ADJECTIVE = {"ru": re.compile("(?:[сц]кий|ный|ной)$"), "uk": re.compile("(?:[сц]ький|ний)$")}
_LINK = re.compile(r"(?:de|del|el|la|des|du|en|à|au|aux|sin|sans|con|por|para|of|in|on|d['’]\w+)")
_PLURALS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("(?<=s|x|z|h)$", "es"), ("(?<=[^aeiou])y$", "ies"), ("$", "s")),
    "fr": (
        ("(?<=[sxz])$", ""),
        ("(?<=[ae]u)$", "x"),
        ("(?<=trav)ail$", "aux"),
        ("al$", "aux"),
        ("$", "s"),
    ),
    "es": (
        ("z$", "ces"),
        ("án$", "anes"),
        ("[é](?=[ns]$)", "e"),
        ("ón$", "ones"),
        ("régimen$", "regímenes"),
        ("crimen$", "crímenes"),
        ("imagen$", "imágenes"),
        ("joven$", "jóvenes"),
        ("(?<=s)$", ""),
        ("(?<=[aeiouáéó])$", "s"),
        ("$", "es"),
    ),
}

Paradigm = dict[str, tuple[str, ...]]


def paradigm(text: str, language: str) -> Paradigm:
    """The inflected variants of a bare form by slot ("gen", "pl", …), the likeliest first; empty if none is known."""
    if is_acronym(text):
        return {}
    if language in NOUNS:
        return _declined(text, language)
    if language in _PLURALS and is_common(text):
        return {"pl": (plural(text, language),)}
    return {}


def variants(text: str, language: str) -> Iterator[str]:
    """All the inflected variants of a bare form that differ from it, each once."""
    seen = {text}
    for forms in paradigm(text, language).values():
        for form in forms:
            if form not in seen:
                seen.add(form)
                yield form


def stem(text: str, language: str) -> str:
    """What a bare form and all its variants begin with; it is quicker to tell than the variants are."""
    if is_acronym(text):
        return text
    if language in NOUNS:
        return _declined_stem(text, language)
    if language in _PLURALS and is_common(text):
        return common_beginning(text, plural(text, language))
    return text


def common_beginning(first: str, second: str) -> str:
    """What two texts both begin with."""
    pairs = zip(first, second, strict=False)
    return first[: next((place for place, (one, other) in enumerate(pairs) if one != other), len(first))]


def _declined_stem(text: str, language: str) -> str:
    words = text.split(" ")
    if len(words) > 1 and (adjective := _pattern(ADJECTIVES[language]).search(words[0])):
        return _cut(words[0], adjective, ADJECTIVES[language])
    if _inflects(words[0], shortest=SHORTEST):
        by_adjective = len(words) == 1 and _NAME_BY_ADJECTIVE[language].search(words[0])
        rules = (ADJECTIVES if by_adjective else NOUNS)[language]
        if found := _pattern(rules).search(words[0]):
            return _cut(words[0], found, rules)
    *before, last = words
    if not before or not _inflects(last, shortest=SHORTEST):
        return text
    found = _pattern(NOUNS[language]).search(last)
    return " ".join([*before, _cut(last, found, NOUNS[language])]) if found else text


def _cut(word: str, found: re.Match[str], rules: tuple[Rule, ...]) -> str:
    """A word without what its rule takes away."""
    return word[: len(word) - rules[(found.lastindex or 1) - 1][1]]


def _declined(text: str, language: str) -> Paradigm:
    words = text.split(" ")
    found = _phrase(words, language)
    if len(words) > 1 and all(word[:1].isupper() for word in words) and not _leading_adjectives(words, language):
        found = _merged(found, _last_word(words, language))  # a name of several nouns: "Крокус Сити Холла"
    slots = CASES + PLURAL if is_common(text) else CASES
    return {slot: found[slot] for slot in slots if slot in found}


def _phrase(words: list[str], language: str) -> Paradigm:
    """Adjectives and the noun after them, declined together; the words after the noun stay."""
    adjectives = _leading_adjectives(words, language)
    noun, rest = words[len(adjectives)], words[len(adjectives) + 1 :]
    if not _inflects(noun, shortest=SHORTEST - bool(adjectives)):
        return {}
    by_adjective = not adjectives and not rest and _NAME_BY_ADJECTIVE[language].search(noun)
    rows = [_endings(word, ADJECTIVES[language]) for word in adjectives]
    rows.append(_endings(noun, (ADJECTIVES if by_adjective else NOUNS)[language]))
    slots = [slot for slot in CASES + PLURAL if all(slot in row for row in rows)]
    return {slot: tuple(" ".join([*said, *rest]) for said in _together([row[slot] for row in rows])) for slot in slots}


def _together(alternatives: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Endings that go together: side by side where every word has as many (animate, inanimate), else each with each."""
    if len({len(forms) for forms in alternatives}) == 1:
        return zip(*alternatives, strict=True)
    return product(*alternatives)


def _last_word(words: list[str], language: str) -> Paradigm:
    *before, last = words
    row = _endings(last, NOUNS[language]) if _inflects(last, shortest=SHORTEST) else {}
    return {slot: tuple(" ".join([*before, form]) for form in forms) for slot, forms in row.items()}


def _merged(first: Paradigm, second: Paradigm) -> Paradigm:
    return {slot: tuple(dict.fromkeys(first.get(slot, ()) + second.get(slot, ()))) for slot in {**first, **second}}


def _inflects(word: str, *, shortest: int) -> bool:
    return len(word) >= shortest and _WORD.fullmatch(word) is not None and not word.isupper()


def _leading_adjectives(words: list[str], language: str) -> list[str]:
    """The words before the noun that have an adjective's ending; the last word is always the noun."""
    is_adjective = _pattern(ADJECTIVES[language]).search
    return list(takewhile(is_adjective, words[:-1]))


@lru_cache(maxsize=8)
def _pattern(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """All the endings as one expression whose n-th group is that of the n-th rule."""
    return re.compile(f"(?:{'|'.join(f'({ending})' for ending, *_ in rules)})$")


def _endings(word: str, rules: tuple[Rule, ...]) -> Paradigm:
    """The forms of one word by slot; empty where no rule fits."""
    found = _pattern(rules).search(word)
    if found is None or found.lastindex is None:
        return {}
    _, dropped, singular, plural = rules[found.lastindex - 1]
    stem = word[: len(word) - dropped]
    return {slot: tuple(stem + ending for ending in endings) for slot, endings in _slots(singular, plural)}


@lru_cache(maxsize=256)
def _slots(singular: str, plural: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A rule's endings by slot."""
    slots = [*zip(CASES, singular.split(), strict=True), *zip(PLURAL, plural.split(), strict=False)]
    return tuple((slot, tuple(endings.replace("-", "").split("/"))) for slot, endings in slots)


def _link(words: list[str]) -> int:
    """The place of the preposition after which the words of a form stay as they are."""
    return next((number for number, word in enumerate(words) if number and _LINK.fullmatch(word)), len(words))


def plural(text: str, language: str) -> str:
    """The plural of a common noun: English in its last word, French and Spanish in all words up to a preposition."""
    words = text.split(" ")
    link = _link(words)
    first = link - 1 if language == "en" else 0
    return " ".join(
        _plural_word(word, language) if first <= number < link else word for number, word in enumerate(words)
    )


def _plural_word(word: str, language: str) -> str:
    if language == "fr" and "-" in word:  # cessez-le-feu
        return word
    ending, plural = next(rule for rule in _PLURALS[language] if re.search(rule[0], word))
    plain = re.sub(ending, plural, word, count=1)
    return plain + "es" if language == "es" and ending.startswith("[é]") else plain
