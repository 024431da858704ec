"""Making the queue's rows: what each translation is filtered and sorted by, gathered in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from desk.domain.finding import Level
from desk.domain.provenance import Origin, fingerprint
from desk.domain.queue import CLOSED, LANES, rank, urgency
from desk.domain.workflow import State
from desk.models import (
    Article,
    Dismissal,
    Draft,
    FindingRow,
    QueueEntry,
    Review,
    Revision,
    SegmentRow,
    Story,
    Translation,
    Unit,
    UnitSegment,
)
from desk.text.counting import count_words

CHUNK = 200
"""Translations that are read at once."""


@dataclass(slots=True)
class _Measures:
    """What a translation's units add up to. `scores` are those of drafts that nobody has touched."""

    units: int = 0
    drafted: int = 0
    confirmed: int = 0
    undrafted: int = 0
    words: int = 0
    words_to_do: int = 0
    scores: list[float] = field(default_factory=list)

    @property
    def confidence(self) -> float | None:
        return sum(self.scores) / len(self.scores) if self.scores else None


class QueueEntries:
    """Keeps the queue's rows in step with what they are made of."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def refresh(self, translation_ids: Sequence[str]) -> None:
        """Makes the rows of these translations anew; six queries for each 200 of them.

        The rows are locked first: of two transactions that change what a row is made of, the second waits, and then
        sees what the first one did.
        """
        ordered = sorted(set(translation_ids))
        for start in range(0, len(ordered), CHUNK):
            self._refresh(ordered[start : start + CHUNK])

    def rebuild(self) -> Iterator[int]:
        """Makes every row anew, in chunks; yields how many each held, so that the caller may commit between."""
        last = ""
        while ids := self._after(last):
            self.refresh(ids)
            last = ids[-1]
            yield len(ids)

    def missing(self) -> list[str]:
        """Some translations without a row: those of a desk that is older than the queue's rows."""
        query = select(Translation.id).outerjoin(QueueEntry, QueueEntry.translation_id == Translation.id)
        return list(self.session.scalars(query.where(QueueEntry.translation_id.is_(None)).limit(CHUNK)))

    def _after(self, last: str) -> list[str]:
        query = select(Translation.id).where(Translation.id > last).order_by(Translation.id).limit(CHUNK)
        return list(self.session.scalars(query))

    def _refresh(self, ids: Sequence[str]) -> None:
        known = self._locked(ids)
        measures, findings = self._measures(ids), self._findings(ids)
        rows = [_row(one, measures[one.id], findings[one.id]) for one in self._translations(ids)]
        if gone := [one for one in known if one not in {row["translation_id"] for row in rows}]:
            self.session.execute(delete(QueueEntry).where(QueueEntry.translation_id.in_(gone)))
        if old := [row for row in rows if row["translation_id"] in known]:
            self.session.execute(update(QueueEntry), old)
        if new := [row for row in rows if row["translation_id"] not in known]:
            self.session.execute(insert(QueueEntry), new)

    def _locked(self, ids: Sequence[str]) -> set[str]:
        query = select(QueueEntry.translation_id).where(QueueEntry.translation_id.in_(ids))
        return set(self.session.scalars(query.order_by(QueueEntry.translation_id).with_for_update()))

    def _translations(self, ids: Sequence[str]) -> Sequence[Any]:
        newest = select(func.max(Revision.number)).where(Revision.article_id == Translation.article_id)
        query = (
            select(
                Translation.id,
                Translation.story_id,
                Translation.state,
                Translation.language,
                Translation.holder_id,
                Translation.due_at,
                Translation.created_at,
                Story.desk_id,
                Story.outlet_id,
                Story.topic,
                Story.breaking,
                Story.restricted,
                Article.language.label("source_language"),
                (Revision.number < newest.correlate(Translation).scalar_subquery()).label("behind"),
                (newest_decision() == "returned").label("sent_back"),
            )
            .join(Story, Story.id == Translation.story_id)
            .join(Article, Article.id == Translation.article_id)
            .join(Revision, Revision.id == Translation.revision_id)
            .where(Translation.id.in_(ids))
        )
        return self.session.execute(query).all()

    def _measures(self, ids: Sequence[str]) -> Mapping[str, _Measures]:
        query = (
            select(
                Unit.translation_id,
                Unit.origin,
                Unit.author_id,
                Unit.confirmed_at,
                Unit.confirmed_source,
                Unit.draft_error,
                (Unit.drafted_round >= Translation.draft_round).label("drafted"),
                Draft.score,
                Unit.id,
            )
            .join(Translation, Translation.id == Unit.translation_id)
            .outerjoin(Draft, Draft.id == Unit.draft_id)
            .where(Unit.translation_id.in_(ids), Unit.retired_at.is_(None))
        )
        sources = self._sources(ids)
        found: defaultdict[str, _Measures] = defaultdict(_Measures)
        for unit in self.session.execute(query):
            _add(found[unit.translation_id], unit, sources.get(unit.id, ""))
        return found

    def _sources(self, ids: Sequence[str]) -> dict[str, str]:
        """By unit id, the source text."""
        query = (
            select(UnitSegment.unit_id, SegmentRow.text)
            .join(SegmentRow, SegmentRow.id == UnitSegment.segment_id)
            .join(Unit, Unit.id == UnitSegment.unit_id)
            .where(Unit.translation_id.in_(ids))
            .order_by(UnitSegment.position)
        )
        texts: dict[str, str] = {}
        for unit_id, text in self.session.execute(query):
            texts[unit_id] = f"{texts[unit_id]} {text}" if unit_id in texts else text
        return texts

    def _findings(self, ids: Sequence[str]) -> Mapping[str, Counter[Level]]:
        query = (
            select(FindingRow.translation_id, FindingRow.level, func.count())
            .join(Unit, Unit.id == FindingRow.unit_id)
            .where(FindingRow.translation_id.in_(ids), Unit.retired_at.is_(None), *is_open())
            .group_by(FindingRow.translation_id, FindingRow.level)
        )
        found: defaultdict[str, Counter[Level]] = defaultdict(Counter)
        for translation_id, level, count in self.session.execute(query):
            found[translation_id][level] = count
        return found


