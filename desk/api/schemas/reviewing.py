"""What was changed in a translation, and who may approve it."""

from typing import Literal

from desk.api.schemas.base import Asked, Shown, When
from desk.domain.provenance import Origin
from desk.domain.target_fields import TargetField
from desk.services.comparing import Base
from desk.text.diff import DiffKind


class ComparisonQuery(Asked):
    """With what a translation is compared: its drafts, or how it read when an editor last decided on it."""

    compare: Base = Base.DRAFT


class Part(Shown):
    """A run of text that both sides have ("same"), or one of them only. Those not inserted join to `before`."""

    kind: DiffKind
    text: str


class ComparedUnit(Shown):
    """A unit beside what it was. `before` is null for one that was not there then, or that has no draft."""

    unit: str
    position: int
    version: int
    origin: Origin
    before: str | None
    after: str
    changed: bool
    parts: list[Part]


class ComparedField(Shown):
    """A field that exists only in the target, and was changed."""

    name: TargetField
    before: str
    after: str


class Decision(Shown):
    """A decision of an editor's, from which a text was changed."""

    id: str
    decision: Literal["approved", "returned"]
    editor_id: str
    note: str
    at: When


class Comparison(Shown):
    """All units of a translation beside what they were. `gone` counts units that were taken away since the review.

    `review` is null where it is compared with drafts; `content_hash` is what an approval of this text names.
    """

    translation: str
    compare: Base
    review: Decision | None
    content_hash: str
    changed: int
    gone: int
    units: list[ComparedUnit]
    fields: list[ComparedField]


class Approver(Shown):
    """An editor who may see the story. `wrote`: a part of the text as it stands is theirs."""

    id: str
    name: str
    wrote: bool
    may_approve: bool


class Approvers(Shown):
    """The editors of a translation, by name. With `four_eyes` nobody approves what they wrote a part of."""

    four_eyes: bool
    editors: list[Approver]
