"""A term: a concept of the glossary with its forms in each language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from desk.domain.finding import Level
from desk.domain.segment import Span


class FormStatus(StrEnum):
    """How the desk regards a form: the one it writes, one it lets pass, one it never prints."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


class TermState(StrEnum):
    """Where a term stands with the desk. Only approved ones are matched, held and checked."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    OBSOLETE = "obsolete"


class TermStatus(StrEnum):
    """How a term fared in a draft."""

    KEPT = "kept"
    REPAIRED = "repaired"
    MISSED = "missed"


class Repair(StrEnum):
    """What told where a term had to be put in."""

    VARIANT = "variant"
    """A form that the glossary knows stood there."""
    ATTENTION = "attention"
    """The engine's attention pointed there."""
    AGREEMENT = "agreement"
    """It stood there itself, and the words around it did not agree."""
    LIKENESS = "likeness"
    """What stood there is nearly a form of it."""
    SIBLING = "sibling"
    """The same words were put right elsewhere in the article."""
    FIRST_MENTION = "first_mention"
    """The term stands there for the first time, or no longer does."""
    INTRODUCED = "introduced"
    """A longer form stood there, and the text has introduced the short one before."""


class PartOfSpeech(StrEnum):
    """What kind of word a form is."""

    NOUN = "noun"
    PROPER_NOUN = "proper noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class Gender(StrEnum):
    """Grammatical gender."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    OTHER = "other"


class Number(StrEnum):
    """Grammatical number. "mass" is for what is not counted: "ammunition"."""

    SINGULAR = "singular"
    PLURAL = "plural"
    DUAL = "dual"
    MASS = "mass"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence around an ambiguous form must show: one of the words `near`, and none of `not_near`.

    A word that ends in "*" stands for all words that begin so. Without `near` any sentence will do.
    """

    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a term holds: on which desks, for which topics, from which source languages. Nothing named, no limit."""

    desks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    source_languages: tuple[str, ...] = ()

    def includes(self, desk: str | None = None, topic: str | None = None, source_language: str | None = None) -> bool:
        """Whether the term holds there. What is None is not known, and leaves nothing out."""
        limits = ((self.desks, desk), (self.topics, topic), (self.source_languages, source_language))
        return all(not limit or place is None or place in limit for limit, place in limits)


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a term in one language.

    `text` is the bare form, and `article` the definite article that it takes in running text ("the", "l'"), empty where
    it takes none or the language has none. `part_of_speech`, `gender` and `number` are None where nobody said.
    """

    text: str
    status: FormStatus = FormStatus.PREFERRED
    case_sensitive: bool = False
    article: str = ""
    part_of_speech: PartOfSpeech | None = None
    gender: Gender | None = None
    number: Number | None = None
    context: Context | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A concept: its id, its forms by language code, and what the desk wants of it.

    `level` is the level of a finding where the term is missing. `first_mention` and `examples` are by language: what to
    write the first time in an article, and sentences that show the preferred form. `sources` say where the decision
    comes from. `file` and `line` say where it is written.
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
    state: TermState = TermState.APPROVED
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scope: Scope = EVERYWHERE

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that the term has forms in."""
        return tuple(self.forms)

    def preferred(self, language: str) -> str | None:
        """The form the desk writes in a language, or None where the glossary has none."""
        form = self.preferred_form(language)
        return form.text if form else None

    def preferred_form(self, language: str) -> Form | None:
        """The form the desk writes in a language with its grammar, or None where the glossary has none."""
        return next((form for form in self.forms.get(language, ()) if form.status is FormStatus.PREFERRED), None)

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
    """How one occurrence of a term in the source fared in a draft. `target_span` is None where it was missed.

    Of a repaired one, `written` is what was written into the draft, the words that had to agree included, and `was`
    what stood there before: putting `was` in the place of `written` undoes it.
    """

    term: str
    form: str
    status: TermStatus
    source_span: Span
    target_span: Span | None = None
    repair: Repair | None = None
    written: Span | None = None
    was: str = ""


def term_record(term: TermOutcome) -> dict[str, object]:
    """How a term fared, as JSON with spans as [start, end]."""
    record = asdict(term)
    for side in ("source_span", "target_span", "written"):
        span = record[side]
        record[side] = [span["start"], span["end"]] if span else None
    return record