def is_open() -> tuple[ColumnElement[bool], ...]:
    """The conditions on `FindingRow` under which it stands and asks for something: contested ones do."""
    latest = (
        select(Dismissal.verdict)
        .where(Dismissal.unit_id == FindingRow.unit_id, Dismissal.fingerprint == FindingRow.fingerprint)
        .order_by(Dismissal.id.desc())
        .limit(1)
        .correlate(FindingRow)
        .scalar_subquery()
    )
    return (
        FindingRow.fixed_at.is_(None),
        FindingRow.level != Level.INFO,
        func.coalesce(latest, "contested") == "contested",
    )


def newest_decision() -> ColumnElement[str]:
    """What the newest review of the translation said; null where there is none."""
    return (
        select(Review.decision)
        .where(Review.translation_id == Translation.id)
        .order_by(Review.id.desc())
        .limit(1)
        .correlate(Translation)
        .scalar_subquery()
    )


def _add(measures: _Measures, unit: Any, source: str) -> None:
    """Adds a unit to what its translation comes to. A confirmation holds for the source that it was given to."""
    words = count_words(source)
    confirmed = unit.confirmed_at is not None and unit.confirmed_source == fingerprint(source)
    measures.units += 1
    measures.words += words
    measures.drafted += bool(unit.drafted)
    measures.confirmed += confirmed
    measures.words_to_do += 0 if confirmed else words
    measures.undrafted += bool(unit.draft_error) and unit.author_id is None
    if unit.score is not None and unit.origin is Origin.MACHINE and not confirmed:
        measures.scores.append(unit.score)


def _row(one: Any, measures: _Measures, findings: Mapping[Level, int]) -> dict[str, Any]:
    lane = LANES[one.state]
    return {
        "translation_id": one.id,
        "story_id": one.story_id,
        "desk_id": one.desk_id,
        "state": one.state,
        "lane": lane,
        "rank": (place := rank(lane, breaking=one.breaking)),
        "urgency": urgency(one.due_at, one.created_at),
        "source_language": one.source_language,
        "language": one.language,
        "outlet_id": one.outlet_id,
        "topic": one.topic,
        "holder_id": one.holder_id,
        "due_at": one.due_at,
        "restricted": one.restricted,
        "stale": bool(one.behind) and place < CLOSED,
        "returned": one.state is State.EDITING and bool(one.sent_back),
        "units": measures.units,
        "drafted": measures.drafted,
        "confirmed": measures.confirmed,
        "undrafted": measures.undrafted,
        "words": measures.words,
        "words_to_do": measures.words_to_do,
        "blocks": findings.get(Level.BLOCK, 0),
        "warnings": findings.get(Level.WARN, 0),
        "confidence": measures.confidence,
    }
