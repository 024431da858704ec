"""The drafts of a segment besides the one that its text began with: other engines', earlier ones, an alternative."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind
from desk.models import Draft, Unit

SHOWN = (DraftKind.TERMS, DraftKind.ARTICLE, DraftKind.ALTERNATIVE, DraftKind.SHADOW, DraftKind.MEMORY)
"""Whole drafts that somebody may work from. A raw one is that before its terms, a round trip is in another language."""
LIMIT = 6


class DraftSort(StrEnum):
    """What a draft is beside the one that the text began with."""

    BEGAN = "began"
    """The one that the text began with, where the text reads otherwise by now."""
    ALTERNATIVE = "alternative"
    OTHER_ENGINE = "other_engine"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """A draft that may be put in. `of_other_source` says that the source reads otherwise since it was made."""

    draft: Draft
    sort: DraftSort
    of_other_source: bool


def other_drafts(session: Session, unit: Unit, source_fingerprint: str) -> Sequence[OtherDraft]:
    """At most six, the newest first, each text once and none that stands already; one query."""
    query = select(Draft).where(Draft.unit_id == unit.id, Draft.kind.in_(SHOWN), Draft.text != "")
    seen = {unit.text}
    found = []
    for draft in session.scalars(query.order_by(Draft.id.desc())):
        if draft.text not in seen:
            seen.add(draft.text)
            found.append(OtherDraft(draft, _sort(unit, draft), draft.source_fingerprint != source_fingerprint))
    return found[:LIMIT]


def _sort(unit: Unit, draft: Draft) -> DraftSort:
    if draft.id == unit.draft_id:
        return DraftSort.BEGAN
    if draft.kind is DraftKind.ALTERNATIVE:
        return DraftSort.ALTERNATIVE
    if draft.kind is DraftKind.SHADOW or (unit.draft is not None and draft.engine != unit.draft.engine):
        return DraftSort.OTHER_ENGINE
    return DraftSort.EARLIER
