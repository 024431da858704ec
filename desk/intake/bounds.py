"""How much text and markup an article may have.

Building a tree takes time with the square of an element's attributes, and finding the article in it with the square
of an element's inline children: a page of 1 MB can be made to take minutes. Counting takes a tenth of a second.
"""

import re
from typing import Any

from desk.domain.errors import TooLarge
from desk.domain.phrase import phrase

MAX_CHARACTERS = 500_000
"""More text than any article has: about four hours of reading aloud."""
MAX_BLOCKS = 5_000
MAX_ELEMENTS = 30_000
MAX_DEPTH = 250
"""The parser drops what lies deeper than 255 elements, without a word."""
MAX_ATTRIBUTES = 200
"""Of one element."""
MAX_ALL_ATTRIBUTES = 200_000
MAX_INLINE = 2_000
"""Inline elements that are children of one element."""

INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr picture q rp rt ruby s"
        " samp small source span strike strong sub sup time tt u var wbr",
    )
)


def check_markup(page: bytes, name: str) -> None:
    """Raises `TooLarge`, naming what there is too much of, for a page in UTF-8 that is too costly to read."""
    from lxml import etree

    counter: Any = _Counter(name)
    parser = etree.HTMLParser(target=counter, encoding="utf-8", no_network=True)
    try:
        parser.feed(page)
        parser.close()
    except etree.LxmlError:  # broken, or nothing in it; what can be read of it is
        return


class _Counter:
    """What the parser tells of a page's elements, without a tree. Stops it where something is too much."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.elements = 0
        self.attributes = 0
        self.inline = [0]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.attributes += len(attributes)
        self.inline[-1] += tag in INLINE
        self.inline.append(0)
        self._bound(self.elements, MAX_ELEMENTS, phrase("elements"))
        self._bound(len(self.inline) - 1, MAX_DEPTH, phrase("elements one in another"))
        self._bound(len(attributes), MAX_ATTRIBUTES, phrase("attributes on one element"))
        self._bound(self.attributes, MAX_ALL_ATTRIBUTES, phrase("attributes"))
        self._bound(self.inline[-2], MAX_INLINE, phrase("inline elements in one element"))

    def end(self, tag: str) -> None:
        if len(self.inline) > 1:
            self.inline.pop()

    def data(self, text: str) -> None:
        """Text costs nothing here."""

    def close(self) -> None:
        """There is no tree to return."""

    def _bound(self, count: int, limit: int, what: str) -> None:
        if count > limit:
            raise TooLarge(
                phrase(
                    "“{name}” has more than {limit} {what}, which is more than the desk reads in a page.",
                    name=self.name,
                    limit=limit,
                    what=what,
                )
            )
