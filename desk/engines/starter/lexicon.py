"""Reads `lexicon.txt`: the paired rules, Vietnamese and English, that the grammar draws from.

The file explains its own notation at its head, so that a reader of Vietnamese can review it without this module.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from desk.domain.errors import Invalid
from desk.engines.starter.invented import INVENTED

LEXICON = Path(__file__).with_name("lexicon.txt")
LEFT_OUT_OF_ENGLISH = frozenset({"da"})  # the mark of the past has no English of its own

_WEIGHT = re.compile(r"^([\d.]+)\*\s*")
_NAME = re.compile(r"\{(\w+)(?::(\w+))?")

Ways = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Rule:
    """One line of the lexicon: the ways of saying it on either side, each with its weight."""

    vi: Ways
    en: Ways
    weight: float


@dataclass
class Symbol:
    """All the rules that may stand for a name in braces; `is_term` where each is a term of the glossary."""

    name: str
    is_term: bool
    rules: list[Rule] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


def read_lexicon(path: Path = LEXICON) -> dict[str, Symbol]:
    """The symbols of a lexicon file by name. Raises Invalid with file and line where a rule is broken."""
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
    _check_names(symbols, path)
    return symbols


def _rule(line: str, place: str) -> Rule:
    weight, line = _weighed(line)
    if "=" not in line:
        raise Invalid(f"{place}: a rule needs a Vietnamese and an English side with “=” between them.")
    vi, en = (side.strip() for side in line.split("=", 1))
    rule = Rule(_ways(vi, " / "), _ways(en, " | "), weight)
    _check_sides(rule, place)
    return rule


def _weighed(text: str) -> tuple[float, str]:
    found = _WEIGHT.match(text)
    return (float(found[1]), text[found.end() :]) if found else (1.0, text)


def _ways(side: str, separator: str) -> Ways:
    return tuple(_weighed(way.strip()) for way in side.split(separator))


def _check_sides(rule: Rule, place: str) -> None:
    """Both sides must name the same symbols and have equally many optional parts."""
    optional = {way.count("<") for _, way in rule.vi + rule.en}
    named = {_named(way) for _, way in rule.vi + rule.en}
    if len(optional) > 1 or len(named) > 1:
        raise Invalid(f"{place}: the Vietnamese and the English side name different symbols or optional parts.")


def _check_names(symbols: dict[str, Symbol], path: Path) -> None:
    for symbol in symbols.values():
        for name, _label in {named for rule in symbol.rules for _, way in rule.vi for named in _named(way)}:
            if name not in symbols and name not in INVENTED:
                raise Invalid(f"{path.name}: [{symbol.name}] uses {{{name}}}, which nothing explains.")


def _named(way: str) -> frozenset[tuple[str, str]]:
    """The symbols that a way of saying names, with their labels."""
    return frozenset((name, label) for name, label in _NAME.findall(way) if name not in LEFT_OUT_OF_ENGLISH)
