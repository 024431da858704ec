"""Reading TMX as a stream: no more than one unit of it lies in memory, and nothing is ever loaded for it.

A document type is let pass, since most files have one; one that declares entities is refused.
"""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import IO, Any

from lxml import etree

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.memory.keys import context_key
from desk.memory.tmx import CODE, CONTEXT, TmxSegment, desk_code
from desk.text.normal import normalise

DEEPEST = 32
LONGEST = 20_000
"""Characters of a text that enters."""
MOST_SAID = 20
LONGEST_SAID = 300
"""Properties and notes that are kept of a unit, and characters of each."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = ("tuid", "creationid", "creationdate", "changeid", "changedate")
_BEFORE = ("prev", "x-context-pre")
_AFTER = ("next", "x-context-post")


class LeftOut(StrEnum):
    """Why a unit, or one of its languages, does not become a segment."""

    NO_SOURCE = "no_source"
    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    SAME_LANGUAGE = "same_language"
    UNKNOWN_LANGUAGE = "unknown_language"


class TmxReader:
    """Goes through a TMX file once.

    `source` and `target` are the desk's codes of the languages wanted; where `source` is not said, the file's own
    source language is meant, or a unit's first for a file of all languages. `units` counts the units read so far,
    `tags` the marks taken out of texts by name, `left_out` what did not become a segment by `LeftOut`, and `unknown`
    the languages that the desk does not know.
    """

    def __init__(self, stream: IO[bytes], name: str, source: str = "", target: str = "") -> None:
        self.name, self.source, self.target = name, source, target
        self.units = 0
        self.tags: Counter[str] = Counter()
        self.left_out: Counter[LeftOut] = Counter()
        self.unknown: Counter[str] = Counter()
        self._srclang = ""
        self._events: Any = etree.iterparse(
            stream,
            events=("start", "end"),
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )

    def segments(self) -> Iterator[TmxSegment]:
        """The segments, in order. Raises `Invalid` naming file and line where the file cannot be used."""
        try:
            yield from self._segments()
        except etree.XMLSyntaxError as err:
            first = next(iter(self._events.error_log), None)
            line, cause = (first.line, first.message) if first else (err.lineno or 1, err.msg)
            raise Invalid(
                phrase(
                    "{name}, line {line}: this is not XML: {cause}.",
                    name=self.name,
                    line=line,
                    cause=str(cause).strip(),
                )
            ) from err

    def _segments(self) -> Iterator[TmxSegment]:
        depth = 0
        for event, element in self._events:
            if event == "start":
                depth += 1
                self._begin(element, depth)
                continue
            depth -= 1
            if element.tag == "tu":
                self.units += 1
                yield from self._unit(element)
            if depth <= 2:  # the header, or a unit
                _forget(element)

    def _begin(self, element: etree._Element, depth: int) -> None:
        if depth == 1:
            dtd: Any = element.getroottree().docinfo.internalDTD
            if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
                raise Invalid(
                    phrase(
                        "{name}, line 1: the document type declares entities, which are not allowed here.",
                        name=self.name,
                    )
                )
            if element.tag != "tmx":
                raise Invalid(
                    phrase(
                        "{name}, line 1: this is no TMX file: it begins with <{tag}>.", name=self.name, tag=element.tag
                    )
                )
        elif element.tag == "header":
            self._srclang = element.get("srclang", "")
        if depth > DEEPEST:
            raise Invalid(
                phrase(
                    "{name}, line {element}: elements are nested too deeply here.",
                    name=self.name,
                    element=_line(element),
                )
            )

    def _unit(self, unit: etree._Element) -> Iterator[TmxSegment]:
        variants = [(variant.get(_LANG) or variant.get("lang") or "", variant) for variant in unit.iterfind("tuv")]
        begin = self._source_of(unit, variants)
        if begin is None:
            self.left_out[LeftOut.NO_SOURCE] += 1
            return
        written, first = begin
        source_code, source = desk_code(written), self._text(first)
        for other, variant in variants:
            if variant is first or (self.target and desk_code(other) != self.target):
                continue
            target_code, target = desk_code(other), self._text(variant)
            self.unknown.update(name[:35] for name in (written, other) if desk_code(name) is None)
            if source_code is None or target_code is None:
                self.left_out[LeftOut.UNKNOWN_LANGUAGE] += 1
            elif reason := _unusable(source, target) or (LeftOut.SAME_LANGUAGE if source_code == target_code else None):
                self.left_out[reason] += 1
            else:
                said = _said(unit, variant, written, other)
                yield TmxSegment(source_code, target_code, source, target, _context(unit, first), said)

    def _source_of(
        self, unit: etree._Element, variants: list[tuple[str, etree._Element]]
    ) -> tuple[str, etree._Element] | None:
        if self.source:
            return next((one for one in variants if desk_code(one[0]) == self.source), None)
        srclang = unit.get("srclang") or self._srclang
        if srclang.lower() in ("*all*", ""):
            return variants[0] if variants else None
        same = (one for one in variants if one[0].lower() == srclang.lower())
        like = (one for one in variants if desk_code(one[0]) is not None and desk_code(one[0]) == desk_code(srclang))
        return next(same, None) or next(like, None)

    def _text(self, variant: etree._Element) -> str:
        segment = variant.find("seg")
        return "" if segment is None else normalise("".join(self._pieces(segment))).strip()

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if not isinstance(child.tag, str):
                raise Invalid(
                    phrase(
                        "{name}, line {child}: {text} is an entity that nothing declares.",
                        name=self.name,
                        child=_line(child),
                        text=child.text,
                    )
                )
            self.tags[child.tag] += 1
            if child.tag not in CODE:
                yield from self._pieces(child)
            yield child.tail or ""


def _unusable(*texts: str) -> LeftOut | None:
    """Why texts do not enter."""
    if not all(texts):
        return LeftOut.NO_TEXT
    return LeftOut.TOO_LONG if any(len(text) > LONGEST for text in texts) else None


def _said(unit: etree._Element, variant: etree._Element, source: str, target: str) -> dict[str, Any]:
    """What a unit says besides its texts. What is said of the target goes before what is said of both."""
    about = {name: value[:LONGEST_SAID] for name in _ABOUT if (value := variant.get(name) or unit.get(name))}
    props = [
        [normalise(prop.get("type", ""))[:LONGEST_SAID], _plain(prop)]
        for prop in (*unit.iterfind("prop"), *variant.iterfind("prop"))
        if prop.get("type") not in (*_BEFORE, *_AFTER, CONTEXT)
    ]
    notes = [_plain(note) for note in (*unit.iterfind("note"), *variant.iterfind("note"))]
    lists = {"props": props[:MOST_SAID], "notes": notes[:MOST_SAID]}
    return {"languages": [source[:35], target[:35]], **about, **{name: said for name, said in lists.items() if said}}


def _plain(element: etree._Element) -> str:
    return normalise("".join(map(str, element.itertext()))).strip()[:LONGEST_SAID]


def _context(unit: etree._Element, source: etree._Element) -> str:
    """The key of a segment's neighbours: as the desk wrote it, or of the texts that OmegaT and memoQ write."""
    props = {prop.get("type", ""): _plain(prop) for prop in (*unit.iterfind("prop"), *source.iterfind("prop"))}
    if key := props.get(CONTEXT):
        return key if len(key) == 32 and key.isalnum() and key.isascii() else ""
    before, after = (next((props[name] for name in names if name in props), None) for names in (_BEFORE, _AFTER))
    return "" if before is None and after is None else context_key(before or "", after or "")


def _line(element: Any) -> int:
    return getattr(element, "sourceline", None) or 0


def _forget(element: etree._Element) -> None:
    """Frees an element that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
