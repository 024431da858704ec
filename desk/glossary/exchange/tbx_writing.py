"""Terms as TBX-Basic (ISO 30042:2019), with data categories as attributes (DCA) or as tags (DCT).

Within a term section TBX fixes the order: the term, what is said of it as a term, then what is said about it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from lxml import etree

from desk.domain.errors import Invalid
from desk.domain.term import Form, FormStatus, PartOfSpeech, Term, TermState
from desk.glossary.exchange.collection import Collection
from desk.glossary.tidying import tidied

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
CATEGORIES = {
    "subjectField": (MIN, "descrip"),
    "administrativeStatus": (MIN, "termNote"),
    "partOfSpeech": (MIN, "termNote"),
    "customerSubset": (MIN, "admin"),
    "grammaticalGender": (BASIC, "termNote"),
    "context": (BASIC, "descrip"),
    "source": (BASIC, "admin"),
}
"""The data categories that the desk writes: the module each belongs to, and its element in DCA."""

STATUSES = {
    FormStatus.PREFERRED: "preferredTerm-admn-sts",
    FormStatus.ADMITTED: "admittedTerm-admn-sts",
    FormStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
SUPERSEDED = "supersededTerm-admn-sts"
_XML = "http://www.w3.org/XML/1998/namespace"
_LANG = f"{{{_XML}}}lang"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(file: Collection, style: str) -> bytes:
    """The terms of a collection as a TBX file; `style` is "dca" or "dct".

    Raises `Invalid` where there is no term, which TBX does not allow, or where a text holds what XML cannot.
    """
    if not file.terms:
        raise Invalid("A TBX file holds at least one term, and here is none.")
    out = BytesIO()
    spaces: Any = {None: CORE, "xml": _XML} | ({"min": MIN, "basic": BASIC} if style == "dct" else {})
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        about = {"type": "TBX-Basic", "style": style, _LANG: "en"}
        with xml.element(f"{{{CORE}}}tbx", about, nsmap=spaces):
            to = _Writer(xml, style)
            _header(to, file)
            with to.section("text"), to.section("body"):
                for term in file.terms:
                    _concept(to, tidied(term))
            xml.write("\n")
    return out.getvalue() + b"\n"


def concept_id(id: str) -> str:
    """A term's id as XML has it: such an id begins with no digit."""
    return f"_{id}" if id[:1].isdigit() else id


class _Writer:
    """Writes elements line by line, indented, each data category as the style has it."""

    def __init__(self, xml: Any, style: str) -> None:
        self._xml = xml
        self._style = style
        self._depth = 1

    @contextmanager
    def section(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        self._new_line()
        with self._xml.element(f"{{{CORE}}}{name}", attributes or {}):
            self._depth += 1
            yield
            self._depth -= 1
            self._new_line()

    def say(self, category: str, text: str) -> None:
        """Writes a data category."""
        module, element = CATEGORIES[category]
        if self._style == "dct":
            self.text(category, text, module)
        else:
            self.text(element, text, type=category)

    def text(self, name: str, text: str, space: str = CORE, **attributes: str) -> None:
        if found := _NO_XML.search(text):
            raise Invalid(f"“{text}” holds the sign U+{ord(found[0]):04X}, which no XML file can.")
        self._new_line()
        with self._xml.element(f"{{{space}}}{name}", attributes):
            self._xml.write(text)

    def _new_line(self) -> None:
        self._xml.write("\n" + "  " * self._depth)


def _header(to: _Writer, file: Collection) -> None:
    with to.section("tbxHeader"), to.section("fileDesc"):
        if file.title:
            with to.section("titleStmt"):
                to.text("title", file.title)
                if file.note:
                    to.text("note", file.note)
        with to.section("sourceDesc"):
            to.text("p", "Written by the desk from its glossary.")


def _concept(to: _Writer, term: Term) -> None:
    with to.section("conceptEntry", {"id": concept_id(term.id)}):
        for topic in term.scope.topics:
            to.say("subjectField", topic)
        for source in term.sources:
            to.say("source", source)
        if term.note:
            to.text("note", term.note)
        for code, forms in term.forms.items():
            with to.section("langSec", {_LANG: code}):
                for number, form in enumerate(forms):
                    _form(to, term, form, () if number else term.examples.get(code, ()))


def _form(to: _Writer, term: Term, form: Form, examples: tuple[str, ...]) -> None:
    with to.section("termSec"):
        to.text("term", form.text)
        to.say("administrativeStatus", _status(term, form))
        if form.part_of_speech:
            proper = form.part_of_speech is PartOfSpeech.PROPER_NOUN
            to.say("partOfSpeech", (PartOfSpeech.NOUN if proper else form.part_of_speech).value)
        if form.gender:
            to.say("grammaticalGender", form.gender.value)
        for desk in term.scope.desks:
            to.say("customerSubset", desk)
        for example in examples:
            to.say("context", example)


def _status(term: Term, form: Form) -> str:
    """A form's status. All that was allowed of an obsolete term is superseded, which other tools understand."""
    is_superseded = term.state is TermState.OBSOLETE and form.status is not FormStatus.FORBIDDEN
    return SUPERSEDED if is_superseded else STATUSES[form.status]
