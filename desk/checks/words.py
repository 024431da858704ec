"""Words of a text with their places, as the checks count them."""

import re
from functools import lru_cache
from typing import NamedTuple

from desk.domain.segment import Span

_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f'’ʼ‑-]+[^\W_]+)*[\u0300-\u036f\u064b-\u065f\u093a-\u094f]*"
)
_SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "ja": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "ru": re.compile(r"[\u0400-\u052f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_SCRIPT_OF = {
    "ar": "ar",
    "fa": "ar",
    "he": "he",
    "hi": "hi",
    "ja": "ja",
    "ko": "ko",
    "ru": "ru",
    "uk": "ru",
    "th": "th",
    "zh": "zh",
}


class Word(NamedTuple):
    """A word: as it stands, caseless, and where. A tuple, since a text has many and few are ever looked at."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; in scripts without spaces a word is a run of letters.

    Several checks ask for those of the same text, so a few articles' are kept.
    """
    return tuple(
        Word(found.group(), found.group().casefold().replace("’", "'"), *found.span()) for found in _WORD.finditer(text)
    )


def script(language: str) -> str:
    """The script a language is written in, by the code of a language that stands for it; "latin" for the others."""
    return _SCRIPT_OF.get(language, "latin")


def letters_in_script(text: str, language: str) -> int:
    """How many letters of the text belong to the script of the language."""
    return len(_SCRIPTS[script(language)].findall(text))
