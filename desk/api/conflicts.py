"""Texts that came too late, as a problem with both texts and how they go together word by word."""

from dataclasses import asdict
from typing import Any

from flask import Response

from desk.api.problems import problem
from desk.services.editing import Saved, SaveOutcome
from desk.services.target_fields import FieldOutcome
from desk.text.merge import merge
from desk.text.normal import normalise


def save_conflict(outcome: SaveOutcome | FieldOutcome, base: str | None = None, **of: str) -> Response:
    """409; `of` names what was not saved. A conflict is merged upon `base`, the text that both began with."""
    merged: dict[str, Any] = {}
    if outcome.result is Saved.CONFLICT:
        parts = merge(None if base is None else normalise(base), outcome.mine, outcome.theirs)
        merged["merge"] = [asdict(part) for part in parts]
    return problem(
        409,
        outcome.reason,
        schema="SaveConflict",
        result=outcome.result.value,
        **of,
        version=outcome.version,
        mine=outcome.mine,
        theirs=outcome.theirs,
        **merged,
    )
