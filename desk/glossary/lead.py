"""The words directly before a form that have to agree with it."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a form from now on: `words` (with their space) from `start` of the text."""

    start: int
    words: str


@lru_cache(maxsize=64)
def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{pattern})$", re.IGNORECASE)


def words_before(pattern: str, text: str, position: int) -> re.Match[str] | None:
    """The match of a pattern that ends right at a position and begins a word."""
    return _before(pattern).search(text, max(0, position - 40), position)
