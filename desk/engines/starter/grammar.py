"""Draws newswire sentences from the lexicon, in Vietnamese and English at once.

A synchronous context-free grammar: every rule is said in both languages with the same symbols, so a drawn sentence
comes with its translation. Drawing is deterministic by seed.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.engines.starter.invented import INVENTED
from desk.engines.starter.lexicon import Rule, Symbol, Ways, read_lexicon

DEEPEST = 40  # symbols inside symbols; a deeper drawing is thrown away

_PART = re.compile(r"\{(\w+)(?::(\w+))?(?:\.(\w+))?\}")
_OPTIONAL = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Pair:
    """A sentence in Vietnamese and English, with the glossary terms in it as (Vietnamese form, English form)."""

    vi: str
    en: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A symbol as drawn: its Vietnamese, its English, and a second English form where the rule has one."""

    vi: str
    en: str
    second: str = ""


class _TooDeep(Exception):
    """A drawing that went round in circles; it is drawn again."""


class Grammar:
    """Draws sentences from a lexicon. The same seed draws the same sentences."""

    def __init__(self, seed: int, symbols: dict[str, Symbol] | None = None) -> None:
        self._random = random.Random(seed)  # noqa: S311 - for drawing sentences, not secrets
        self._symbols = symbols or read_lexicon()
        self._terms: list[tuple[str, str]] = []

    def draw(self, name: str = "sentence") -> Pair:
        """One pair of whatever the symbol `name` stands for."""
        while True:
            self._terms = []
            try:
                drawn = self._symbol(name, 0)
            except _TooDeep:
                continue
            return Pair(_tidy(drawn.vi), _article(_tidy(drawn.en)), tuple(self._terms))

    def pairs(self) -> Iterator[Pair]:
        """Sentences without end; a Vietnamese sentence may come again."""
        while True:
            yield self.draw()

    def _symbol(self, name: str, depth: int) -> Drawn:
        if depth > DEEPEST:
            raise _TooDeep(name)
        if name in INVENTED:
            return Drawn(*INVENTED[name](self._random))
        symbol = self._symbols[name]
        drawn = self._apply(self._random.choices(symbol.rules, symbol.weights)[0], depth)
        if symbol.is_term:
            self._terms.append((drawn.vi, drawn.en))
        return drawn

    def _apply(self, rule: Rule, depth: int) -> Drawn:
        vi, en = self._way(rule.vi), self._way(rule.en)
        kept = [self._random.random() < 0.5 for _ in range(vi.count("<"))]
        vi, en = _keep(vi, kept), _keep(en, kept)
        parts = {
            (name, label): self._symbol(name, depth + 1)
            for name, label in dict.fromkeys((found[1], found[2]) for found in _PART.finditer(vi))
        }
        first, _, second = en.partition(" ; ")
        return Drawn(_fill(vi, parts, english=False), _fill(first, parts, english=True), second)

    def _way(self, ways: Ways) -> str:
        if len(ways) == 1:
            return ways[0][1]
        return self._random.choices([way for _, way in ways], [weight for weight, _ in ways])[0]


def _keep(way: str, kept: list[bool]) -> str:
    """The way with its optional parts kept or dropped, in order."""
    decisions = iter(kept)
    return _OPTIONAL.sub(lambda found: found[1] if next(decisions) else "", way)


def _fill(way: str, parts: dict[tuple[str, str | None], Drawn], *, english: bool) -> str:
    def said(found: re.Match[str]) -> str:
        drawn = parts[found[1], found[2]]
        text = drawn.en if english else drawn.vi
        match found[3]:
            case "cap":
                return text[:1].upper() + text[1:]
            case "bare":
                return text.removeprefix("the ")
            case "2":
                return drawn.second if english else text
        return text

    return _PART.sub(said, way)


def _tidy(text: str) -> str:
    """Single spaces, and none before a comma or full stop, where an optional part stood."""
    return re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", text)).strip()


def _article(text: str) -> str:
    """“An” before an adjective of country that begins with a vowel; U is spoken “you” in all of ours."""
    return re.sub(r"\b([Aa]) (?=[AEIO][a-z])", r"\1n ", text)
