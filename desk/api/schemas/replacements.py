"""Find and replace: what is looked for, what would change, and what became of it."""

from typing import Annotated

from pydantic import Field

from desk.api.schemas.base import Given, Id, LanguageCode, Line, Page, Shown, When, Words
from desk.models import ChangeKind, ChangeOutcome, ReplacementState

Phrase = Annotated[Line, Field(max_length=500)]


class Search(Given):
    """Words that are looked for, and those to stand in their place."""

    wanted: Annotated[Phrase, Field(min_length=1)]
    by: Phrase
    case: bool = Field(False, description="Whether capitals have to be the same.")
    words: bool = Field(True, description="Whether only whole words count.")


class DeskSearch(Search):
    """The same, in all texts of a language that an editor may see."""

    language: LanguageCode


class Make(Given):
    """Which of the changes to make: all but those in the units `without`.

    `opens` are the approved and published translations to open, and readers of corrections will read the `note`.
    """

    without: list[Id] = Field(default=[], max_length=10_000)
    opens: list[Id] = Field(default=[], max_length=10_000)
    note: Words = ""


class Replacement(Shown):
    """A replacement of one's own. `changes` counts the segments by kind, `outcomes` by what became of them."""

    id: Id
    translation: Id | None
    language: str
    wanted: str
    by: str
    case: bool
    words: bool
    state: ReplacementState
    changes: dict[ChangeKind, int]
    outcomes: dict[ChangeOutcome, int]
    created_at: When
    done_at: When | None
    undone_at: When | None


class Change(Shown):
    """A segment that it changes. `number` is the segment's in its translation, from 1."""

    translation: Id
    unit: Id
    number: int
    kind: ChangeKind
    before: str
    after: str
    chosen: bool
    outcome: ChangeOutcome | None


class ReplacementsPage(Page[Replacement]):
    """A page of one's own replacements."""


class ChangesPage(Page[Change]):
    """A page of changes."""
