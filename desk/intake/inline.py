"""Plain text with its marks, out of the pieces of a run."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk.domain.segment import Mark, MarkKind
from desk.intake.runs import Markup, Piece

_SPACES = re.compile(r"\s+")
_NO_BREAK = {"\u00a0", "\u202f"}


@dataclass(frozen=True, slots=True)
class Inline:
    """A text on one line in the desk's normal form, and the marks on it."""

    text: str
    marks: tuple[Mark, ...] = ()


class _Writer:
    """Writes pieces one behind the other, white space folded, and opens and closes marks on the way."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.open: list[tuple[Markup, int]] = []

    def write(self, piece: Piece) -> None:
        if piece.holder is None:
            self._break()
            return
        self._turn_to(piece.markup)
        fresh = _SPACES.sub(lambda match: match[0] if match[0] in _NO_BREAK else " ", piece.text)
        if not self.parts or self.parts[-1][-1].isspace():
            fresh = fresh.lstrip()
        self._append(fresh)

    def close(self) -> str:
        """The whole text."""
        self._turn_to(())
        return "".join(self.parts).rstrip()

    def _append(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _break(self) -> None:
        while self.parts and self.parts[-1][-1].isspace():
            last = self.parts.pop()
            self.length -= len(last)
            self._append(last.rstrip())
        self._append(" ")
        self.marks.append(Mark(MarkKind.LINE_BREAK, self.length - 1, self.length))

    def _turn_to(self, markup: Sequence[Markup]) -> None:
        """Closes the marks that are over, opens those that begin."""
        for one, start in [*self.open]:
            if not any(one is still for still in markup):
                self.open.remove((one, start))
                self.marks.append(Mark(one.kind, start, self.length, one.attributes))
        now = [one for one, _ in self.open]
        self.open += [(one, self.length) for one in markup if not any(one is known for known in now)]


def inline(pieces: Iterable[Piece]) -> Inline:
    """The text of pieces and its marks: links, line breaks, code, and what is set off from the rest of the text."""
    writer = _Writer()
    for piece in pieces:
        writer.write(piece)
    text = writer.close()
    marks = [mark for mark in (_trimmed(mark, text) for mark in writer.marks) if _says_something(mark, text)]
    return _composed(text, sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _trimmed(mark: Mark, text: str) -> Mark:
    """The mark without the white space at its ends."""
    if mark.kind is MarkKind.LINE_BREAK:
        return mark if mark.end < len(text) else replace(mark, end=mark.start)
    start, end = mark.start, min(mark.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return replace(mark, start=start, end=end)


def _says_something(mark: Mark, text: str) -> bool:
    """Emphasis on a whole block is how the page looks, not what it says."""
    whole = mark.start == 0 and mark.end == len(text)
    return mark.start < mark.end and not (whole and mark.kind in (MarkKind.EMPHASIS, MarkKind.STRONG))


def _composed(text: str, marks: Sequence[Mark]) -> Inline:
    """In NFC across the borders of the pieces too."""
    if unicodedata.is_normalized("NFC", text):
        return Inline(text, tuple(marks))

    places = _composed_places(text, [place for mark in marks for place in (mark.start, mark.end)])
    moved = (replace(mark, start=places[mark.start], end=places[mark.end]) for mark in marks)
    return Inline(unicodedata.normalize("NFC", text), tuple(mark for mark in moved if mark.start < mark.end))


def _composed_places(text: str, places: Iterable[int]) -> dict[int, int]:
    """How long the text up to each place is in NFC, each stretch of it composed once."""
    found: dict[int, int] = {}
    start = length = 0
    for place in sorted(set(places)):
        anew = place
        while start < anew < len(text) and not _starts_anew(text[anew]):
            anew -= 1
        length += len(unicodedata.normalize("NFC", text[start:anew]))
        start = anew
        found[place] = length + len(unicodedata.normalize("NFC", text[start:place]))
    return found


def _starts_anew(character: str) -> bool:
    """Whether nothing before a character composes with it: it is no mark, and no vowel or final of Hangul."""
    return not unicodedata.category(character).startswith("M") and not (
        "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    )
