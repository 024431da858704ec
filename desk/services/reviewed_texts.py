"""How a translation read when an editor decided on it.

A review stores a hash, not the text. The text follows from rows that never change: what the first edit after the review
found there; where there was none, what stands. A machine's text alone is replaced without an edit, when it is drafted
anew: then what stood is the newest edit or draft from before the review.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind
from desk.domain.target_fields import TargetField
from desk.models import Draft, Edit, FieldEdit, Review, Translation, Unit
from desk.services.drafting import FROM_MEMORY

FILLING = (DraftKind.TERMS, DraftKind.ARTICLE, DraftKind.MEMORY)
"""The kinds of drafts with which texts begin without an edit; all others are taken by somebody, who leaves one."""


def texts_at(session: Session, units: Sequence[Unit], review: Review) -> Mapping[str, str]:
    """How units read when their translation was reviewed, by unit id; those that came later are left out.

    Two queries, and two more where a machine's text was drafted anew since.
    """
    there = [unit for unit in units if unit.id < review.id]
    ids = [unit.id for unit in there]
    edited = _edits(session, func.min(Edit.id), Edit.unit_id.in_(ids), Edit.id > review.id)
    drafted = _first_drafts(session, ids, review)
    anew = [one for one, draft in drafted.items() if one not in edited or draft < edited[one].id]
    found = {unit.id: edited[unit.id].before if unit.id in edited else unit.logged_text for unit in there}
    return found | dict(_before(session, anew, review))


def _first_drafts(session: Session, ids: Sequence[str], review: Review) -> Mapping[str, str]:
    """By unit id, the first draft after a review with which its text may have begun anew."""
    query = select(Draft.unit_id, func.min(Draft.id)).where(*_filling(ids), Draft.id > review.id)
    return {row[0]: row[1] for row in session.execute(query.group_by(Draft.unit_id))}


def _before(session: Session, ids: Sequence[str], review: Review) -> Iterator[tuple[str, str]]:
    """What the newest edit or draft from before a review left in each of these units."""
    if not ids:
        return
    newest = select(func.max(Draft.id)).where(*_filling(ids), Draft.id < review.id).group_by(Draft.unit_id)
    drafts = {draft.unit_id: draft for draft in session.scalars(select(Draft).where(Draft.id.in_(newest)))}
    edits = _edits(session, func.max(Edit.id), Edit.unit_id.in_(ids), Edit.id < review.id)
    for unit_id in ids:
        draft, edit = drafts.get(unit_id), edits.get(unit_id)
        if draft is not None and (edit is None or edit.id < draft.id):
            yield unit_id, draft.text
        else:
            yield unit_id, edit.after if edit else ""


def _edits(session: Session, which: ColumnElement[str], *those: ColumnElement[bool]) -> Mapping[str, Edit]:
    """By unit id, the first or the last of some edits; one query."""
    chosen = select(which).where(*those).group_by(Edit.unit_id)
    return {edit.unit_id: edit for edit in session.scalars(select(Edit).where(Edit.id.in_(chosen)))}


def _filling(ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    """The condition on drafts with which texts of units begin. What somebody took from the memory left an edit."""
    taken = Draft.engine.startswith(f"{FROM_MEMORY.engine}:", autoescape=True)
    return Draft.unit_id.in_(ids), Draft.kind.in_(FILLING), ~taken


def fields_at(session: Session, translation: Translation, review: Review) -> Mapping[TargetField, str]:
    """How the fields that exist only in the target read then; one query. A field without a text is left out."""
    after = (FieldEdit.translation_id == translation.id, FieldEdit.taken.is_(True), FieldEdit.id > review.id)
    first = select(func.min(FieldEdit.id)).where(*after).group_by(FieldEdit.name)
    changed = session.execute(select(FieldEdit.name, FieldEdit.before).where(FieldEdit.id.in_(first)))
    now = {TargetField(name): text for name, text in translation.fields.items()}
    return {name: text for name, text in (now | {row[0]: row[1] for row in changed}).items() if text}
