"""The translation memory: looking through it, what is like a text, and what is done to an entry by hand."""

from typing import Annotated

from pydantic import AfterValidator, Field

from desk.api.schemas.base import Asked, Given, Id, LanguageCode, Line, Moment, Shown, Span, When, Words
from desk.memory.index import Kind
from desk.memory.query import Side
from desk.models import MemoryAction
from desk.services.memory_entries import LONGEST_TARGET
from desk.services.memory_search import From
from desk.text.normal import normalise

Version = Annotated[int, Field(ge=0, le=2**31 - 1, description="The version that this is based on.")]
SourceText = Annotated[str, Field(max_length=20_000), AfterValidator(normalise)]
TargetText = Annotated[str, Field(max_length=LONGEST_TARGET), AfterValidator(normalise)]


class MemoryQuery(Asked):
    """What of the memory is wanted. Words in quotation marks are a phrase, and begin* is how a word begins.

    `since` is the first moment at which entries came, `until` the first at which they came too late. `before` is what
    the address of the next page says.
    """

    text: Annotated[Line, Field(max_length=500)] = ""
    side: Side = Side.BOTH
    source: LanguageCode | None = None
    target: LanguageCode | None = None
    came: From | None = None
    file: Annotated[Id | None, Field(description="The id of an import.")] = None
    person: Id | None = None
    since: Moment | None = None
    until: Moment | None = None
    before: Annotated[str, Field(pattern=r"^[0-9a-z]*$", max_length=26)] = ""
    size: int = Field(50, ge=1, le=100)


class ExportQuery(Asked):
    """Of which languages the memory is wanted; what is not said limits nothing."""

    source: LanguageCode | None = None
    target: LanguageCode | None = None


class MemoryAsked(Given):
    """A source text with its neighbours, and the pair that it is to be translated in."""

    text: SourceText
    before: SourceText = ""
    after: SourceText = ""
    source: LanguageCode
    target: LanguageCode
    limit: int = Field(5, ge=1, le=50)
    floor: float = Field(0.6, ge=0, le=1, description="How alike a source must be.")


class ChangedEntry(Given):
    """Another target for an entry."""

    target: TargetText
    based_on: Version
    reason: Words = ""


class EntryDecision(Given):
    """A decision upon an entry as it was seen."""

    based_on: Version
    reason: Words = ""


class EntryOrigin(Shown):
    """Where an entry comes from: a translation of the desk, or a file.

    `person` is the name of who approved it or let it in, empty where they have left.
    """

    at: When
    person: str
    translation_id: str | None
    story: str
    file: str


class MemoryEntry(Shown):
    """An approved segment. `version` is what a change names."""

    id: str
    source_language: str
    target_language: str
    source: str
    target: str
    version: int
    origin: EntryOrigin


class FoundEntry(MemoryEntry):
    """An entry with where its sides hold what was looked for."""

    source_hits: list[Span]
    target_hits: list[Span]


class MemoryPage(Shown):
    """A page of entries, the newest first, and the address of the next. Nobody counts a million of them."""

    items: list[FoundEntry]
    next: str | None


class Candidate(Shown):
    """A known segment that may help: `score` is 0 to 1, and 1 where the source is the same."""

    entry_id: str
    source: str
    target: str
    score: float
    kind: Kind
    origin: EntryOrigin


class Candidates(Shown):
    """What the memory knows that is like a text, the best first."""

    items: list[Candidate]


class MemoryChange(Shown):
    """Something done to an entry by hand; what a deleted one says after it is empty."""

    id: str
    entry_id: str
    action: MemoryAction
    before: str
    after: str
    person_id: str
    reason: str
    at: When


class MemoryChanges(Shown):
    """What was done to an entry by hand, the newest first."""

    items: list[MemoryChange]


class MemoryLine(Shown):
    """An entry as a line of the export."""

    id: str
    source_language: str
    target_language: str
    source: str
    target: str
    at: str
