"""Draws newswire sentences from a lexicon, in both its languages at once.

A synchronous context-free grammar: every rule is said in both languages with the same symbols, so a drawn sentence
comes with its translation. Drawing is deterministic by seed.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from desk.engines.starter.invented import invented
from desk.engines.starter.lexicon import EMPTY, PART, SEPARATOR, Rule, Ways, read_lexicon
from desk.engines.starter.spelling import bare, capitalised, spelled

DEEPEST = 40  # symbols inside symbols; a deeper drawing is thrown away

_OPTIONAL = re.compile(r"<([^<>]*)>")

Forms = tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation, with the glossary terms in them as (form here, form there)."""

    source: str
    target: str
    terms: tuple[tuple[str, str], ...] = ()

    def turned(self) -> "Pair":
        """The same in the other direction."""
        return Pair(self.target, self.source, tuple((there, here) for here, there in self.terms))


@dataclass(frozen=True)
class Drawn:
    """A symbol as drawn: its forms on the left and on the right side of its rule, the first one foremost."""

    left: Forms
    right: Forms


class _TooDeep(Exception):
    """A drawing that went round in circles; it is drawn again."""


class Grammar:
    """Draws sentences from the lexicon of a language. The same seed draws the same sentences."""

    def __init__(self, seed: int, language: str = "vi") -> None:
        self._random = random.Random(seed)  # noqa: S311 - for drawing sentences, not secrets
        self._language = language
        self._symbols = read_lexicon(language)
        self._invented = invented(language)
        self._terms: list[Drawn] = []

    def draw(self, name: str = "sentence") -> Pair:
        """One pair of whatever the symbol `name` stands for: the lexicon's language, then English."""
        while True:
            self._terms = []
            try:
                drawn = self._symbol(name, 0)
            except _TooDeep:
                continue
            left, right = spelled(drawn.left[0], self._language), spelled(drawn.right[0], "en")
            return Pair(left, right, tuple(self._terms_in(left, right)))

    def pairs(self) -> Iterator[Pair]:
        """Sentences without end; a sentence may come again."""
        while True:
            yield self.draw()

    def _terms_in(self, left: str, right: str) -> Iterator[tuple[str, str]]:
        """Each term drawn, in the form in which it stands in the sentence."""
        for drawn in self._terms:
            here, there = _form_in(left, drawn.left, self._language), _form_in(right, drawn.right, "en")
            if here and there:
                yield here, there

    def _symbol(self, name: str, depth: int) -> Drawn:
        if depth > DEEPEST:
            raise _TooDeep(name)
        if name in self._invented:
            left, right = self._invented[name](self._random)
            return Drawn((left,), (right,))
        symbol = self._symbols[name]
        drawn = self._apply(self._random.choices(symbol.rules, symbol.weights)[0], depth)
        if symbol.is_term:
            self._terms.append(drawn)
        return drawn

    def _apply(self, rule: Rule, depth: int) -> Drawn:
        left, right = self._way(rule.left), self._way(rule.right)
        kept = [self._random.random() < 0.5 for _ in range(left.count("<"))]
        left, right = _keep(left, kept), _keep(right, kept)
        parts = {
            (name, label): self._symbol(name, depth + 1)
            for name, label in dict.fromkeys((found[1], found[2]) for found in PART.finditer(left))
        }
        lefts = {named: drawn.left for named, drawn in parts.items()}
        rights = {named: drawn.right for named, drawn in parts.items()}
        return Drawn(_fill(left, lefts), _fill(right, rights))

    def _way(self, ways: Ways) -> str:
        if len(ways) == 1:
            return ways[0][1]
        return self._random.choices([way for _, way in ways], [weight for weight, _ in ways])[0]


def _keep(way: str, kept: list[bool]) -> str:
    """The way with its optional parts kept or dropped, in order."""
    decisions = iter(kept)
    return _OPTIONAL.sub(lambda found: found[1] if next(decisions) else "", way)


def _fill(way: str, parts: dict[tuple[str, str | None], Forms]) -> Forms:
    """The forms of a way, with the symbols in them said."""

    def said(found: re.Match[str]) -> str:
        forms = parts[found[1], found[2]]
        marks = found[3].split(".")[1:]
        text = next((_form(forms, int(mark)) for mark in marks if mark.isdigit()), forms[0])
        text = bare(text) if "bare" in marks else text
        return capitalised(text) if "cap" in marks else text

    return tuple("" if form == EMPTY else PART.sub(said, form) for form in way.split(SEPARATOR))


def _form(forms: Forms, number: int) -> str:
    """The form of a number; a single form serves for all numbers."""
    return forms[number - 1] if len(forms) > 1 else forms[0]


def _form_in(text: str, forms: Forms, language: str) -> str | None:
    """The longest form of a term that stands in a text, its article left aside."""
    stands = partial(str.__contains__, text.casefold())
    longest = sorted((spelled(form, language).strip(",") for form in forms), key=len, reverse=True)
    return next((form for form in longest if stands(bare(form).casefold())), None)
