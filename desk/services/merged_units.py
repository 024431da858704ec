"""Segments that somebody translates as one: a unit takes in the one behind it, and is split into both again.

The source's segments stay what they are, for every language: what changes is which of them a unit stands for. The unit
that was taken in is retired, with its text and its history, and comes back when the other is split.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind
from desk.domain.errors import Conflict, Invalid
from desk.domain.ids import new_id
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.provenance import Origin, fingerprint
from desk.domain.segment import WHOLE_BLOCKS
from desk.models import Comment, Draft, SegmentRow, Translation, Unit, UnitSegment
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.beginnings import begun_with
from desk.services.drafting import FROM_MEMORY
from desk.services.editing import Editing
from desk.services.units import source_fingerprint, source_text
from desk.text.parting import best_place, source_share

BEGINNINGS = (DraftKind.TERMS, DraftKind.ARTICLE, DraftKind.MEMORY, DraftKind.JOINED)
"""The kinds of drafts with which a unit begins again once it stands for the same segments again."""

SEVERAL = "several"
"""The engine of a draft that several made."""


class MergedUnits:
    """Merges and splits units, by the rules of every other edit."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.editing = Editing(session, actor)

    def merge(self, unit_id: str) -> Unit:
        """Lets a unit take in the one behind it: their sources and their texts are one from now on, unconfirmed.

        Raises `Invalid` for a headline or another block that is one segment; `Conflict` where there is none behind it
        in its paragraph, or where one of them waits for its draft, was left out or was added.
        """
        unit = self.editing.may_write(unit_id)
        other = self._behind(unit)
        for one in (unit, other):
            self.editing.log(one)
        text, draft = _joined(unit.translation, unit.text, other.text), self._joined_draft(unit, other)
        self._take_in(unit, other)
        self._begin(unit, draft)
        self._write(unit, text, f"merged with segment {_number(unit) + 1}")
        return unit

    def split(self, unit_id: str, place: int | None = None) -> Unit:
        """Splits a unit that stands for several segments in two, each with its source and its part of the text.

        `place` is where the text of the second begins, in code points; without it, the last segment gets what a
        sentence's end and its length suggest. Returns the second unit; both are unconfirmed. Raises `Conflict` for a
        unit of one segment, `Invalid` for a place outside the text.
        """
        unit = self.editing.may_write(unit_id)
        segments = [link.segment for link in unit.sources]
        if len(segments) < 2:
            raise Conflict(
                phrase(
                    "Segment {number} has one sentence of the source: there is nothing to split.", number=_number(unit)
                )
            )
        if place is not None and not 0 <= place <= len(unit.text):
            raise Invalid(
                phrase(
                    "The text has {length} characters: it cannot be split at {place}.",
                    length=len(unit.text),
                    place=place,
                )
            )
        self.editing.log(unit)
        count = _count_before(segments, unit.text, place)
        if place is None:
            share = source_share([segment.text for segment in segments], count)
            place = best_place(unit.text, share, unit.translation.language)
        texts = unit.text[:place].strip(), unit.text[place:].strip()
        other = self._let_out(unit, segments[count:])
        for one, text in zip((unit, other), texts, strict=True):
            self._begin(one, self._own_draft(one))
            self._write(one, text, f"split from segment {_number(unit)}")
        return other

    def _behind(self, unit: Unit) -> Unit:
        """The unit that can be taken in, locked."""
        if unit.kind in WHOLE_BLOCKS:
            raise Invalid(phrase("A headline, subheading or caption is one segment: it is merged with nothing."))
        query = select(Unit).where(
            Unit.translation_id == unit.translation_id, Unit.position == unit.position + 1, Unit.retired_at.is_(None)
        )
        other = self.session.scalars(query.with_for_update(of=Unit)).one_or_none()
        if other is None or (other.paragraph, other.kind) != (unit.paragraph, unit.kind):
            raise Conflict(phrase("Segment {number} is the last one of its paragraph.", number=_number(unit)))
        for one in (unit, other):
            _may_be_merged(one)
        return other

    def _take_in(self, unit: Unit, other: Unit) -> None:
        """Maps the other's segments to the unit as well, and retires the other; its comments are the unit's now."""
        for link in other.sources:
            unit.sources.append(UnitSegment(segment=link.segment, position=len(unit.sources)))
        other.retired_at = utc_now()
        self.session.flush()
        self._move_those_behind(unit, -1)
        self.session.execute(update(Comment).where(Comment.unit_id == other.id).values(unit_id=unit.id))

    def _let_out(self, unit: Unit, segments: Sequence[SegmentRow]) -> Unit:
        """A unit of these segments alone behind the one that had them: the one that was taken in, or a new one."""
        for link in list(unit.sources):
            if link.segment in segments:
                unit.sources.remove(link)
        self.session.flush()
        self._move_those_behind(unit, 1)
        other = self._taken_in(unit, segments) or Unit(
            id=new_id(), translation_id=unit.translation_id, kind=unit.kind, marks=[], paragraph=unit.paragraph
        )
        self.session.add(other)
        other.position, other.retired_at, other.drafted_round = unit.position + 1, None, unit.drafted_round
        other.paragraph, other.version = unit.paragraph, (other.version or 0) + 1
        if not other.sources:
            other.sources = [UnitSegment(segment=segment, position=n) for n, segment in enumerate(segments)]
        self.session.flush()
        return other

    def _taken_in(self, unit: Unit, segments: Sequence[SegmentRow]) -> Unit | None:
        """The newest unit that was retired with exactly these segments."""
        wanted = [segment.id for segment in segments]
        query = (
            select(Unit)
            .join(UnitSegment)
            .where(Unit.translation_id == unit.translation_id, Unit.retired_at.is_not(None))
            .where(UnitSegment.segment_id == wanted[0])
            .order_by(Unit.retired_at.desc())
        )
        retired = self.session.scalars(query.with_for_update(of=Unit))
        return next((one for one in retired if [link.segment_id for link in one.sources] == wanted), None)

    def _move_those_behind(self, unit: Unit, by: int) -> None:
        here = (Unit.translation_id == unit.translation_id, Unit.retired_at.is_(None))
        behind = update(Unit).where(*here, Unit.position > unit.position)
        self.session.execute(behind.values(position=Unit.position + by))

    def _joined_draft(self, unit: Unit, other: Unit) -> Draft | None:
        """What both texts began with, as one draft; None where neither began with any."""
        begun = begun_with(self.session, [unit, other])
        drafts = [one.draft for one in (unit, other) if one.draft is not None]
        if not drafts:
            return None
        first, makers = drafts[0], {(one.engine, one.model, one.model_version) for one in drafts}
        engine, model, version = makers.pop() if len(makers) == 1 else (SEVERAL, "", "")
        scores = [one.score for one in drafts if one.score is not None]
        return Draft(
            id=new_id(),
            unit_id=unit.id,
            revision_id=unit.translation.revision_id,
            round=self._free_round(unit),
            kind=DraftKind.JOINED,
            engine=FROM_MEMORY.engine if any(one.from_memory for one in drafts) else engine,
            model=model,
            model_version=version,
            notice=first.notice,
            source_fingerprint=fingerprint(f"{source_text(unit)} {source_text(other)}"),
            text=_joined(unit.translation, *(begun.get(one.id, "") for one in (unit, other))),
            score=sum(scores) / len(scores) if scores else None,
            terms=_joined_terms(unit, other, len(begun.get(unit.id, ""))),
        )

    def _free_round(self, unit: Unit) -> int:
        """A round in which the unit has no joined draft: it may be merged, split and merged again."""
        joined = (Draft.unit_id == unit.id, Draft.kind == DraftKind.JOINED)
        return (self.session.scalar(select(func.max(Draft.round)).where(*joined)) or 0) + 1

    def _own_draft(self, unit: Unit) -> Draft | None:
        """The newest draft of the very source that the unit stands for now."""
        query = select(Draft).where(
            Draft.unit_id == unit.id,
            Draft.kind.in_(BEGINNINGS),
            Draft.source_fingerprint == source_fingerprint(unit),
        )
        return self.session.scalars(query.order_by(Draft.id.desc()).limit(1)).first()

    def _begin(self, unit: Unit, draft: Draft | None) -> None:
        if draft is not None:
            self.session.add(draft)
        unit.draft_id, unit.draft = (draft.id, draft) if draft else (None, None)
        self.session.flush()

    def _write(self, unit: Unit, text: str, reason: str) -> None:
        """Saves what the desk put together; even where it is the same, it is another segment's text now."""
        unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
        unit.version += 1
        self.editing.save(unit.id, text, unit.version, end_of_burst=True, reason=reason)


