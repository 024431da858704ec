"""What agreement works on: a form about to be put into a text, and the words around it that have to agree."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desk.domain.segment import Span
from desk.domain.term import Form

REACH = 60
"""Characters before and after a form that are looked at."""

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
_OPENING = " \t\n\u00a0\u202f\"'“”‘’„«»()[]—–-¿¡"


@dataclass(frozen=True, slots=True)
class Setting:
    """A form about to take the place of `text[span]`.

    `found` is the form of the glossary that stands there now, where it is one; `said` is the wanted form in its case
    or number. No change may reach beyond `around`. `case` is that of the place, in Russian and Ukrainian.
    """

    text: str
    span: Span
    wanted: Form
    found: Form | None
    said: str
    around: Span
    case: str = ""

    @property
    def surface(self) -> str:
        """What stands there now."""
        return self.span.of(self.text)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stands in `span` of the text from now on: words before the form, the form, words after it."""

    span: Span
    before: str
    said: str
    after: str = ""


@lru_cache(maxsize=256)
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{pattern})$", re.IGNORECASE)


@lru_cache(maxsize=256)
def _beginning(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?![\w'’-])", re.IGNORECASE)


def words_before(pattern: str, text: str, position: int) -> re.Match[str] | None:
    """The match of a pattern that ends right at a position and begins a word."""
    return _ending(pattern).search(text, max(0, position - REACH), position)


def words_after(pattern: str, text: str, position: int) -> re.Match[str] | None:
    """The match of a pattern that begins right at a position and ends a word."""
    return _beginning(pattern).match(text, position)


def like(model: str, word: str) -> str:
    """The word with a capital where the model has one."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def begins_sentence(text: str, position: int) -> bool:
    """Whether a position is the first word of a sentence, opening quotation marks and brackets aside."""
    before = text[:position].rstrip(_OPENING)
    return not before or before.endswith(_SENTENCE_ENDS)
