"""A page's text as runs: the pieces of one line of thought between two borders of a block, with their inline markup.

Which runs are the article is left to trafilatura: every piece of text is given a sign with the number of its run, and
the signs that come out again name the runs to keep. The text itself, its markup and its place are read from the page,
so that nothing is lost or moved on the way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from desk.domain.errors import TooLarge
from desk.domain.phrase import phrase
from desk.domain.segment import MarkKind
from desk.intake.bounds import INLINE, check_markup
from desk.text.normal import normalise

MAX_RUNS = 20_000
_DIGITS = 0x12000  # two cuneiform signs are a number: printable, else trafilatura drops them, and in no news
_BASE = 900
_SIGN = re.compile("[\U00012000-\U00012383]{2}")
_DIGIT = re.compile("[\U00012000-\U000123ff]")
_DOCTYPE = re.compile(r"<!doctype\s[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)

_LINE_ENDS = re.compile("[\x0b\x0c]")
# What the parser lets in and the tree lets nobody write again: control characters, plain or as references.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\ufffe\uffff]"
    "|&#0*(?:[1-8]|1[1-24-9]|2[0-9]|3[01]|65534|65535)(?![0-9]);?"
    "|&#x0*(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)

_TAGS = re.compile(r"\w+")
_UNSEEN = frozenset(
    _TAGS.findall(
        "script style noscript template title svg math canvas object iframe video audio map area button input"
        " select option textarea label progress dialog rp rt"
    )
)
_MARKS = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|d-none)(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """An inline element that is open: its mark and the mark's attributes."""

    kind: MarkKind
    attributes: dict[str, str]


@dataclass(slots=True)
class Piece:
    """A text of the page and the markup around it; or a line break, where there is no holder."""

    text: str
    markup: tuple[Markup, ...]
    holder: Any = None
    where: Literal["text", "tail"] = "text"


@dataclass(slots=True)
class Run:
    """What stands in one block without a border between: the block's element and the pieces in order."""

    block: Any
    pieces: list[Piece] = field(default_factory=list)

    @property
    def bare(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())


def parse(page: str, name: str = "The page") -> Any:
    """The page's tree. Entities are those of HTML; what a document type declares is thrown away unread.

    Raises `TooLarge` where there is more markup than any article has (`desk.intake.bounds`).
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    text = _UNFIT.sub("", _LINE_ENDS.sub("\n", _DOCTYPE.sub("", page, count=1)))
    data = text.encode("utf-8", "ignore")
    check_markup(data, name)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # there is nothing in it
        tree = html.document_fromstring(b"<html><body></body></html>", parser=parser)
    for quotation in tree.iter("q"):  # browsers write the marks themselves
        quotation.text, quotation.tail = f"“{quotation.text or ''}", f"”{quotation.tail or ''}"
    return tree


def runs(tree: Any, url: str = "", name: str = "The page") -> list[Run]:
    """The runs of a tree that hold a letter or a digit, in order. Raises `TooLarge` above `MAX_RUNS`."""
    found = [run for run in _Walk(url).runs(tree) if any(map(str.isalnum, run.bare))]
    if len(found) > MAX_RUNS:
        raise TooLarge(
            phrase(
                "“{name}” has {count} pieces of text; an article may have at most {max_runs}.",
                name=name,
                count=len(found),
                max_runs=MAX_RUNS,
            )
        )
    return found


def sign(found: list[Run]) -> None:
    """Writes each run's sign before every text of it, into the tree."""
    for number, run in enumerate(found):
        high, low = divmod(number, _BASE)
        for piece in run.pieces:
            if piece.holder is not None and piece.text.strip():
                text = chr(_DIGITS + high) + chr(_DIGITS + low) + _DIGIT.sub("", piece.text)
                setattr(piece.holder, piece.where, text)


def signed(text: str) -> set[int]:
    """The numbers of the runs whose signs stand in a text."""
    return {(ord(high) - _DIGITS) * _BASE + ord(low) - _DIGITS for high, low in _SIGN.findall(text)}


class _Walk:
    """Walks a tree in order and closes a run at each border of a block."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.markup: tuple[Markup, ...] = ()
        self.run = Run(None)

    def runs(self, tree: Any) -> Iterator[Run]:
        yield from self._element(tree, tree)
        yield self.run

    def _element(self, element: Any, block: Any) -> Iterator[Run]:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _hidden(element):
            return
        if element.tag == "br":
            yield from self._break(block)
            return
        outer, inline = self.markup, element.tag in INLINE
        if inline:
            self.markup = (*outer, *_markup(element, self.url))
        else:
            block = element
            yield from self._border(block)
        self._text(element, "text")
        for child in element:
            yield from self._element(child, block)
            self._text(child, "tail")
        self.markup = outer
        if not inline:
            yield from self._border(element.getparent())

    def _border(self, block: Any) -> Iterator[Run]:
        if self.run.pieces:
            yield self.run
        self.run = Run(block)

    def _break(self, block: Any) -> Iterator[Run]:
        """A line break; two in a row part paragraphs."""
        pieces = self.run.pieces
        while pieces and pieces[-1].holder is not None and not pieces[-1].text.strip():
            pieces.pop()
        if pieces and pieces[-1].holder is None:
            pieces.pop()
            yield from self._border(block)
        elif pieces:
            pieces.append(Piece("\n", ()))

    def _text(self, holder: Any, where: Literal["text", "tail"]) -> None:
        if text := normalise(getattr(holder, where) or ""):
            self.run.pieces.append(Piece(text, self.markup, holder, where))


def _hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


def _markup(element: Any, url: str) -> Iterator[Markup]:
    if element.tag == "a" and (address := _address(element.get("href") or "", url)):
        yield Markup(MarkKind.LINK, {"href": address})
    elif element.tag in _MARKS:
        yield Markup(_MARKS[element.tag], {})


def _address(href: str, url: str) -> str:
    """A link's address in full, where it leads to the web; nothing that a browser would execute."""
    try:
        full = urljoin(url, normalise(href).strip())
        return full if urlsplit(full).scheme in ("http", "https") else ""
    except ValueError:
        return ""
