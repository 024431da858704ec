"""Telling page furniture from news: banners, comment forms and counters, share lines, links to other articles.

The phrases stand in `data/furniture.yaml`, which says how they are written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desk.domain.cleaning import RemovalReason

DATA = Path(__file__).parent / "data"
LONGEST = 300
"""Code points of a block that may be furniture: what is longer is text, however it begins."""

_NUMBER = r"[(\[]?\s?\d[\d.,\u00a0 ]*\s?(?:k|m|тыс\.?|n)?\s?[)\]]?"
_EDGE = r"[^\w#©]*"
_BETWEEN = r"[\W_]+"
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_DATE = 80
_FEWEST_WEAK = 3


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a block is, and how it was told: `weak` where only its neighbours can say, `label` where a list follows."""

    reason: RemovalReason
    weak: bool = False
    label: bool = False


@cache
def read_data(name: str) -> Any:
    """A YAML file of this room."""
    import yaml

    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def languages(language: str | None) -> tuple[str, ...]:
    """Whose phrases to look for: the page's language and English, which stands in pages of every language; else all."""
    known: dict[str, Any] = read_data("furniture")
    return (
        tuple(known) if language is None else tuple(dict.fromkeys(code for code in (language, "en") if code in known))
    )


def furniture(text: str, language: str | None) -> Furniture | None:
    """What furniture a block is; None where it is text. `language` is a code, None for not known."""
    if len(text) > LONGEST or not text.strip():
        return None
    folded = " ".join(text.split()).casefold()
    for reason, patterns in _patterns(languages(language)):
        if patterns.row.fullmatch(folded):
            label = reason is RemovalReason.RELATED_LINKS and bool(patterns.alone.fullmatch(folded))
            return Furniture(reason, label=label)
    if _weak(languages(language)).row.fullmatch(folded):
        words = len(_weak(languages(language)).alone.findall(folded))
        return Furniture(RemovalReason.FURNITURE, weak=words < _FEWEST_WEAK)
    return None


def is_date(text: str, language: str | None) -> bool:
    """Whether a text is nothing but a date with its year and perhaps a time, with the words that go with one."""
    if len(text) > _LONGEST_DATE or not _YEAR.search(text) or len(_DIGITS.findall(text)) < 2:
        return False
    known = _date_words(languages(language))
    return all(word in known or word in ("gmt", "utc") for word in _LETTERS.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class _Patterns:
    row: re.Pattern[str]
    alone: re.Pattern[str]


@cache
def _patterns(codes: Sequence[str]) -> tuple[tuple[RemovalReason, _Patterns], ...]:
    weak = _alternatives(_phrases(codes, "weak"))
    return tuple(
        (reason, _compiled(_phrases(codes, reason), weak)) for reason in RemovalReason if _phrases(codes, reason)
    )


def _compiled(phrases: Iterable[str], weak: str) -> _Patterns:
    """Rows of phrases of which one at least is strong, and the phrases that stand for a whole list: without a "…"."""
    strong = _alternatives(phrases)
    row = rf"{_EDGE}(?:(?:{weak}){_BETWEEN})*(?:{strong})(?:{_BETWEEN}(?:{strong}|{weak}))*{_EDGE}"
    alone = _alternatives(phrase.removesuffix("…").removesuffix(":") for phrase in phrases)
    return _Patterns(re.compile(row), re.compile(rf"{_EDGE}(?:{alone}){_EDGE}"))


@cache
def _weak(codes: Sequence[str]) -> _Patterns:
    weak = rf"(?<!\w)(?:{_alternatives(_phrases(codes, 'weak'))})"
    return _Patterns(re.compile(rf"{_EDGE}{weak}(?:{_BETWEEN}{weak})*{_EDGE}"), re.compile(weak))


def counters(codes: Sequence[str], reason: RemovalReason) -> str:
    """A pattern for the phrases of a reason that hold a number."""
    return _alternatives(phrase for phrase in _phrases(codes, reason) if "#" in phrase and "…" not in phrase)


def _phrases(codes: Sequence[str], name: str) -> list[str]:
    return [phrase.casefold() for code in codes for phrase in read_data("furniture")[code].get(name, ())]


def _alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; one that no text fits where there is none."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "|".join(map(_pattern, ordered)) or r"(?!)"


def _pattern(phrase: str) -> str:
    signs = {"#": _NUMBER, ":": r"\s?[:：]", ">": r"\s?[>›»/→]\s?", "…": rf".{{0,{LONGEST}}}", " ": r"\s"}
    written = "".join(signs.get(sign, re.escape(sign)) for sign in re.sub(r"(?<=\w)…", "\0…", phrase))
    return written.replace(re.escape("\0"), r"(?!\w)") + (r"(?!\w)" if phrase[-1].isalpha() else "")


@cache
def _date_words(codes: Sequence[str]) -> frozenset[str]:
    from babel.dates import get_day_names, get_month_names, get_period_names

    words: set[str] = set()
    for code in codes:
        phrases = [str(one) for one in read_data("furniture")[code]["dates"]]
        for names in (get_day_names, get_month_names, get_period_names):
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone"):
                    phrases += names(width, context=context, locale=code).values()
        words.update(word for phrase in phrases for word in _LETTERS.findall(phrase.casefold()))
    return frozenset(words)
