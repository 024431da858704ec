"""Folding: a text as the matcher compares it, with an exact way back to the code points of the original.

Compatibility forms, case, apostrophes, hyphens, quotation marks and spaces are unified (NFKC and case folding), Arabic
tatweel, vowel signs and the variants of alef are levelled, and so is the place of the tone mark in Vietnamese
("hoà", "hòa"). Everything that tells words apart stays: diacritics, the Vietnamese đ, the Ukrainian apostrophe.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.segment import Span

_SAME = {
    "'": "’‘ʼʹ′`´＇",
    "-": "‐‑‒–—−﹣－",
    '"': "“”„‟«»″＂",
    "ا": "أإآٱ",
    "ي": "ىی",
    "ك": "ک",
    "е": "ё",
    "i": "ıİ",
}
_ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ARABIC_SIGNS = (0x0640, *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670)
_REPLACED = {ord(variant): kept for kept, variants in _SAME.items() for variant in variants}
_REPLACED |= dict.fromkeys((*map(ord, _ZERO_WIDTH + _DIRECTION), *_ARABIC_SIGNS), "")

_MOVED_TONES = {
    toned + plain: vowel + moved
    for vowel, toned_vowels, plain, moved_vowels in (
        ("o", "òóỏõọ", "a", "àáảãạ"),
        ("o", "òóỏõọ", "e", "èéẻẽẹ"),
        ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for toned, moved in zip(toned_vowels, moved_vowels, strict=True)
}
_MOVED_TONE = re.compile("|".join(_MOVED_TONES))


class _Table(dict[str, str]):
    """What each code point folds to, computed when first met."""

    def __init__(self, *, keep_case: bool) -> None:
        super().__init__()
        self._keep_case = keep_case

    def __missing__(self, character: str) -> str:
        text = unicodedata.normalize("NFKC", character.translate(_REPLACED)).translate(_REPLACED)
        if not self._keep_case:
            text = text.casefold().translate(_REPLACED)
        folded = " " if text.isspace() else text
        self[character] = folded
        return folded


_CASELESS = _Table(keep_case=False)
_CASED = _Table(keep_case=True)
_PLAIN: set[str] = set()  # characters known to fold to one; it only ever grows
_SIMPLE: set[str] = set()  # those among them that fold to what `str.casefold` makes of them
_DOUBLED_SPACE = re.compile(r"\s\s")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character `i` comes from `original[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span | None:
        """The original's span of `text[start:end]`; None where that would cut a character of the original in two."""
        cut_before = start > 0 and self.starts[start] == self.starts[start - 1]
        cut_after = end < len(self.text) and self.starts[end] == self.starts[end - 1]
        return None if cut_before or cut_after else Span(self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """The text folded, with offsets into it. Works on any string; NFC is quickest."""
    if _is_plain(text):
        return Folded(_fold_plainly(text), range(len(text)), range(1, len(text) + 1))
    return _fold_slowly(text)


def fold_text(text: str) -> str:
    """The text folded, without offsets."""
    return _fold_plainly(text) if _is_plain(text) else _fold_slowly(text).text


def _fold_plainly(text: str) -> str:
    folded = text.casefold() if _SIMPLE.issuperset(text) else "".join(map(_CASELESS.__getitem__, text))
    return folded if folded.isascii() else _level_tones(folded)


def fold_cased(text: str) -> str:
    """The text folded in everything but its case."""
    return _level_tones(re.sub(" +", " ", "".join(map(_CASED.__getitem__, unicodedata.normalize("NFC", text)))))


def _is_plain(text: str) -> bool:
    """Whether every code point folds to exactly one, so that offsets stay as they are."""
    if not _PLAIN.issuperset(text):
        strange = set(text) - _PLAIN
        plain = {each for each in strange if len(_CASELESS[each]) == 1 and not unicodedata.combining(each)}
        _PLAIN.update(plain)
        _SIMPLE.update(each for each in plain if _CASELESS[each] == each.casefold())
        if plain != strange:
            return False
    return _DOUBLED_SPACE.search(text) is None


def _fold_slowly(text: str) -> Folded:
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = "".join(map(_CASELESS.__getitem__, unicodedata.normalize("NFC", text[start:end])))
        if piece == " " and folded and folded[-1] == " ":
            ends[-1] = end
        else:
            folded.extend(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        start = end
    return Folded(_level_tones("".join(folded)), starts, ends)


def _level_tones(text: str) -> str:
    return _MOVED_TONE.sub(lambda found: _MOVED_TONES[found[0]], text)
