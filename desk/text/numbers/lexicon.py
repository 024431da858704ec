"""The number words of a language, read once from `desk/text/numbers_data/` and from CLDR."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from desk.domain.language import LANGUAGES


class Role(StrEnum):
    """What a word does in a number."""

    CARDINAL = "cardinal"
    MULTIPLIER = "multiplier"
    SCALE = "scale"
    JOINER = "joiner"
    HALF = "half"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True, eq=False)  # one object per language, known by identity
class Lexicon:
    """What a language's number words mean. Words are folded (`fold`)."""

    language: str
    roles: Mapping[str, tuple[Role, Fraction]]
    vague: Mapping[str, tuple[Fraction, ...]]
    months: Mapping[str, int]
    periods: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Fraction | None], ...]]
    suffixes: Mapping[str, int]
    units: Mapping[str, tuple[str, ...]]
    unit_stems: tuple[tuple[str, str], ...]
    sets: Mapping[str, frozenset[str]]
    decimal: str = "."
    group: str = ","
    units_first: bool = False
    clitics: tuple[str, ...] = ()
    prefixed: re.Pattern[str] | None = None
    prefixes: Mapping[str, Fraction] = field(default_factory=dict)
    glued: re.Pattern[str] | None = None
    pieces: re.Pattern[str] | None = None
    characters: Mapping[str, tuple[Role, Fraction]] = field(default_factory=dict)
    more: str = ""
    about: str = ""
    after_figures_only: bool = False
    counters: str = ""
    basic: bool = False
    known: bool = False

    def measures(self, word: str) -> tuple[str, ...]:
        """The measures that a word may mean."""
        return self.units.get(word) or tuple(unit for stem, unit in self.unit_stems if word.startswith(stem))

    @property
    def has_words(self) -> bool:
        """Whether the number words of the language are known; a basic data file has scales and measures alone."""
        return self.known and not self.basic


