"""Letters without their marks, as they are typed in a hurry: "Ha Noi" for "Hà Nội"."""

import unicodedata
from functools import lru_cache

_STROKES = str.maketrans("đĐðÐħĦłŁøØıŧŦ", "dDdDhHlLoOitT")
"""Letters whose stroke is no mark of Unicode's."""

_MARKS = frozenset(map(chr, (*range(0x0300, 0x0370), *range(0x0591, 0x05BE), *range(0x05BF, 0x05C8))))
"""Marks that are left out in writing: of Latin, Greek and Cyrillic letters, and Hebrew points.

Arabic vowel signs are gone when a text is folded; the signs of Indic scripts and of kana are letters, and stay.
"""


def plain(text: str) -> str:
    """The text without marks on its letters, in NFC; code points may become fewer."""
    return text if text.isascii() else "".join(map(plain_letter, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=8192)
def plain_letter(letter: str) -> str:
    """One code point of an NFC text without its marks: empty for a mark that stands by itself."""
    parts = unicodedata.normalize("NFD", letter.translate(_STROKES))
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _MARKS))
