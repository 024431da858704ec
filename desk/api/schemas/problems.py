"""Problem documents (RFC 9457), as OpenAPI shows them."""

from typing import Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """Why something was not done."""

    type: str = Field(description="“about:blank”, or the schema of the problem's own members.")
    title: str
    status: int
    detail: str = Field(description="One sentence that names the place and the cause.")
    instance: str = Field(description="The path that was asked for.")


class Misfit(BaseModel):
    """One place of a request that does not fit."""

    in_: Literal["body", "query"] = Field(alias="in")
    pointer: str = Field(description="A JSON Pointer (RFC 6901); empty for the whole.")
    message: str


class InvalidProblem(Problem):
    """A request that cannot be used. `errors` are there where it does not fit its schema."""

    errors: list[Misfit] = []


class MergedPart(BaseModel):
    """A stretch of two texts and of the base that both began with; any may be empty there.

    Only the named side changed it, or nobody alone (`agreed`), or both did, each in another way (`conflict`). The parts
    join to the texts. Where the save named no base, every difference is a conflict.
    """

    kind: Literal["agreed", "mine", "theirs", "conflict"]
    base: str
    mine: str
    theirs: str


class SaveConflict(Problem):
    """A text that was not saved and not lost: it is kept as a proposal. `version` is what the next save is based on.

    `merge` says of a conflict how the two texts go together word by word; whoever saves decides.
    Where a move, not a save, was refused, the problem has none of these members.
    """

    result: Literal["conflict", "proposed"] | None = None
    unit: str | None = None
    field: str | None = None
    version: int | None = None
    mine: str | None = None
    theirs: str | None = None
    merge: list[MergedPart] | None = None


class GoneProblem(Problem):
    """A publication that was taken from readers: when and why."""

    event: Literal["withdrawn", "killed"]
    at: str
    reason: str
