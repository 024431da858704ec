"""Planned changes of terms: what is asked for, what it touches, and what became of that."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from desk.api.schemas.base import Given, Id, LanguageCode, Page, PageQuery, Shown, Words
from desk.api.schemas.terms import TermContent, Version
from desk.models import EffectKind, EffectOutcome, PlanState, TermAction

Note = Annotated[Words, Field(max_length=1000)]


class PlannedAction(StrEnum):
    """What is planned for a term."""

    CHANGE = "change"
    APPROVE = "approve"
    RETIRE = "retire"
    MERGE = "merge"


class OtherTerm(Given):
    """The term that gives way to this one, as it was seen."""

    id: Id
    based_on: Version


class PlannedTerm(Given):
    """A change of a term that is looked at first.

    To `change` takes the whole `term`; to `merge` takes the `other`, and a `term` where the two are not simply put
    together; to `retire` takes a `reason`.
    """

    action: PlannedAction
    based_on: Version
    reason: Words = ""
    term: TermContent | None = None
    other: OtherTerm | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.other is not None) is not (self.action is PlannedAction.MERGE):
            raise ValueError("the other term is named where two are merged, and only there")
        if self.action is PlannedAction.CHANGE and self.term is None:
            raise ValueError("a change says what the term is then")
        if self.term is not None and self.action not in (PlannedAction.CHANGE, PlannedAction.MERGE):
            raise ValueError("what a term says is changed by a change or a merge alone")
        return self


class Applied(Given):
    """How a plan is carried out.

    `opens` are approved and published translations to open, and `note` is what readers of the corrections will read.
    With `redraft`, machine drafts that nobody touched and that lack the term are drafted again.
    """

    opens: list[Id] = Field(default=[], max_length=1000)
    note: Note = ""
    redraft: bool = False


class EffectsQuery(PageQuery):
    """Which of the texts are wanted."""

    kind: EffectKind | None = None
    language: LanguageCode | None = None


class Touched(Shown):
    """How many segments of a kind and a language are touched.

    `left` are those of them that stay as they are: they lack the term then, or hold one that is asked for no more.
    """

    kind: EffectKind
    language: str
    segments: int
    left: int


class CanOpen(Shown):
    """An approved or published translation that the change touches, to be named in `opens`."""

    translation: str
    language: str
    kind: EffectKind
    segments: int


class TermPlan(Shown):
    """A planned change. While it is `looking` or `acting`, its figures still grow; `ready` may be applied."""

    id: str
    term: str
    other: str | None
    action: TermAction
    state: PlanState
    based_on: int
    touched: list[Touched]
    can_open: list[CanOpen]
    outcomes: dict[EffectOutcome, int]


class Effect(Shown):
    """A text that the change touches; `outcome` is what became of it, null before the change is made."""

    translation: str
    unit: str
    number: int
    kind: EffectKind
    language: str
    before: str
    after: str
    outcome: EffectOutcome | None


class EffectsPage(Page[Effect]):
    """A page of the texts that a plan touches, by translation and segment."""
