"""Reads a `lexicon.*.txt`: the paired rules, another language and English, that the grammar draws from.

The files explain their own notation at their head, so that a reader of the language can review one without this module.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desk.domain.errors import Invalid
from desk.engines.starter.invented import invented

FOLDER = Path(__file__).parent
LEFT_OUT_OF_ENGLISH = frozenset({"da"})  # the Vietnamese mark of the past has no English of its own
SEPARATOR = " ; "  # of the forms of one way
EMPTY = "-"  # a form that says nothing
PART = re.compile(r"\{(\w+)(?::(\w+))?((?:\.\w+)*)\}")

_WEIGHT = re.compile(r"^([\d.]+)\*\s*")

Ways = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Rule:
    """One line of the lexicon: the ways of saying it on either side, each with its weight; English is on the right."""

    left: Ways
    right: Ways
    weight: float


@dataclass
class Symbol:
    """All the rules that may stand for a name in braces; `is_term` where each is a term of the glossary."""

    name: str
    is_term: bool
    rules: list[Rule] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


def lexicon_file(language: str) -> Path:
    """The lexicon of a language and English."""
    return FOLDER / f"lexicon.{language}.txt"


@cache
def read_lexicon(language: str, path: Path | None = None) -> dict[str, Symbol]:
    """The symbols of a language's lexicon by name, read once. Raises Invalid with the place of a broken rule."""
    path = path or lexicon_file(language)
    symbols: dict[str, Symbol] = {}
    symbol: Symbol | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path.name}, line {number}"
        if not line.strip() or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[(\w+)(\*?)\]", line):
            symbol = symbols.setdefault(heading[1], Symbol(heading[1], bool(heading[2])))
            continue
        if symbol is None:
            raise Invalid(f"{place}: a rule stands before the first [symbol].")
        rule = _rule(line, place)
        symbol.rules.append(rule)
        symbol.weights.append(rule.weight)
    _check_names(symbols, language, path)
    return symbols


def _rule(line: str, place: str) -> Rule:
    weight, line = _weighed(line)
    if "=" not in line:
        raise Invalid(f"{place}: a rule needs two sides with “=” between them.")
    left, right = (side.strip() for side in line.split("=", 1))
    rule = Rule(_ways(left, " / "), _ways(right, " | "), weight)
    _check_sides(rule, place)
    return rule


def _weighed(text: str) -> tuple[float, str]:
    found = _WEIGHT.match(text)
    return (float(found[1]), text[found.end() :]) if found else (1.0, text)


def _ways(side: str, separator: str) -> Ways:
    return tuple(_weighed(way.strip()) for way in side.split(separator))


def _check_sides(rule: Rule, place: str) -> None:
    """Both sides must name the same symbols and have equally many optional parts."""
    optional = {way.count("<") for _, way in rule.left + rule.right}
    named = {_named(way) for _, way in rule.left + rule.right}
    if len(optional) > 1 or len(named) > 1:
        raise Invalid(f"{place}: the two sides name different symbols or optional parts.")


def _check_names(symbols: dict[str, Symbol], language: str, path: Path) -> None:
    """Whatever a rule names must be explained, and must have the form that the rule picks."""
    made_up = invented(language)
    for symbol in symbols.values():
        for english, name, marks in _used(symbol):
            if name not in symbols and name not in made_up:
                raise Invalid(f"{path.name}: [{symbol.name}] uses {{{name}}}, which nothing explains.")
            for number in filter(str.isdigit, marks.split(".")):
                if name in symbols and not _has_form(symbols[name], english=english, number=int(number)):
                    raise Invalid(f"{path.name}: [{symbol.name}] uses {{{name}.{number}}}, which some [{name}] lacks.")


def _used(symbol: Symbol) -> Iterator[tuple[bool, str, str]]:
    """(whether in English, the symbol named, its marks) of every part of the symbol's rules."""
    for rule in symbol.rules:
        for english, ways in ((False, rule.left), (True, rule.right)):
            for _, way in ways:
                yield from ((english, name, marks) for name, _label, marks in PART.findall(way))


def _has_form(symbol: Symbol, *, english: bool, number: int) -> bool:
    """Whether every way has the form of a number; a way with one form uses it for every number."""
    ways = [way for rule in symbol.rules for _, way in (rule.right if english else rule.left)]
    return all(len(forms) == 1 or len(forms) >= number for forms in (way.split(SEPARATOR) for way in ways))


def _named(way: str) -> frozenset[tuple[str, str]]:
    """The symbols that a way of saying names, with their labels."""
    return frozenset((name, label) for name, label, _ in PART.findall(way) if name not in LEFT_OUT_OF_ENGLISH)
