"""Plain text with its marks out of an element of trafilatura's tree."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from desk.domain.segment import Mark, MarkKind
from desk.text.normal import normalise

_STYLES = {"#b": MarkKind.STRONG, "#i": MarkKind.EMPHASIS, "#t": MarkKind.CODE}
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Inline:
    """A text on one line, and the marks on it."""

    text: str
    marks: tuple[Mark, ...]


class _Writer:
    def __init__(self) -> None:
        self.text = ""
        self.marks: list[Mark] = []

    def write(self, text: str | None) -> None:
        fresh = _SPACES.sub(" ", normalise(text or ""))
        self.text += fresh.lstrip(" ") if not self.text or self.text.endswith(" ") else fresh

    def element(self, element: Any) -> None:
        start = len(self.text)
        if element.tag == "lb":
            self.write(" ")
        self.write(element.text)
        for child in element:
            self.element(child)
            self.write(child.tail)
        kind, attributes = _kind(element)
        end = len(self.text.rstrip(" "))
        if kind is not None and end > start:
            self.marks.append(Mark(kind, start, end, attributes))


def _kind(element: Any) -> tuple[MarkKind | None, dict[str, str]]:
    if element.tag == "ref":
        target = element.get("target") or ""
        return (MarkKind.LINK, {"href": target}) if urlsplit(target).scheme in ("http", "https") else (None, {})
    return (_STYLES.get(element.get("rend") or ""), {}) if element.tag == "hi" else (None, {})


def read_inline(element: Any) -> Inline:
    """The element's text with white space folded, and the marks of its styles and of links to http and https."""
    writer = _Writer()
    writer.element(element)
    text = writer.text.rstrip(" ")
    whole = [
        mark for mark in writer.marks if not (mark.kind is not MarkKind.LINK and mark.end - mark.start == len(text))
    ]
    return Inline(text, tuple(sorted(whole, key=lambda mark: (mark.start, -mark.end))))
