"""A translation as it stands beside what it was: its drafts, or how it read when an editor last decided on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.target_fields import TargetField
from desk.models import Review, Translation, Unit
from desk.services.beginnings import begun_with
from desk.services.reviewed_texts import fields_at, texts_at
from desk.services.reviews import last_review


class Base(StrEnum):
    """What a text is compared with."""

    DRAFT = "draft"
    LAST_REVIEW = "last_review"


@dataclass(frozen=True, slots=True)
class LastReview:
    """How a translation read at the last review. `texts` by unit id: a unit that is not among them came since.

    `gone` counts the units that a newer revision, or somebody who had added them, took away since. `moved` says that
    the translation follows another revision of its article now.
    """

    review: Review
    texts: Mapping[str, str]
    fields: Mapping[TargetField, str]
    gone: int
    moved: bool


def since_review(session: Session, translation: Translation, units: Sequence[Unit]) -> LastReview | None:
    """How units of a translation read at its last review, None where nobody has reviewed it; five queries, or seven."""
    review = last_review(session, translation)
    if review is None:
        return None
    return LastReview(
        review=review,
        texts=texts_at(session, units, review),
        fields=fields_at(session, translation, review),
        gone=_gone(session, translation, review),
        moved=review.revision_id != translation.revision_id,
    )


def _gone(session: Session, translation: Translation, review: Review) -> int:
    then = (Unit.translation_id == translation.id, Unit.id < review.id, Unit.retired_at > review.at)
    return session.scalar(select(func.count()).where(*then)) or 0


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """A unit beside what it was. `before` is None for one that was not there, or that no machine drafted."""

    unit: Unit
    before: str | None

    @property
    def changed(self) -> bool:
        return self.unit.text != (self.before or "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All units and fields beside what they were. `review` is None where they are compared with drafts."""

    base: Base
    review: Review | None
    units: Sequence[ComparedUnit]
    fields: Mapping[TargetField, str]
    gone: int = 0


def compared(session: Session, translation: Translation, units: Sequence[Unit], base: Base) -> Comparison:
    """A translation with its base. Raises `NotFound` for the last review of what nobody has reviewed."""
    if base is Base.DRAFT:
        begun = begun_with(session, units)
        return Comparison(base, None, [ComparedUnit(unit, begun.get(unit.id)) for unit in units], {})
    since = since_review(session, translation, units)
    if since is None:
        raise NotFound(phrase("No editor has decided on this translation before."))
    beside = [ComparedUnit(unit, since.texts.get(unit.id)) for unit in units]
    return Comparison(base, since.review, beside, since.fields, since.gone)
