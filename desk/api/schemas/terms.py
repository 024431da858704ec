"""Terms of the glossary: what one says, where it stands, and what was done to it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from desk.api.schemas.base import Given, LanguageCode, Line, Page, PageQuery, Shown, When, Words
from desk.domain.finding import Level
from desk.domain.term import FormStatus, Gender, Number, PartOfSpeech, TermState
from desk.models import TermAction

FormText = Annotated[Line, Field(max_length=200)]
Sentence = Annotated[Line, Field(max_length=2000)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1, description="The version that this is based on.")]
LEVELS = Annotated[Level, Field(description="How grave it is where a translation lacks the term: warn or block.")]


class TermsQuery(PageQuery):
    """What of the glossary is wanted. `text` is looked for in forms of any language, notes and ids."""

    text: Annotated[Line, Field(max_length=200)] = ""
    state: TermState | None = None
    topic: Annotated[Line, Field(max_length=200)] = ""
    language: LanguageCode | None = None


class GivenContext(Given):
    """Words of which the sentence around a form must show one, and words of which it must show none."""

    near: list[FormText] = Field(default=[], max_length=50)
    not_near: list[FormText] = Field(default=[], max_length=50)


class GivenForm(Given):
    """A way to write a term. An article that it takes in running text may stand before it: "the Kremlin"."""

    text: FormText
    status: FormStatus = FormStatus.PREFERRED
    case_sensitive: bool = False
    article: Annotated[Line, Field(max_length=10)] = ""
    part_of_speech: PartOfSpeech | None = None
    gender: Gender | None = None
    number: Number | None = None
    context: GivenContext | None = None


class GivenScope(Given):
    """Where a term holds; what is empty limits nothing."""

    desks: list[FormText] = Field(default=[], max_length=50)
    topics: list[FormText] = Field(default=[], max_length=50)
    source_languages: list[LanguageCode] = Field(default=[], max_length=50)


class TermContent(Given):
    """What a term says. Its id and its state are no part of that."""

    forms: dict[LanguageCode, list[GivenForm]] = Field(min_length=1, max_length=50)
    level: LEVELS = Level.WARN
    do_not_translate: bool = False
    note: Words = ""
    sources: list[Sentence] = Field(default=[], max_length=50)
    first_mention: dict[LanguageCode, FormText] = Field(default={}, max_length=50)
    examples: dict[LanguageCode, list[Sentence]] = Field(default={}, max_length=50)
    scope: GivenScope = GivenScope()


class ProposedTerm(TermContent):
    """A new term. Without `name`, what files call its id, it is named after its English form."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)] | None = None
    reason: Words = ""


class ChangedTerm(TermContent):
    """A term written anew."""

    based_on: Version
    reason: Words = ""


class Decision(Given):
    """A decision upon a term as it was seen."""

    based_on: Version
    reason: Words = ""


class Context(Shown):
    """Words of which the sentence around a form must show one, and words of which it must show none."""

    near: list[str]
    not_near: list[str]


class Form(Shown):
    """A way to write a term, its article apart."""

    text: str
    status: FormStatus
    case_sensitive: bool
    article: str
    part_of_speech: PartOfSpeech | None
    gender: Gender | None
    number: Number | None
    context: Context | None


class Scope(Shown):
    """Where a term holds; what is empty limits nothing."""

    desks: list[str]
    topics: list[str]
    source_languages: list[str]


class Term(Shown):
    """A term as it stands. `merged_into` is the id of the term that took its place."""

    id: str
    name: str
    state: TermState
    version: int
    forms: dict[str, list[Form]]
    level: Level
    do_not_translate: bool
    note: str
    sources: list[str]
    first_mention: dict[str, str]
    examples: dict[str, list[str]]
    scope: Scope
    file: str
    merged_into: str | None
    proposed_by: str | None
    changed_at: When


class TermsPage(Page[Term]):
    """A page of the glossary, by name."""


class TermChange(Shown):
    """Something done to a term; `person_id` is null where the desk itself acted."""

    number: int
    action: TermAction
    person_id: str | None
    reason: str
    at: When


class TermChangesPage(Page[TermChange]):
    """A page of a term's history, the newest first."""
