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
        self.text = ""
        self.marks: list[Mark] = []
        self.open: list[tuple[Markup, int]] = []

    def write(self, piece: Piece) -> None:
        if piece.holder is None:
            self._break()
            return
        self._turn_to(piece.markup)
        fresh = _SPACES.sub(lambda match: match[0] if match[0] in _NO_BREAK else " ", piece.text)
        if not self.text or self.text[-1].isspace():
            fresh = fresh.lstrip()
        self.text += fresh

    def close(self) -> None:
        self._turn_to(())

    def _break(self) -> None:
        self.text = self.text.rstrip() + " "
        self.marks.append(Mark(MarkKind.LINE_BREAK, len(self.text) - 1, len(self.text)))

    def _turn_to(self, markup: Sequence[Markup]) -> None:
        """Closes the marks that are over, opens those that begin."""
        for one, start in [*self.open]:
            if not any(one is still for still in markup):
                self.open.remove((one, start))
                self.marks.append(Mark(one.kind, start, len(self.text), one.attributes))
        now = [one for one, _ in self.open]
        self.open += [(one, len(self.text)) for one in markup if not any(one is known for known in now)]


def inline(pieces: Iterable[Piece]) -> Inline:
    """The text of pieces and its marks: links, line breaks, code, and what is set off from the rest of the text."""
    writer = _Writer()
    for piece in pieces:
        writer.write(piece)
    writer.close()
    text = writer.text.rstrip()
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

    def place(position: int) -> int:
        return len(unicodedata.normalize("NFC", text[:position]))

    moved = (replace(mark, start=place(mark.start), end=place(mark.end)) for mark in marks)
    return Inline(unicodedata.normalize("NFC", text), tuple(mark for mark in moved if mark.start < mark.end))
