"""Finding a term by its looks: a name in the draft that is nearly one of its forms, "Hizbullah" for "Hezbollah".

It serves where attention says nothing. The name must begin alike, be long enough to be nobody else's, stand in no
source, and look at no other name there.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from desk.domain.draft import Alignment
from desk.domain.segment import Span
from desk.drafting.locating import ENOUGH
from desk.glossary.fold import fold

ALIKE = 75.0  # of 100, by edits
SHORTEST = 5  # letters
_NAME = re.compile(r"[^\W\d_][\w'’-]+")


def find_alike(
    text: str,
    forms: Sequence[str],
    source: str,
    source_span: Span,
    alignment: Alignment | None,
    taken: Collection[Span],
) -> Span | None:
    """Where the name stands that is most like one of the forms, if exactly one is like them."""
    from rapidfuzz import fuzz

    said = fold(source).text
    scores: dict[Span, float] = {}
    for form in {fold(form).text for form in forms if len(form) >= SHORTEST}:
        for span in _names(text, len(form.split())):
            name = fold(span.of(text)).text
            if (
                name[0] != form[0]
                or re.search(rf"\b{re.escape(name)}\b", said)
                or any(span.overlaps(other) for other in taken)
            ):
                continue
            score = fuzz.ratio(name, form)
            if score >= ALIKE and not _looks_elsewhere(span, source, source_span, alignment):
                scores[span] = max(scores.get(span, 0.0), score)
    return next(iter(scores)) if len(scores) == 1 else None


_CLITIC = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=\\w{3})")
_OF_A_PEOPLE = re.compile(  # "French", "украинский", "française", "französischen"
    "(?:ian|ean|ese|ish|ch|ek|iss|oi?s|oise|ais|aise|ien|ienne|ain|aine|és|esa|ano|ana|ino|ina|"
    "isch(?:e[nmrs]?)?|[сц]ь?к(?:ий|ого|ому|им|ом|ая|ой|ою|ую|ое|ие|их|ими|а|ої|ій|у|е|і)|ي|ية)$"
)


def is_inflected(said: str, form: str, language: str) -> bool:
    """Whether what is said can only be a form in another case or number: as many words, each beginning alike.

    In English only the last word changes, by an s, or one word is of a people ("Russian").
    """
    here, there = _words(said), _words(form)
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


def _names(text: str, words: int) -> Iterator[Span]:
    """Runs of so many words, each with a capital and set apart by spaces alone."""
    found = list(_NAME.finditer(text))
    for place in range(len(found) - words + 1):
        inside = found[place : place + words]
        first, last = inside[0], inside[-1]
        spaced = text[first.start() : last.end()].split(" ") == [each[0] for each in inside]
        if spaced and all(each[0][0].isupper() for each in inside) and last.end() - first.start() >= SHORTEST:
            yield Span(first.start(), last.end())


def _looks_elsewhere(span: Span, source: str, source_span: Span, alignment: Alignment | None) -> bool:
    """Whether what stands in a span of the draft stands for another name of the source."""
    if alignment is None:
        return False
    rows = [row for token, row in zip(alignment.target, alignment.weights, strict=False) if token.overlaps(span)]
    others = [
        number
        for number, token in enumerate(alignment.source)
        if not token.overlaps(source_span) and token.of(source)[:1].isupper()
    ]
    return any(row[number] >= ENOUGH for row in rows for number in others if number < len(row))
