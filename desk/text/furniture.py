"""Telling page furniture from news: blocks that are a comment form, a counter, a share line or a link elsewhere."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from desk.domain.cleaning import RemovalReason

DATA = Path(__file__).parent / "data"
LONGEST = 140
"""Code points of a block that may be furniture: what is longer is text, however it begins."""

_EDGE = r"[\W\d_]*"
_SENTENCE = re.compile(r"[.!?…。؟]\s+\S+\s+\S+\s+\S+")


@cache
def read_data(name: str) -> Any:
    """A YAML file of this room."""
    import yaml

    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def furniture(text: str, language: str | None) -> RemovalReason | None:
    """Why a block is furniture, None where it is text. English furniture is known in every language's pages."""
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST or _SENTENCE.search(stripped):
        return None
    folded = stripped.casefold()
    for code in dict.fromkeys((language or "en", "en")):
        for reason, pattern in _patterns(code):
            if pattern.match(folded):
                return reason
    return None


@cache
def _patterns(code: str) -> tuple[tuple[RemovalReason, re.Pattern[str]], ...]:
    lists: dict[str, list[str]] = read_data("furniture").get(code, {})
    return tuple((RemovalReason(reason), _pattern(phrases)) for reason, phrases in lists.items())


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    whole = "|".join(_words(one) for one in phrases if not one.endswith("…"))
    begins = "|".join(_words(one[:-1]) for one in phrases if one.endswith("…")) or "(?!)"
    return re.compile(rf"{_EDGE}(?:(?:{whole}){_EDGE}$|(?:{begins})(?!\w))")


def _words(phrase: str) -> str:
    """A phrase as a pattern: # is a number, white space is any white space."""
    parts = (r"\d[\d.,\s]*" if part == "#" else re.escape(part) for part in re.split(r"(#)", phrase.casefold()) if part)
    return "".join(parts).replace(r"\ ", r"\s+")
