"""Hits as people see them: the story, and the sentences that fit in both languages, with what was looked for marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from desk.domain.segment import Span
from desk.models import (
    Article,
    DocumentKind,
    Publication,
    QueueEntry,
    SearchDocument,
    SegmentRow,
    Story,
    Unit,
    UnitSegment,
)
from desk.services.actor import Actor
from desk.services.search.documents import published_texts
from desk.services.search.words import Phrase, holds, marks

MOST_SENTENCES = 3
"""Sentences that a hit shows."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the places of what was looked for."""

    text: str
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that fits, in both languages: either side may be empty. `published` where only readers have it so."""

    unit_id: str
    source: Marked
    target: Marked
    published: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that fits: its translations, and of the one that fits best the sentences that do."""

    story: Story
    title: Marked
    article: Article
    outlet: str
    entries: Sequence[QueueEntry]
    entry: QueueEntry
    sentences: Sequence[Sentence]


class Hits:
    """Reads what hits show, in five queries. The stories are those that the actor was found to see."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def of(self, found: Mapping[str, Sequence[Any]], phrases: Sequence[Phrase]) -> list[Hit]:
        """The hits of stories, each with the (translation, document) rows by which it was found, in their order."""
        if not found:
            return []
        documents = self._documents(found)
        chosen = {story: _best(rows, documents) for story, rows in found.items()}
        entries = self._entries(list(found))
        units = self._units([translation for translation, _ in chosen.values()])
        versions = self._versions([one for one, kind in chosen.values() if kind is DocumentKind.PUBLISHED])
        stories = self._stories(list(found))
        return [
            _hit(stories[story], entries[story], translation, units.get(translation, []), versions, phrases)
            for story, (translation, _) in chosen.items()
        ]

    def _documents(self, found: Mapping[str, Sequence[Any]]) -> Mapping[int, DocumentKind]:
        ids = {row.document for rows in found.values() for row in rows if row.document is not None}
        if not ids:
            return {}
        query = select(SearchDocument.id, SearchDocument.kind).where(SearchDocument.id.in_(ids))
        return {row[0]: row[1] for row in self.session.execute(query)}

    def _stories(self, ids: Sequence[str]) -> dict[str, Story]:
        query = select(Story).where(Story.id.in_(ids)).options(joinedload(Story.outlet), joinedload(Story.articles))
        return {one.id: one for one in self.session.scalars(query).unique()}

    def _entries(self, ids: Sequence[str]) -> dict[str, list[QueueEntry]]:
        """Of each story the translations by language: who sees a story sees them all."""
        query = select(QueueEntry).where(QueueEntry.desk_id == self.actor.desk_id, QueueEntry.story_id.in_(ids))
        found: dict[str, list[QueueEntry]] = {}
        for entry in self.session.scalars(query.order_by(QueueEntry.language)):
            found.setdefault(entry.story_id, []).append(entry)
        return found

    def _units(self, translations: Sequence[str]) -> dict[str, list[tuple[str, str, str]]]:
        """Of each translation the units in order, as (id, source, target)."""
        query = (
            select(Unit.translation_id, Unit.id, SegmentRow.text, Unit.text)
            .outerjoin(UnitSegment, UnitSegment.unit_id == Unit.id)
            .outerjoin(SegmentRow, SegmentRow.id == UnitSegment.segment_id)
            .where(Unit.translation_id.in_(translations), Unit.retired_at.is_(None))
            .order_by(Unit.position, UnitSegment.position)
        )
        found: dict[str, list[tuple[str, str, str]]] = {}
        for translation, unit, source, target in self.session.execute(query):
            rows = found.setdefault(translation, [])
            if rows and rows[-1][0] == unit:
                rows[-1] = (unit, f"{rows[-1][1]} {source or ''}", target)
            else:
                rows.append((unit, source or "", target))
        return found

    def _versions(self, translations: Sequence[str]) -> dict[str, list[str]]:
        """Of each translation the texts of its newest publication."""
        if not translations:
            return {}
        newest = select(func.max(Publication.id)).where(Publication.translation_id.in_(translations))
        query = select(Publication.translation_id, Publication.document).where(
            Publication.id.in_(newest.group_by(Publication.translation_id))
        )
        return {row[0]: published_texts(row[1]) for row in self.session.execute(query)}


def _best(rows: Sequence[Any], documents: Mapping[int, DocumentKind]) -> tuple[str, DocumentKind | None]:
    """The translation that a hit shows, and by which text it was found: its own before the source's."""
    order = (DocumentKind.TARGET, DocumentKind.PUBLISHED, DocumentKind.SOURCE, None)
    ranked = [(order.index(documents.get(row.document)), row.translation_id) for row in rows]
    place, translation = min(ranked)
    return translation, order[place]


def _hit(
    story: Story,
    entries: Sequence[QueueEntry],
    translation: str,
    units: Sequence[tuple[str, str, str]],
    versions: Mapping[str, Sequence[str]],
    phrases: Sequence[Phrase],
) -> Hit:
    entry = next(one for one in entries if one.translation_id == translation)
    sentences = _sentences(units, phrases) or _of_version(versions.get(translation, ()), phrases)
    return Hit(
        story=story,
        title=Marked(story.title, marks(story.title, phrases)),
        article=story.articles[0],
        outlet=story.outlet.name if story.outlet else "",
        entries=entries,
        entry=entry,
        sentences=sentences,
    )


def _sentences(units: Sequence[tuple[str, str, str]], phrases: Sequence[Phrase]) -> list[Sentence]:
    """The sentences that hold most of what was looked for, in the text's order."""
    scored = [(max(holds(source, phrases), holds(target, phrases)), at) for at, (_, source, target) in enumerate(units)]
    best = sorted(sorted(scored, key=lambda one: (-one[0], one[1]))[:MOST_SENTENCES], key=lambda one: one[1])
    return [
        Sentence(unit, Marked(source, marks(source, phrases)), Marked(target, marks(target, phrases)))
        for score, at in best
        if score
        for unit, source, target in (units[at],)
    ]


def _of_version(texts: Sequence[str], phrases: Sequence[Phrase]) -> list[Sentence]:
    """The same of a version that readers have, where the text as it stands holds nothing any more."""
    found = [text for text in texts if holds(text, phrases)][:MOST_SENTENCES]
    return [Sentence("", Marked("", []), Marked(text, marks(text, phrases)), published=True) for text in found]
