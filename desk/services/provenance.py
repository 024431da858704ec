"""The trace of a text: source span → draft → edits → findings and dismissals → approval (design, rule 7)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Dismissal, Edit, FieldEdit, FindingRow, Review, Translation, Unit
from desk.services.target_fields import edits_of_fields


def trace(session: Session, translation: Translation, units: Sequence[Unit], approval: Review | None) -> dict[str, Any]:
    """The trace of a translation as it stands. People appear by their opaque ids alone."""
    edits, dismissals = _edits(session, translation), _dismissals(session, translation)
    revision = translation.revision
    return {
        "source": {
            "article": translation.article_id,
            "language": translation.article.language,
            "url": translation.article.url,
            "revision": revision.id,
            "revision_number": revision.number,
        },
        "approval": approval
        and {
            "id": approval.id,
            "editor": approval.editor_id,
            "at": approval.at.isoformat(),
            "hash": approval.content_hash,
            "canonical": approval.canonical_version,
            "four_eyes": approval.four_eyes,
        },
        "units": [_unit(unit, edits[unit.id], dismissals[unit.id]) for unit in units],
        "fields": [_field(edit) for edit in edits_of_fields(session, translation)],
    }


def _field(edit: FieldEdit) -> dict[str, Any]:
    return {
        "field": edit.name.value,
        "version": edit.version,
        "author": edit.author_id,
        "at": edit.at.isoformat(),
        "before": edit.before,
        "after": edit.after,
    }


def _unit(unit: Unit, edits: Sequence[Edit], dismissals: Sequence[tuple[Dismissal, FindingRow]]) -> dict[str, Any]:
    draft = unit.draft
    return {
        "id": unit.id,
        "version": unit.version,
        "origin": unit.origin.value,
        "omitted_reason": unit.omitted_reason,
        "source": [
            {
                "segment": link.segment_id,
                "block": link.segment.block_id,
                "start": link.segment.start,
                "end": link.segment.end,
                "text": link.segment.text,
            }
            for link in unit.sources
        ],
        "draft": draft
        and {
            "id": draft.id,
            "engine": draft.engine,
            "model": draft.model,
            "version": draft.model_version,
            "score": draft.score,
            "terms": draft.terms,
            "text": draft.text,
        },
        "edits": [
            {
                "id": edit.id,
                "author": edit.author_id,
                "at": edit.at.isoformat(),
                "milliseconds": edit.milliseconds,
                "reason": edit.reason,
                "before": edit.before,
                "after": edit.after,
            }
            for edit in edits
        ],
        "confirmed_by": unit.confirmed_by,
        "findings": [
            {
                "check": row.check,
                "level": row.level.value,
                "message": row.message,
                "verdict": said.verdict,
                "reason": said.reason,
                "person": said.person_id,
                "at": said.at.isoformat(),
            }
            for said, row in dismissals
        ],
    }


def _edits(session: Session, translation: Translation) -> defaultdict[str, list[Edit]]:
    grouped: defaultdict[str, list[Edit]] = defaultdict(list)
    query = select(Edit).join(Unit, Unit.id == Edit.unit_id).where(Unit.translation_id == translation.id)
    for edit in session.scalars(query.order_by(Edit.id)):
        grouped[edit.unit_id].append(edit)
    return grouped


def _dismissals(session: Session, translation: Translation) -> defaultdict[str, list[tuple[Dismissal, FindingRow]]]:
    grouped: defaultdict[str, list[tuple[Dismissal, FindingRow]]] = defaultdict(list)
    query = (
        select(Dismissal, FindingRow)
        .join(FindingRow, FindingRow.id == Dismissal.finding_id)
        .where(FindingRow.translation_id == translation.id)
        .order_by(Dismissal.id)
    )
    for said, row in session.execute(query):
        grouped[said.unit_id].append((said, row))
    return grouped