_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ي": "ي", "ئ": "ئ", "’": "'", "ʼ": "'", "ʹ": "'"}
)
_TASHKIL = re.compile("[\u064b-\u065f\u0670\u0640]")
_SETS = (
    "unclear",
    "hours",
    "hours_before",
    "month_words",
    "weekday_words",
    "opening_only",
    "percent_words",
    "articles",
    "counted",
    "half_after",
)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """A word as the data files are looked up: caseless, apostrophes and Arabic alifs alike, no tashkil."""
    return _TASHKIL.sub("", word.casefold().translate(_FOLDS))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; one without a data file reads digits and month names alone."""
    data = _read(language)
    decimal, group = _separators(language)
    roles = dict(_roles(data))
    characters = data.get("characters", {})
    return Lexicon(
        language=language,
        roles=roles,
        vague=_vague(data.get("vague", {})),
        months=dict(_months(language, data.get("months", {}))),
        periods={word: int(value) for value, word in _forms(data.get("periods", {}))},
        phrases=_phrases(data),
        suffixes={fold(key): int(value) for key, value in data.get("suffixes", {}).items()},
        units=_units(data.get("units", {})),
        unit_stems=tuple(_unit_stems(data.get("units", {}))),
        sets={name: frozenset(_expand(data.get(name, ""), roles)) for name in _SETS},
        decimal=decimal,
        group=group,
        units_first=bool(data.get("units_first")),
        clitics=tuple(sorted(str(data.get("clitics", "")).split(), key=len, reverse=True)),
        characters=dict(_characters(characters)),
        more=characters.get("more", ""),
        about=characters.get("about", ""),
        after_figures_only=bool(characters.get("after_figures_only")),
        counters=str(data.get("counters", "")),
        basic=bool(data.get("basic")),
        known=bool(data),
        **_compounds(data, roles),
    )


def _read(language: str) -> dict[str, Any]:
    import yaml

    path = files("desk.text") / "numbers_data" / f"{language}.yaml"
    if language not in LANGUAGES or not path.is_file():
        return {}
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _forms(table: Mapping[Any, str]) -> Iterator[tuple[Fraction, str]]:
    for value, forms in table.items():
        for form in str(forms).split():
            yield Fraction(value), fold(form)


def _roles(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Role, Fraction]]]:
    """Later entries win: a word that is both cardinal and ordinal is read as the cardinal."""
    endings = str(data.get("ordinal_endings", "")).split()
    for value, stem in _forms(data.get("ordinal_stems", {})):
        yield from ((stem + ending, (Role.ORDINAL, value)) for ending in endings)
    for value, stem in _forms(data.get("scale_stems", {})):
        yield from ((stem + ending, (Role.SCALE, value)) for ending in endings)
    for value, cardinal in _forms(data.get("cardinals", {})):
        suffixes = str(data.get("ordinal_suffixes", "")).split()
        yield from ((cardinal + suffix, (Role.ORDINAL, value)) for suffix in suffixes)
    for name, role in (("ordinals", Role.ORDINAL), ("multipliers", Role.MULTIPLIER), ("scales", Role.SCALE)):
        yield from ((form, (role, value)) for value, form in _forms(data.get(name, {})))
    yield from ((fold(form), (Role.JOINER, Fraction(0))) for form in str(data.get("joiners", "")).split())
    yield from ((fold(form), (Role.HALF, Fraction(1, 2))) for form in str(data.get("halves", "")).split())
    yield from ((form, (Role.CARDINAL, value)) for value, form in _forms(data.get("cardinals", {})))


def _vague(table: Mapping[Any, str]) -> dict[str, tuple[Fraction, ...]]:
    words: dict[str, tuple[Fraction, ...]] = {}
    for value, form in _forms(table):
        words[form] = (*words.get(form, ()), value)
    return words


def _months(language: str, extra: Mapping[Any, str]) -> Iterator[tuple[str, int]]:
    """Month names of CLDR that are words of letters, and the further forms of the data file."""
    from babel.core import UnknownLocaleError
    from babel.dates import get_month_names

    for context in ("stand-alone", "format"):
        try:
            names = get_month_names("wide", context, language)
        except (UnknownLocaleError, ValueError):
            continue
        yield from ((fold(name), month) for month, name in names.items() if name.isalpha() and len(name) > 2)
    yield from ((form, int(value)) for value, form in _forms(extra))


def _separators(language: str) -> tuple[str, str]:
    from babel.core import UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        return get_decimal_symbol(language), get_group_symbol(language)
    except (UnknownLocaleError, ValueError):
        return ".", ","


def _phrases(data: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Fraction | None], ...]]:
    """By first word: the words of a phrase with its value, None where nothing is to be read. Longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Fraction | None]]] = {}
    for phrase in data.get("phrases", ()):
        words = tuple(fold(word) for word in str(phrase).split())
        found.setdefault(words[0], []).append((words, None))
    for value, form in _forms(data.get("compounds", {})):
        words = tuple(form.split("-"))
        found.setdefault(words[0], []).append((words, value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _units(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for unit, forms in table.items():
        for form in (form for form in str(forms).split() if not form.endswith("*")):
            words[fold(form)] = (*words.get(fold(form), ()), unit)
    return words


def _unit_stems(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for unit, forms in table.items():
        yield from ((fold(form[:-1]), unit) for form in str(forms).split() if form.endswith("*"))


def _expand(forms: str, roles: Mapping[str, tuple[Role, Fraction]]) -> Iterator[str]:
    """The words of a list; one that ends in * stands for every number word that begins so."""
    for form in str(forms).split():
        if form.endswith("*"):
            yield from (word for word in roles if word.startswith(fold(form[:-1])))
        else:
            yield fold(form)


def _characters(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Role, Fraction]]]:
    for name, role in (("digits", Role.CARDINAL), ("multipliers", Role.MULTIPLIER), ("scales", Role.SCALE)):
        for value, characters in data.get(name, {}).items():
            yield from ((character, (role, Fraction(value))) for character in characters)


def _compounds(data: Mapping[str, Any], roles: Mapping[str, tuple[Role, Fraction]]) -> dict[str, Any]:
    """Patterns for words that hold a number: "dreiundvierzig", "трёхлетний"."""
    fields: dict[str, Any] = {}
    rests = "|".join(str(data.get("prefix_rests", "")).split())
    if data.get("glued"):
        joined = [
            word for word, (role, value) in roles.items() if role is not Role.ORDINAL and value < 10**6 and value != 0
        ]
        joined += [word for word, (role, _) in roles.items() if role is Role.JOINER]
        pieces = "|".join(sorted(joined, key=len, reverse=True))
        ordinals = "|".join(
            sorted((w for w, (role, _) in roles.items() if role is Role.ORDINAL), key=len, reverse=True)
        )
        fields["glued"] = re.compile(rf"(?P<pieces>(?:{pieces})+)(?:(?P<last>{ordinals})|(?P<rest>{rests})\w*)?")
        fields["pieces"] = re.compile(pieces)
    prefixes = {form: value for value, form in _forms(data.get("prefixes", {}))}
    if prefixes:
        names = "|".join(sorted(prefixes, key=len, reverse=True))
        fields["prefixed"] = re.compile(rf"(?P<prefix>{names})-?(?:{rests})\w*")
        fields["prefixes"] = prefixes
    return fields