def _may_be_merged(unit: Unit) -> None:
    if not unit.sources:
        raise Conflict(phrase("Segment {number} was added: take it out instead.", number=_number(unit)))
    if unit.origin is Origin.OMITTED:
        raise Conflict(phrase("Segment {number} was left out: take it in again before.", number=_number(unit)))
    if unit.drafted_round < unit.translation.draft_round:
        raise Conflict(phrase("Segment {number} still waits for its draft.", number=_number(unit)))


def _count_before(segments: Sequence[SegmentRow], text: str, place: int | None) -> int:
    """How many segments stay with the first part: all but the last, or those that best fit the place."""
    counts = range(1, len(segments))
    if place is None or not text:
        return counts[-1]
    sources = [segment.text for segment in segments]
    return min(counts, key=lambda count: abs(source_share(sources, count) - place / len(text)))


def _joined(translation: Translation, *texts: str) -> str:
    return ("" if translation.language in WITHOUT_SPACES else " ").join(text for text in texts if text)


def _joined_terms(unit: Unit, other: Unit, length: int) -> list[dict[str, Any]]:
    """How the terms of both drafts fared, with places in the joined ones. `length`: that of the first one's text."""
    space = 0 if unit.translation.language in WITHOUT_SPACES else 1
    further, target = len(source_text(unit)) + 1, length + space if length else 0
    return [*_terms(unit), *(_moved(term, further, target) for term in _terms(other))]


def _terms(unit: Unit) -> Sequence[dict[str, Any]]:
    return list(unit.draft.terms) if unit.draft else []


def _moved(term: dict[str, Any], in_source: int, in_target: int) -> dict[str, Any]:
    by = {"source_span": in_source, "target_span": in_target, "written": in_target}
    return term | {side: [place + far for place in term[side]] for side, far in by.items() if term.get(side)}


def _number(unit: Unit) -> int:
    return unit.position + 1
