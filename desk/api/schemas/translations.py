"""Translations: their units with all that hangs on them, saving, and the moves."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, RootModel, model_validator

from desk.api.schemas.base import Given, Id, Line, Mark, Page, Shown, Span, When, Words
from desk.domain.draft import DraftKind
from desk.domain.finding import FindingState, Level
from desk.domain.provenance import Origin
from desk.domain.segment import BlockKind
from desk.domain.target_fields import MOST, TargetField
from desk.domain.workflow import State
from desk.services.editing import MAX_LENGTH
from desk.services.other_drafts import DraftSort

Version = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Fix(Shown):
    """A change that certainly mends a finding: `target[span] = replacement`."""

    span: Span
    replacement: str
    label: str


class Finding(Shown):
    """What a check found, and what was last said of it. Spans are of the unit's source and target texts."""

    id: str
    unit_id: str
    check: str
    level: Level
    message: str
    state: FindingState
    source_span: Span | None
    target_span: Span | None
    fix: Fix | None
    reason: str
    person_id: str | None


class Term(Shown):
    """How a term fared in a draft."""

    term: str
    form: str
    status: Literal["kept", "repaired", "missed"]
    source_span: Span
    target_span: Span | None


class Draft(Shown):
    """The machine's text that a unit started from. `score` is a mean log-probability; `notice` is for its readers."""

    id: str
    kind: DraftKind
    engine: str
    model: str
    version: str
    score: float | None
    terms: list[Term]
    notice: str
    text: str


class Source(Shown):
    """A source segment: its place in its block, in code points, and its text."""

    segment: str
    block: str
    start: int
    end: int
    text: str


class Proposal(Shown):
    """A text that came too late to be saved, and waits for somebody to look at it."""

    id: str
    author_id: str
    based_on: int
    text: str
    at: When


class SentBack(Shown):
    """Why an editor sent the unit back, and at which version."""

    category: str
    text: str
    unit_version: int


class Unit(Shown):
    """A unit: its source, its target text and whose text that is, what it started from, and what waits beside it."""

    id: str
    position: int
    paragraph: int
    kind: BlockKind
    version: int
    source: str
    sources: list[Source]
    target: str
    marks: list[Mark]
    origin: Origin
    omitted_reason: str
    to_follow: bool
    confirmed: bool
    draft: Draft | None
    draft_error: str
    findings: list[Finding]
    proposals: list[Proposal]
    returned: SentBack | None


class Score(Shown):
    """A metric of the approved text against the drafts of one engine's model, with all that makes it again."""

    engine: str
    model: str
    version: str
    language: str
    metric: str
    value: float
    unit: str
    n: int
    articles: int
    excluded: int
    signature: str


class ScoresPage(Page[Score]):
    """A page of scores."""


class Moved(Shown):
    """Where a translation stands: its state, and who holds it until when."""

    id: str
    story: str
    language: str
    state: State
    holder: str | None
    lease_until: When | None
    changed_at: When


class Translation(Moved):
    """A translation with its units. `content_hash` is what an approval of exactly this text names.

    `return_note` is what the editor wrote who sent it back, empty where it was not sent back since it was approved.
    """

    title: str
    from_: str = Field(serialization_alias="from")
    revision: str
    stale: bool
    holder_name: str | None
    due_at: When | None
    correction_note: str
    content_hash: str
    return_note: str
    fields: dict[str, str]
    units: list[Unit]
    scores: list[Score]


class Save(Given):
    """A text that was written upon version `based_on` of its unit.

    `milliseconds` is the time at work since the last save; `end_of_burst` says that the writer has paused, and
    `confirm` that they are done with the segment. `base` is how that version read: with it, the answer to a conflict
    says who changed what.
    """

    text: str = Field(max_length=MAX_LENGTH)
    based_on: Version
    base: str | None = Field(None, max_length=MAX_LENGTH)
    milliseconds: int = Field(0, ge=0, le=86_400_000)
    end_of_burst: bool = False
    confirm: bool = False


class Sentence(Given):
    """A sentence, as it is to read."""

    text: str = Field(min_length=1, max_length=5000)


class Split(Given):
    """Where the text of the second unit begins, in code points; None lets the desk look for the end of a sentence."""

    place: int | None = Field(default=None, ge=0, le=20_000)


class Taken(Given):
    """A text that the desk offers, to begin with upon version `based_on`: a draft of the unit, or a memory's entry."""

    based_on: Version
    draft: str | None = None
    entry: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.draft is None) == (self.entry is None):
            raise ValueError("name a draft or an entry of the memory, one of both")
        return self


class OfferedDraft(Draft):
    """A draft that a text may begin with instead. `of_other_source`: the source reads otherwise since it was made."""

    sort: DraftSort
    of_other_source: bool


class OfferedDrafts(Shown):
    """The drafts that are offered for a unit, the newest first."""

    items: list[OfferedDraft]


class Restore(Given):
    """Back to the draft, from version `based_on`."""

    based_on: Version


class Saved(Shown):
    """A unit as it stands after a save. `version` is what the next save is based on."""

    result: Literal["saved"] = "saved"
    unit: str
    version: int
    text: str
    origin: Origin
    confirmed: bool
    findings: list[Finding]


class Assign(Given):
    """To whom."""

    person: Id


class Redraft(Given):
    """Which drafts: those of units without human text, or `everything`; the edits keep what people wrote."""

    everything: bool = False


class ReturnedUnit(Given):
    """Why one unit goes back: an MQM category, words, or both."""

    unit: Id
    category: Annotated[Line, Field(max_length=64)] = ""
    text: Words = ""


class Return(Given):
    """Why a translation goes back: units with reasons, a note, or both."""

    reasons: list[ReturnedUnit] = Field(default=[], max_length=1000)
    note: Words = ""


class Approve(Given):
    """An approval of exactly the text whose hash this is."""

    content_hash: str = Field(pattern="^[0-9a-f]{64}$")
    note: Words = ""


class Approved(Moved):
    """An approval with its scores. `four_eyes` is false where the desk let an editor approve their own text."""

    review: str
    content_hash: str
    four_eyes: bool
    scores: list[Score]


class MayReason(Given):
    """Why, if there is something to say."""

    reason: Words = ""


class Revise(Given):
    """With a note the next version is a correction, whose readers get the note; without, an update."""

    correction_note: Words = ""


class ExportLine(RootModel[dict[str, Any]]):
    """One unit a line: id, source, target, draft, final, languages, origin; what `desk check` and `desk score` read."""


class FieldSave(Given):
    """A text for a field that exists only in the target, the version it was based on, and how that read."""

    name: TargetField
    text: Annotated[str, Field(max_length=MOST)]
    based_on: Version
    base: Annotated[str | None, Field(max_length=MOST)] = None


class FieldSaved(Shown):
    """A field after a save: its text in the field's own form, and the version that the next save is based on."""

    name: TargetField
    text: str
    version: int


class Fields(Shown):
    """The fields that exist only in the target, those without a text too."""

    fields: list[FieldSaved]
