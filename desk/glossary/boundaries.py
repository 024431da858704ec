"""Where a form may begin and end: at word boundaries in scripts with spaces, anywhere in scripts without.

Arabic writes "and", "in", "like", "to" and the article onto the next word; those letters may stand before a form.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache

_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_PROCLITICS = re.compile("[وف]?[بكل]?")
_PROCLITICS_AND_ARTICLE = re.compile("[وف]?(?:[بك]?ال|ل?ال|لل)")
LONGEST_PREFIX = 4  # letters: "وبال"


class _Kind(Enum):
    """How a character bears on the words around it."""

    NONE = 0
    SPACED = 1
    HANGUL = 2
    UNSPACED = 3


@lru_cache(maxsize=4096)
def _kind(character: str) -> _Kind:
    if character.isascii():
        return _Kind.SPACED if character.isalnum() or character == "_" else _Kind.NONE
    if unicodedata.category(character)[0] not in "LMN":
        return _Kind.NONE
    name = unicodedata.name(character, "")
    if name.startswith("HANGUL"):
        return _Kind.HANGUL
    return _Kind.UNSPACED if name.startswith(_WITHOUT_SPACES) else _Kind.SPACED


def starts_word(text: str, start: int) -> bool:
    """Whether a form may begin at `start` of a folded text."""
    if start == 0:
        return True
    before, first = _kind(text[start - 1]), _kind(text[start])
    return before is not first or first not in (_Kind.SPACED, _Kind.HANGUL)


def ends_word(text: str, end: int) -> bool:
    """Whether a form may end at `end`. Korean particles follow a name without a space."""
    if end >= len(text):
        return True
    last, after = _kind(text[end - 1]), _kind(text[end])
    return last is not after or last is not _Kind.SPACED


def arabic_start(text: str, start: int, *, with_article: bool, strict: bool) -> int | None:
    """Where an Arabic form begins whose bare word stands at `start`, its article included; None if it may not.

    With `with_article` the article must be there; with `strict` it must not; otherwise it may.
    """
    begin = start
    while begin > 0 and start - begin <= LONGEST_PREFIX and _kind(text[begin - 1]) is _Kind.SPACED:
        begin -= 1
    prefix = text[begin:start]
    if _PROCLITICS_AND_ARTICLE.fullmatch(prefix):
        if strict and not with_article:
            return None
        return start - (2 if prefix.endswith("ال") else 1)
    return None if with_article or not _PROCLITICS.fullmatch(prefix) else start
