"""Writing TMX 1.4 as a stream."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import IO

from lxml import etree

from desk.memory.tmx import CONTEXT, TmxSegment

ALL = "*all*"
PIECE = 64 * 1024
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(stream: IO[bytes], segments: Iterable[TmxSegment], source: str = "") -> int:
    """Writes segments as they come; how many. `source` is the source language, where there is but one."""
    written = 0

    def counted() -> Iterator[TmxSegment]:
        nonlocal written
        for one in segments:
            yield one
            written += 1

    for piece in pieces(counted(), source):
        stream.write(piece)
    return written


def pieces(segments: Iterable[TmxSegment], source: str = "") -> Iterator[bytes]:
    """A file of segments in pieces of about `PIECE` bytes, each made when it is asked for."""
    made = _Made()
    about = {
        "creationtool": "desk",
        "creationtoolversion": version("desk"),
        "segtype": "sentence",
        "o-tmf": "desk",
        "adminlang": "en",
        "srclang": source or ALL,
        "datatype": "plaintext",
    }
    with etree.xmlfile(made, encoding="utf-8", buffered=False) as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            xml.write("\n")
            xml.write(etree.Element("header", about))
            with xml.element("body"):
                for one in segments:
                    xml.write("\n", _unit(one))
                    if made.size >= PIECE:
                        yield made.take()
    yield made.take()


class _Made:
    """What lxml writes into until it is taken."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self._parts.append(data)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self.size, self._parts = 0, []
        return taken


def _unit(one: TmxSegment) -> etree._Element:
    unit = etree.Element("tu", {"srclang": one.source_language, **_about(one)})
    for kind, text in [(CONTEXT, one.context), *one.attributes.get("props", ())]:
        if kind and text:
            _add(unit, "prop", text, type=_clean(kind))
    for note in one.attributes.get("notes", ()):
        _add(unit, "note", note)
    for language, text in ((one.source_language, one.source), (one.target_language, one.target)):
        variant = etree.SubElement(unit, "tuv", {_LANG: language})
        _add(variant, "seg", text)
    return unit


def _about(one: TmxSegment) -> dict[str, str]:
    """A unit's attributes, of those that TMX knows."""
    known = ("tuid", "creationid", "creationdate", "changeid", "changedate")
    return {name: _clean(str(one.attributes[name])) for name in known if one.attributes.get(name)}


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = _clean(text)


def _clean(text: str) -> str:
    """The text without what XML cannot hold; no text of the desk's has any of it."""
    return _NO_XML.sub("", text)
