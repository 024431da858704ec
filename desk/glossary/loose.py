"""Variants by which a form is found and never written: all endings that a word may have, no case told from another.

German nouns after their adjectives ("Rotes Kreuz" in "Roten Kreuzes"), umlauts of the plural, feminines in -in; Arabic
indefinite nouns with the endings of dual, plural and possession, and with the article on each word ("هجوم إرهابي" in
"الهجوم الإرهابي"); French and Spanish plurals of the first word alone, and before a name ("coches bomba", "golpes de
Estado").
"""

import re
from collections.abc import Callable, Iterator

from desk.glossary.forms import is_acronym, is_common
from desk.glossary.inflection import common_beginning, plural

SHORTEST = 4  # letters of a German word
SHORTEST_ARABIC = 3
_NOUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GERMAN_LINK = re.compile(r"(?:der|des|die|das|von|vom|für|in|im|am|an|auf|zu|zur|zum|und|gegen|ohne|mit|bei|über)")
_GERMAN_ADJECTIVE = re.compile(r"(?<=[^\W\d_]{2})(?:er|es|e)$")  # as a dictionary has it
_GERMAN_ENDINGS = (
    ("(?<=e)$", ("n", "s", "ns")),
    ("(?<=[sßxz])$", ("e", "es", "en", "er", "ern")),
    ("(?<=in)$", ("nen", "s")),
    ("(?<=(?:el|er|en))$", ("s", "n", "innen", "in")),
    ("$", ("s", "es", "e", "en", "er", "ern", "n")),
)
_UMLAUT = re.compile("(?:(a)u|([aou]))(?=[^aeiouyäöü]+(?:e[lnr])?$)")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
_UMLAUT_ENDINGS = ("", "e", "en", "er", "ern", "n")
_ARABIC_ENDINGS = ("ين", "ون", "ان", "ات", "ة", "ه", "ها", "هم", "ا", "و")
_ARABIC_FEMININE = ("ات", "تين", "تان", "ته", "تها", "تهم")
_ARABIC_ARTICLE = "ال"


def loose_variants(text: str, language: str) -> Iterator[str]:
    """Variants of a bare form in a language that has such; some may be no words at all."""
    make = _VARIANTS.get(language)
    return make(text) if make and not is_acronym(text) else iter(())


def loose_stems(text: str, language: str) -> tuple[str, ...]:
    """What a bare form and its loose variants begin with: each of them with one of these."""
    cut = _STEMS.get(language)
    return cut(text) if cut and not is_acronym(text) else (text,)


def _german(text: str) -> Iterator[str]:
    adjectives, noun, rest = _german_parts(text)
    nouns = [noun, *_german_noun(noun)]
    endings = ("e", "er", "es", "en", "em") if adjectives else ("",)
    for ending in endings:
        for each in nouns:
            yield " ".join([*(_GERMAN_ADJECTIVE.sub(ending, word) for word in adjectives), each, *rest])


def _german_parts(text: str) -> tuple[list[str], str, list[str]]:
    """The adjectives, the noun after them, and what follows that."""
    words = text.split(" ")
    link = next((place for place, word in enumerate(words) if place and _GERMAN_LINK.fullmatch(word)), len(words))
    first = next((place for place, word in enumerate(words[:link]) if not _GERMAN_ADJECTIVE.search(word)), link - 1)
    return words[:first], words[first], words[first + 1 :]


def _german_noun(noun: str) -> Iterator[str]:
    if len(noun) < SHORTEST or not _NOUN.fullmatch(noun) or noun.isupper():
        return
    endings = next(endings for pattern, endings in _GERMAN_ENDINGS if re.search(pattern, noun))
    yield from (noun + ending for ending in endings)
    if changed := _with_umlaut(noun):
        yield from (changed + ending for ending in _UMLAUT_ENDINGS)


def _with_umlaut(noun: str) -> str:
    """A noun with the umlaut that its plural may have; nothing where it can have none."""
    found = _UMLAUT.search(noun)
    return noun[: found.start()] + _UMLAUTS[noun[found.start()]] + noun[found.start() + 1 :] if found else ""


def _german_stems(text: str) -> tuple[str, ...]:
    adjectives, noun, _ = _german_parts(text)
    if adjectives:
        return (_GERMAN_ADJECTIVE.sub("", adjectives[0]),)
    return tuple(each for each in (noun, _with_umlaut(noun)) if each)


def _arabic(text: str) -> Iterator[str]:
    if text.startswith(_ARABIC_ARTICLE):
        return
    first, *others = text.split(" ")
    is_indefinite = not any(word.startswith(_ARABIC_ARTICLE) for word in others)
    endings = [first]
    if len(first) >= SHORTEST_ARABIC and _NOUN.fullmatch(first):
        is_feminine = first.endswith("ة")
        bare = first[:-1] if is_feminine else first
        endings += [bare + ending for ending in (_ARABIC_FEMININE if is_feminine else _ARABIC_ENDINGS)]
    for word in endings:
        yield " ".join([word, *others])
        if others and is_indefinite:
            yield " ".join([word, *(_ARABIC_ARTICLE + other for other in others)])


def _arabic_stems(text: str) -> tuple[str, ...]:
    if text.startswith(_ARABIC_ARTICLE):
        return (text,)
    first = text.partition(" ")[0]
    return (first.removesuffix("ة") if len(first) >= SHORTEST_ARABIC else first,)


def _romance(language: str) -> Callable[[str], Iterator[str]]:
    def variants(text: str) -> Iterator[str]:
        first, space, rest = text.partition(" ")
        if space and is_common(first):
            yield plural(first, language) + space + rest
            yield plural(text, language)

    return variants


def _romance_stems(language: str) -> Callable[[str], tuple[str, ...]]:
    def stems(text: str) -> tuple[str, ...]:
        first, space, _ = text.partition(" ")
        return (common_beginning(first, plural(first, language)) if space and is_common(first) else text,)

    return stems


_VARIANTS: dict[str, Callable[[str], Iterator[str]]] = {"de": _german, "ar": _arabic}
_VARIANTS |= {language: _romance(language) for language in ("es", "fr")}
_STEMS: dict[str, Callable[[str], tuple[str, ...]]] = {"de": _german_stems, "ar": _arabic_stems}
_STEMS |= {language: _romance_stems(language) for language in ("es", "fr")}
LOOSE = frozenset(_VARIANTS)
"""The languages that have loose variants."""
