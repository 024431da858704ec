"""Reading TBX: ISO 30042:2019 in both styles, and the older files (`martif`) that many tools still write.

A file is read as a stream with bounded depth and size. A document type is let pass, since real files have one, but
nothing is ever loaded for it, and one that declares entities is refused.
"""

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from desk.domain.errors import Invalid
from desk.domain.term import Term
from desk.glossary.exchange.collection import Collection
from desk.glossary.exchange.concepts import Concepts, line_of, text_of
from desk.glossary.values import LONGEST_FORM

DEEPEST = 24  # elements one in the other; TBX itself needs twelve
_ROOTS = ("tbx", "martif")
_CONCEPTS = ("conceptEntry", "termEntry")


def read(data: bytes, name: str) -> Collection:
    """The terms of a TBX file. Raises `Invalid` with the file's name and the line of what cannot be used."""
    reader = _Reader(name, data)
    try:
        terms = tuple(reader.terms())
    except etree.XMLSyntaxError as err:
        line, cause = reader.first_error() or (err.lineno or 1, err.msg)
        raise Invalid(f"{name}, line {line}: this is not XML: {cause}.") from err
    if not reader.is_tbx:
        raise Invalid(f"{name}, line 1: this is no TBX file: it begins with neither <tbx> nor <martif>.")
    return Collection(terms, title=reader.title, note=reader.note, unread=dict(reader.concepts.unread))


class _Reader:
    """Goes through a file once, taking concepts out of it as they end."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._events: Any = etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        self.title = self.note = ""
        self.is_tbx = False
        self.concepts = Concepts(name)

    def first_error(self) -> tuple[int, str] | None:
        """The line and message of the first error, of which later ones are but consequences."""
        entry = next(iter(self._events.error_log), None)
        return entry and (entry.line, entry.message)

    def terms(self) -> Iterator[Term]:
        depth = 0
        for event, element in self._events:
            if event == "start":
                depth += 1
                self._check(element, depth)
                continue
            depth -= 1
            name = local(element)
            if name in _CONCEPTS:
                yield from self.concepts.term(element)
                _forget(element)
            elif name == "titleStmt":
                self._about(element)

    def _check(self, element: etree._Element, depth: int) -> None:
        if depth == 1:
            dtd: Any = element.getroottree().docinfo.internalDTD
            if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
                raise Invalid(f"{self._name}, line 1: the document type declares entities, which are not allowed here.")
            self.is_tbx = local(element) in _ROOTS
        if not self.is_tbx:
            raise Invalid(f"{self._name}, line 1: this is no TBX file: it begins with <{local(element)}>.")
        if depth > DEEPEST:
            raise Invalid(f"{self._name}, line {line_of(element)}: elements are nested too deeply here.")

    def _about(self, element: etree._Element) -> None:
        for child in element:
            if local(child) == "title":
                self.title = text_of(child)[:LONGEST_FORM]
            elif local(child) == "note":
                self.note = f"{self.note} {text_of(child)}".strip()


def local(element: etree._Element) -> str:
    """An element's name without its namespace; nothing for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _forget(element: etree._Element) -> None:
    """Frees an element that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
