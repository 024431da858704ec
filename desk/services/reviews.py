"""What editors have said of a translation: their decisions, why units went back, and what they changed themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from desk.domain.workflow import Action, State
from desk.models import Edit, Review, ReviewReason, Transition, Translation, Unit

STANDING = (State.APPROVED, State.PUBLISHED, State.WITHDRAWN)
"""The states in which a text stands as it was approved."""


def newest_review(session: Session, translation: Translation) -> Review | None:
    """The newest decision, with its reasons; None where no editor has decided yet."""
    query = select(Review).where(Review.translation_id == translation.id).options(selectinload(Review.reasons))
    return session.scalars(query.order_by(Review.id.desc()).limit(1)).first()


def newest_return(session: Session, translation: Translation) -> Review | None:
    """The newest return since the last approval, with its reasons; None where there was none."""
    review = newest_review(session, translation)
    return review if review is not None and review.decision == "returned" else None


def last_review(session: Session, translation: Translation) -> Review | None:
    """The decision that the text is compared with: the newest, less an approval under which it stands now.

    None where no editor has decided yet, or where the first decision was that approval.
    """
    query = select(Review).where(Review.translation_id == translation.id).order_by(Review.id.desc()).limit(2)
    found = list(session.scalars(query))
    if found and translation.state in STANDING and found[0].decision == "approved":
        del found[0]
    return found[0] if found else None


def reasons_by_unit(review: Review | None) -> Mapping[str, ReviewReason]:
    """Why each unit went back, by unit id."""
    return {reason.unit_id: reason for reason in review.reasons} if review else {}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a unit read when its translation was submitted, and when it was sent back."""

    submitted: str
    returned: str


def readings(session: Session, translation: Translation, review: Review) -> Mapping[str, Reading]:
    """By unit id, what an editor changed in a translation between its submission and a return; two queries."""
    submits = select(func.max(Transition.id)).where(
        Transition.translation_id == translation.id, Transition.action == Action.SUBMIT, Transition.id < review.id
    )
    submission = session.scalar(submits) or ""
    query = (
        select(Edit.unit_id, Edit.before, Edit.after)
        .join(Unit, Unit.id == Edit.unit_id)
        .where(Unit.translation_id == translation.id, Edit.id > submission, Edit.id < review.id)
        .order_by(Edit.id)
    )
    found: dict[str, Reading] = {}
    for unit_id, before, after in session.execute(query):
        found[unit_id] = Reading(found[unit_id].submitted if unit_id in found else before, after)
    return {unit_id: one for unit_id, one in found.items() if one.submitted != one.returned}
