"""What was changed between two texts, by words: the draft against its post-edit."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class DiffKind(StrEnum):
    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of text that both texts share, or that only one of them has."""

    kind: DiffKind
    text: str


_SCRIPTIO_CONTINUA = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_INSIDE_WORDS = frozenset("'’-‑\u200c\u200d")


def word_diff(before: str, after: str) -> list[DiffPart]:
    """The parts that turn `before` into `after`; in a changed place what was deleted comes before what was inserted.

    The parts that are not inserted join to `before`, those that are not deleted to `after`. Tokens are words, marks of
    punctuation and runs of white space, and single characters in scripts that set no spaces between words. White
    space alone between two changes counts as changed with them, so that a rewritten phrase reads as one change.
    """
    return list(_parts(bridged(aligned(before, after))))


Piece = tuple[tuple[str, ...], bool]
"""The same stretch of each of some texts, and whether it reads the same in all of them."""


def aligned(before: str, after: str) -> list[Piece]:
    """Two texts in pieces, alternately the same and different as far as their words allow."""
    from rapidfuzz.distance import Levenshtein

    old, new = tokens(before), tokens(after)
    return [
        (
            ("".join(old[code.src_start : code.src_end]), "".join(new[code.dest_start : code.dest_end])),
            code.tag == "equal",
        )
        for code in Levenshtein.opcodes(old, new)
    ]


def tokens(text: str) -> list[str]:
    """The text cut into words, punctuation and spaces; joined they are the text again."""
    found: list[str] = []
    previous = ""
    for place, character in enumerate(text):
        kind = _kind(character, text, place)
        if found and kind == previous and kind in ("word", "space"):
            found[-1] += character
        elif found and kind == "mark":
            found[-1] += character
            continue
        else:
            found.append(character)
        previous = kind
    return found


def _kind(character: str, text: str, place: int) -> str:
    if character.isspace():
        return "space"
    category = unicodedata.category(character)[0]
    if category == "M":
        return "mark"
    if category in "LN" or character == "_":
        return "character" if _stands_alone(character) else "word"
    between = 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()
    return "word" if character in _INSIDE_WORDS and between else "other"


def runs_together(before: str, after: str) -> bool:
    """Whether two characters, one behind the other, would make one word of two."""
    return all(_kind(character, character, 0) == "word" for character in (before, after))


def _stands_alone(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _SCRIPTIO_CONTINUA)


def bridged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring changes made one, over white space that stayed the same between them."""
    result: list[Piece] = []
    for texts, same in pieces:
        if same:
            result.append((texts, same))
            continue
        changed = [texts]
        if len(result) > 1 and result[-1][1] and result[-1][0][0].isspace():
            changed.insert(0, result.pop()[0])
        if result and not result[-1][1]:
            changed.insert(0, result.pop()[0])
        result.append((tuple("".join(text) for text in zip(*changed, strict=True)), False))
    return result


def _parts(pieces: Iterable[Piece]) -> Iterator[DiffPart]:
    for (before, after), same in pieces:
        if same:
            yield DiffPart(DiffKind.SAME, before)
            continue
        if before:
            yield DiffPart(DiffKind.DELETED, before)
        if after:
            yield DiffPart(DiffKind.INSERTED, after)
