"""Finding a term by its looks: a name in the draft that is nearly one of its forms, "Hizbullah" for "Hezbollah".

It serves where attention says nothing. The name must begin alike, be long enough to be nobody else's, stand in no
source, and look at no other name there.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from desk.domain.draft import Alignment
from desk.domain.segment import Span
from desk.drafting.locating import ENOUGH
from desk.glossary.fold import fold, fold_text
from desk.glossary.forms import is_common

ALIKE = 75.0  # of 100, by edits
SHORTEST = 5  # letters
_PLAIN_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[^\W\d_][\w'’-]+")


def find_alike(
    text: str,
    forms: Sequence[str],
    source: str,
    source_span: Span,
    alignment: Alignment | None,
    taken: Collection[Span],
) -> Span | None:
    """Where the name stands that is most like one of the forms, if exactly one is like them.

    Only names that begin like a form are compared with it, and the source, the attention and what is taken are gone
    through once, however many names there are.
    """
    alike = {span: name for form in {fold_text(form) for form in forms} for span, name in _alike(text, form)}
    if not alike:
        return None
    barred = _covered(len(text), [*taken, *_looking_elsewhere(source, source_span, alignment)])
    named: dict[int, set[str]] = {}
    free = [
        span
        for span, name in alike.items()
        if 1 not in barred[span.start : span.end] and not _is_named(name, source, named)
    ]
    return free[0] if len(free) == 1 else None


def _alike(text: str, form: str) -> Iterator[tuple[Span, str]]:
    """The names in a text that are nearly a folded form, folded."""
    from rapidfuzz import fuzz

    if len(form) < SHORTEST:
        return
    for span, name in _names_by_initial(text, len(form.split())).get(form[0], ()):
        if fuzz.ratio(name, form, score_cutoff=ALIKE):
            yield span, name


def _covered(length: int, spans: Iterable[Span]) -> bytearray:
    """A byte for each code point of a text: 1 where one of the spans lies."""
    covered = bytearray(length)
    for span in spans:
        start, end = max(span.start, 0), min(span.end, length)
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _is_named(name: str, source: str, named: dict[int, set[str]]) -> bool:
    """Whether the source says a folded name, as whole words. `named` keeps its runs of words by their number."""
    words = len(_PLAIN_WORD.findall(name))
    if words not in named:
        named[words] = _runs_of_words(fold_text(source), words)
    return name in named[words]


def _runs_of_words(text: str, words: int) -> set[str]:
    found = list(_PLAIN_WORD.finditer(text))
    ends = found[words - 1 :]
    return {text[first.start() : last.end()] for first, last in zip(found, ends, strict=False)}


_CLITIC = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=\\w{3})")
_OF_A_PEOPLE = re.compile(  # "French", "украинский", "française", "französischen"
    "(?:ian|ean|ese|ish|ch|ek|iss|oi?s|oise|ais|aise|ien|ienne|ain|aine|és|esa|ano|ana|ino|ina|"
    "isch(?:e[nmrs]?)?|[сц]ь?к(?:ий|ого|ому|им|ом|ая|ой|ою|ую|ое|ие|их|ими|а|ої|ій|у|е|і)|ي|ية)$"
)

_NAMES_HAVE_NO_PLURAL = frozenset(("en", "es", "fr"))


def is_inflected(said: str, form: str, language: str) -> bool:
    """Whether what is said can only be a form in another case or number: as many words, each beginning alike.

    In English only the last word changes, by an s, or one word is of a people ("Russian"). A name of one word has no
    plural ("Moscows") there, in Spanish and in French.
    """
    here, there = _words(said), _words(form)
    if language in _NAMES_HAVE_NO_PLURAL and not is_common(form) and len(there) == 1 and here == [there[0] + "s"]:
        return False
    if language == "en" and len(there) > 1:
        return here[:-1] == there[:-1] and here != there and here[-1].rstrip("s") == there[-1].rstrip("s")
    return said != form and len(here) == len(there) and all(map(_begin_alike, here, there))


def is_of_a_people(said: str, form: str) -> bool:
    """Whether what is said is the adjective of a name, "French" of "France": the name must not take its place."""
    here, there = fold(said).text, fold(form).text
    return " " not in here and here[:2] == there[:2] and here != there and _OF_A_PEOPLE.search(here) is not None


def _words(text: str) -> list[str]:
    return [_CLITIC.sub("", word) for word in fold(text).text.split()]


def _begin_alike(first: str, second: str) -> bool:
    alike = (number for number, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    shared = next(alike, min(len(first), len(second)))
    return shared >= max(3, min(len(first), len(second)) - 2) and max(len(first), len(second)) - shared <= 3


@lru_cache(maxsize=16)
def _names_by_initial(text: str, words: int) -> Mapping[str, Sequence[tuple[Span, str]]]:
    """The runs of so many names in a text, folded, by their first letter. All terms of a sentence look for theirs."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for span in _names(text, words):
        name = fold_text(span.of(text))
        found.setdefault(name[:1], []).append((span, name))
    return found


def _names(text: str, words: int) -> Iterator[Span]:
    """Runs of so many words, each with a capital and set apart by spaces alone."""
    found = list(_NAME.finditer(text))
    for place in range(len(found) - words + 1):
        inside = found[place : place + words]
        first, last = inside[0], inside[-1]
        spaced = text[first.start() : last.end()].split(" ") == [each[0] for each in inside]
        if spaced and all(each[0][0].isupper() for each in inside) and last.end() - first.start() >= SHORTEST:
            yield Span(first.start(), last.end())


def _looking_elsewhere(source: str, source_span: Span, alignment: Alignment | None) -> Iterator[Span]:
    """The tokens of the draft that stand for other names of the source."""
    if alignment is None:
        return
    others = [
        number
        for number, token in enumerate(alignment.source)
        if not token.overlaps(source_span) and token.of(source)[:1].isupper()
    ]
    for token, row in zip(alignment.target, alignment.weights, strict=False):
        if any(row[number] >= ENOUGH for number in others if number < len(row)):
            yield token
