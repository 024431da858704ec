"""A glossary's file as written: its terms and forms, each with its line, and the problems met in reading it."""

from dataclasses import dataclass, field

from desk.domain.term import Form, Term
from desk.glossary.problems import Problem

FILE_KEYS = ("title", "topic", "languages", "note", "terms")
TERM_KEYS = (
    "id",
    "status",
    "level",
    "do_not_translate",
    "case_sensitive",
    "part_of_speech",
    "scope",
    "note",
    "sources",
    "first_mention",
    "example",
    "forms",
)
SCOPE_KEYS = ("desk", "topic", "source_language")
GRAMMAR_KEYS = ("part_of_speech", "gender", "number")
LANGUAGE_KEYS = ("preferred", "admitted", "forbidden", *GRAMMAR_KEYS)
FORM_KEYS = ("text", "case_sensitive", "near", "not_near", *GRAMMAR_KEYS)


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form, the term and language it is written under, and its line."""

    term: str
    language: str
    form: Form
    line: int


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """A term and its forms with their lines; `lines` are those of its texts by key and language ("example", "en")."""

    term: Term
    forms: tuple[WrittenForm, ...]
    lines: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class WrittenFile:
    """What a file holds. `problems` of level `BLOCK` mean that something was left out of `terms`."""

    name: str
    title: str = ""
    topic: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    terms: list[WrittenTerm] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
