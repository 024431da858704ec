"""What has happened to a translation, in one line of time: moves, edits, words on findings, reviews, publications."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desk.domain.workflow import Action
from desk.models import (
    Dismissal,
    Edit,
    FindingRow,
    Publication,
    PublicationEvent,
    Review,
    ReviewReason,
    Transition,
    Translation,
    Unit,
)
from desk.services.target_fields import edits_of_fields

TOLD_ELSEWHERE = (Action.APPROVE, Action.RETURN, Action.PUBLISH, Action.WITHDRAW)
"""Moves that a review or a publication says more of. Of a kill the move says all, published or not."""


@dataclass(frozen=True, slots=True)
class Said:
    """Why a review sent one segment back."""

    number: int
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, which `what` says; `kind` is "move", "edit", "field", "finding", "review" or "publication".

    `number` is the segment's, counted from 1, where it happened to one. `before` and `after` are the texts of an edit.
    """

    at: dt.datetime
    kind: str
    what: str
    person_id: str | None
    number: int | None = None
    reason: str = ""
    before: str = ""
    after: str = ""
    milliseconds: int = 0
    said: Sequence[Said] = ()


def history(session: Session, translation: Translation) -> list[Happening]:
    """All that happened, the newest first; eight queries."""
    numbers = _numbers(session, translation)
    found = [
        *_moves(session, translation),
        *_edits(session, translation, numbers),
        *_words(session, translation, numbers),
        *_fields(session, translation),
        *_reviews(session, translation, numbers),
        *_publications(session, translation),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _numbers(session: Session, translation: Translation) -> dict[str, int]:
    query = select(Unit.id, Unit.position).where(Unit.translation_id == translation.id, Unit.retired_at.is_(None))
    return {row[0]: row[1] + 1 for row in session.execute(query)}


def _moves(session: Session, translation: Translation) -> Iterator[Happening]:
    query = select(Transition).where(
        Transition.translation_id == translation.id, Transition.action.not_in(TOLD_ELSEWHERE)
    )
    for row in session.scalars(query.order_by(Transition.id)):
        yield Happening(row.at, "move", row.action.value, row.person_id, reason=row.reason)


def _edits(session: Session, translation: Translation, numbers: dict[str, int]) -> Iterator[Happening]:
    query = select(Edit).join(Unit, Unit.id == Edit.unit_id).where(Unit.translation_id == translation.id)
    for row in session.scalars(query.order_by(Edit.id)):
        yield Happening(
            row.at,
            "edit",
            row.origin.value,
            row.author_id,
            number=numbers.get(row.unit_id),
            reason=row.reason,
            before=row.before,
            after=row.after,
            milliseconds=row.milliseconds,
        )


def _words(session: Session, translation: Translation, numbers: dict[str, int]) -> Iterator[Happening]:
    query = (
        select(Dismissal, FindingRow)
        .join(FindingRow, FindingRow.id == Dismissal.finding_id)
        .where(FindingRow.translation_id == translation.id)
    )
    for row, finding in session.execute(query.order_by(Dismissal.id)):
        number = numbers.get(row.unit_id)
        yield Happening(row.at, "finding", row.verdict, row.person_id, number, row.reason, before=finding.message)


def _fields(session: Session, translation: Translation) -> Iterator[Happening]:
    for row in edits_of_fields(session, translation):
        yield Happening(row.at, "field", row.name.value, row.author_id, before=row.before, after=row.after)


def _reviews(session: Session, translation: Translation, numbers: dict[str, int]) -> Iterator[Happening]:
    query = select(Review).where(Review.translation_id == translation.id).options(selectinload(Review.reasons))
    for row in session.scalars(query.order_by(Review.id)):
        said = [_said(reason, numbers) for reason in row.reasons]
        yield Happening(row.at, "review", row.decision, row.editor_id, reason=row.note, said=said)


def _said(reason: ReviewReason, numbers: dict[str, int]) -> Said:
    return Said(numbers.get(reason.unit_id, 0), reason.category, reason.text)


def _publications(session: Session, translation: Translation) -> Iterator[Happening]:
    query = (
        select(PublicationEvent, Publication.number)
        .join(Publication, Publication.id == PublicationEvent.publication_id)
        .where(Publication.translation_id == translation.id, PublicationEvent.event != "killed")
    )
    for row, number in session.execute(query.order_by(PublicationEvent.id)):
        yield Happening(row.at, "publication", row.event, row.person_id, number, row.reason)
