"""A term: a concept of the glossary with its forms in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desk.domain.finding import Level
from desk.domain.segment import Span


class FormStatus(StrEnum):
    """How the desk regards a form: the one it writes, one it lets pass, one it never prints."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


class TermStatus(StrEnum):
    """How a term fared in a draft."""

    KEPT = "kept"
    REPAIRED = "repaired"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a term in one language."""

    text: str
    status: FormStatus = FormStatus.PREFERRED
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A concept: its id, its forms by language code, and what the desk wants of it.

    `level` is the level of a finding where the term is missing. `file` and `line` say where it is written.
    """

    id: str
    forms: Mapping[str, tuple[Form, ...]]
    level: Level = Level.WARN
    do_not_translate: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    first_mention: Mapping[str, str] = field(default_factory=dict)

    def preferred(self, language: str) -> str | None:
        """The form the desk writes in a language, or None where the glossary has none."""
        return next((form.text for form in self.forms.get(language, ()) if form.status is FormStatus.PREFERRED), None)

    def allowed(self, language: str) -> tuple[Form, ...]:
        """The preferred and admitted forms of a language."""
        return tuple(form for form in self.forms.get(language, ()) if form.status is not FormStatus.FORBIDDEN)

    def forbidden(self, language: str) -> tuple[Form, ...]:
        return tuple(form for form in self.forms.get(language, ()) if form.status is FormStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A form of a term found in a text, at `span` in code points of that text."""

    term: Term
    form: Form
    span: Span


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """How one occurrence of a term in the source fared in a draft. `target_span` is None where it was missed."""

    term: str
    form: str
    status: TermStatus
    source_span: Span
    target_span: Span | None = None
