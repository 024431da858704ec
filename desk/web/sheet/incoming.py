"""Which rows a page lacks while drafts come in. What it has, it says in a few hundred bytes, for thousands of rows."""

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from desk.models import Translation
from desk.services.units import Placed
from desk.web.sheet.seen import unpacked


@dataclass(frozen=True, slots=True)
class Progress:
    """How far drafting is: `done` of `total`, and as `marker` which rows are how far."""

    done: int
    total: int
    marker: str


def progress(outline: Sequence[Placed], translation: Translation) -> Progress:
    """How far a translation's drafting is."""
    done = [unit.drafted_round >= translation.draft_round for unit in outline]
    packed = zlib.compress(_states(outline, translation))
    return Progress(sum(done), len(done), base64.urlsafe_b64encode(packed).decode())


def lacking(outline: Sequence[Placed], translation: Translation, marker: str) -> list[str]:
    """The ids of the units that are others than a page with this marker shows; all, where it is none."""
    had, now = unpacked(marker), _states(outline, translation)
    if len(had) != len(now):
        return [unit.id for unit in outline]
    return [unit.id for unit, before, here in zip(outline, had, now, strict=True) if before != here]


def _states(outline: Sequence[Placed], translation: Translation) -> bytes:
    """A byte for each unit: its version, and whether its draft is there or will not come."""
    return bytes((unit.version * 2 + (unit.drafted_round >= translation.draft_round)) & 0xFF for unit in outline)
