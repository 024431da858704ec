"""Terms out of the concepts of a TBX file, and a count of what of them has no place in a glossary.

Both styles and both generations say the same things by other names; what counts is the data category: the `type` of an
element of the older style, the name of an element of the newer.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from lxml import etree

from desk.domain.errors import Invalid
from desk.domain.language import LANGUAGES
from desk.domain.term import Form, FormStatus, Gender, Number, PartOfSpeech, Scope, Term, TermState
from desk.glossary.reading import ID
from desk.glossary.tidying import tidied
from desk.glossary.values import LONGEST_FORM, LONGEST_NOTE, tidy

T = TypeVar("T")

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_META = (
    "descrip",
    "admin",
    "termNote",
    "ref",
    "xref",
    "transac",
    "adminNote",
    "descripNote",
    "transacNote",
    "termCompList",
)
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp")
_LANGUAGE_SECTIONS = ("langSec", "langSet")
_TERM_SECTIONS = ("termSec", "tig", "ntig")
_STATUSES = {
    "preferredTerm": FormStatus.PREFERRED,
    "admittedTerm": FormStatus.ADMITTED,
    "deprecatedTerm": FormStatus.FORBIDDEN,
    "supersededTerm": FormStatus.FORBIDDEN,
}
_PARTS_OF_SPEECH = {kind.value: kind for kind in PartOfSpeech} | {"properNoun": PartOfSpeech.PROPER_NOUN}
_GENDERS = {gender.value: gender for gender in Gender} | {"otherGender": Gender.OTHER}
_NUMBERS = {number.value: number for number in Number} | {"otherNumber": Number.OTHER}
_OF_A_FORM = (
    "administrativeStatus",
    "normativeAuthorization",
    "partOfSpeech",
    "grammaticalGender",
    "grammaticalNumber",
)
_SHORT = ("subjectField", "customerSubset")
_TEXTS = ("definition", "note", "source", "subjectField", "customerSubset", "context")


@dataclass(slots=True)
class _Concept:
    """What is gathered of one concept. A form's status is None where it has none that the desk knows."""

    forms: dict[str, list[tuple[Form, FormStatus | None]]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    superseded: set[tuple[str, str]] = field(default_factory=set)  # language and text

    @property
    def is_obsolete(self) -> bool:
        """Whether everything that was allowed of it is superseded."""
        allowed = [status for forms in self.forms.values() for _, status in forms if status is not FormStatus.FORBIDDEN]
        return bool(self.superseded) and not allowed


class Concepts:
    """Makes terms of concepts. `unread` counts by name what is left out or changed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._ids: set[str] = set()
        self.unread: Counter[str] = Counter()

    def term(self, element: etree._Element) -> Iterator[Term]:
        """The term of a concept; none where no form is in a language that the desk knows."""
        if (entity := next(element.iter(etree.Entity), None)) is not None:
            raise Invalid(f"{self._name}, line {line_of(entity)}: {entity.text} is an entity that nothing declares.")
        concept = _Concept()
        for category, child in _said(element):
            if category in _LANGUAGE_SECTIONS:
                self._language(child, concept)
            else:
                self._gather(category, child, concept)
        forms = {code: self._forms(code, of_one, concept) for code, of_one in concept.forms.items() if of_one}
        if not forms:
            self.unread["concept without a form in a language that the desk knows"] += 1
            return
        texts = concept.texts
        id = self._id(element.get("id", ""), next(iter(forms.values()))[0].text, line_of(element))
        scope = Scope(tuple(texts.get("customerSubset", ())), tuple(texts.get("subjectField", ())))
        yield tidied(
            Term(
                id,
                forms,
                note=self._short(" ".join([*texts.get("definition", ()), *texts.get("note", ())])),
                sources=tuple(texts.get("source", ())),
                file=self._name,
                line=line_of(element),
                state=TermState.OBSOLETE if concept.is_obsolete else TermState.APPROVED,
                examples={code: tuple(said) for code, said in concept.examples.items() if code in forms},
                scope=scope,
            )
        )

    def _gather(self, category: str, element: etree._Element, concept: _Concept, language: str = "") -> None:
        text = self._short(text_of(element), LONGEST_FORM if category in _SHORT else LONGEST_NOTE)
        if category not in _TEXTS:
            self.unread[category] += 1
        elif text and category == "context" and language:
            concept.examples.setdefault(language, []).append(text)
        elif text and text not in concept.texts.setdefault(category, []):
            concept.texts[category].append(text)

    def _language(self, section: etree._Element, concept: _Concept) -> None:
        written = section.get(_LANG) or section.get("lang") or ""
        code = written.partition("-")[0].lower()
        if code not in LANGUAGES:
            terms = sum(local in _TERM_SECTIONS for local, _ in _said(section))
            self.unread[f"form in “{written}”"] += terms
            return
        if written.lower() != code:
            self.unread[f"region of “{written}”"] += 1
        for category, child in _said(section):
            if category in _TERM_SECTIONS:
                self._term_section(child, code, concept)
            else:
                self._gather(category, child, concept)

    def _term_section(self, section: etree._Element, language: str, concept: _Concept) -> None:
        text = ""
        notes: dict[str, str] = {}
        for category, child in _said(section):
            if category == "term":
                text = text_of(child)
            elif category in _OF_A_FORM:
                notes[category] = text_of(child)
            else:
                self._gather(category, child, concept, language)
        forms = concept.forms.setdefault(language, [])
        if not 0 < len(text) <= LONGEST_FORM or any(form.text == text for form, _ in forms):
            self.unread["form that is empty, too long or repeated"] += 1
            return
        form = Form(
            text,
            part_of_speech=self._known(notes, "partOfSpeech", _PARTS_OF_SPEECH),
            gender=self._known(notes, "grammaticalGender", _GENDERS),
            number=self._known(notes, "grammaticalNumber", _NUMBERS),
        )
        status = notes.get("administrativeStatus") or notes.get("normativeAuthorization") or ""
        if status.startswith("supersededTerm"):
            concept.superseded.add((language, text))
        forms.append((form, self._known({"status": status.removesuffix("-admn-sts")}, "status", _STATUSES)))

    def _known(self, notes: Mapping[str, str], key: str, known: Mapping[str, T]) -> T | None:
        said = notes.get(key)
        if said and said not in known:
            self.unread[f"{key} “{said}”"] += 1
        return known.get(said) if said else None

    def _forms(self, language: str, forms: list[tuple[Form, FormStatus | None]], concept: _Concept) -> tuple[Form, ...]:
        """The forms of a language, each with a status, and at most one preferred.

        Where no form is preferred, the first without a status is; superseded ones of an obsolete concept have none.
        """
        settled: list[Form] = []
        open_again = concept.superseded if concept.is_obsolete else ()
        statuses = [None if (language, form.text) in open_again else status for form, status in forms]
        has_preferred = FormStatus.PREFERRED in statuses
        for (form, _), status in zip(forms, statuses, strict=True):
            if status is None:
                status = FormStatus.ADMITTED if has_preferred else FormStatus.PREFERRED
                has_preferred = True
            elif status is FormStatus.PREFERRED and any(each.status is status for each in settled):
                status = FormStatus.ADMITTED
                self.unread["second preferred form, now admitted"] += 1
            settled.append(replace(form, status=status))
        return tuple(settled)

    def _short(self, text: str, longest: int = LONGEST_NOTE) -> str:
        if len(text) > longest:
            self.unread[f"end of a text longer than {longest:,} characters"] += 1
        return text[:longest].rstrip()

    def _id(self, written: str, text: str, line: int) -> str:
        """An id as a glossary has it, and no other term yet."""
        own = written[1:] if written[:1] == "_" else written
        base = own if ID.fullmatch(own) else _slug(written) or _slug(text) or f"term-{line}"
        number = 1
        while (id := base if number == 1 else f"{base}-{number}") in self._ids:
            number += 1
        self._ids.add(id)
        if id != own:
            self.unread["id that had to be changed"] += 1
        return id


def _said(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The children of an element with their data categories; groups are opened, but for those of who changed what."""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in _GROUPS:
            yield from _said(child)
        elif name:
            yield (child.get("type") or name) if name in _META else name, child


def text_of(element: etree._Element) -> str:
    """All the text in an element, tidy."""
    return tidy("".join(str(piece) for piece in element.itertext()))


def line_of(element: etree._Element) -> int:
    """The line that an element begins in, from 1; 0 where it is not known."""
    return getattr(element, "sourceline", None) or 0


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_FORM].strip("-")
