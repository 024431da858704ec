"""The desk's translation memory: what was approved, asked and entered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, insert, update
from sqlalchemy.orm import Session

from desk.domain.ids import new_id
from desk.domain.provenance import Origin
from desk.memory.index import Candidate, Match, Passage
from desk.memory.keys import context_key, source_key
from desk.models import MemoryEntry, Review, Translation, Unit
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.memory_access import entries, keyed
from desk.services.memory_indexing import index
from desk.services.memory_similar import similar
from desk.services.passages import passages_of


class Memory:
    """The memory as an actor may use it. It is a `MemoryIndex`."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def exact(self, passages: Sequence[Passage], source: str, target: str) -> list[Match | None]:
        """See `MemoryIndex.exact`; one query, whatever the number of passages."""
        keys = [source_key(passage.text) for passage in passages]
        contexts = [context_key(passage.before, passage.after) for passage in passages]
        best: dict[tuple[str, str], MemoryEntry] = {}
        anywhere: dict[str, MemoryEntry] = {}
        for entry in self.session.scalars(self._with_keys(set(keys), source, target)):
            best[entry.source_key, entry.context_key] = entry
            anywhere[entry.source_key] = entry
        return [
            _match(best.get((key, context)), in_context=True) or _match(anywhere.get(key), in_context=False)
            for key, context in zip(keys, contexts, strict=True)
        ]

    def similar(
        self, passage: Passage, source: str, target: str, limit: int = 5, floor: float = 0.6
    ) -> list[Candidate]:
        """See `MemoryIndex.similar`; four queries, whatever is found."""
        return similar(self.session, self.actor, passage, (source, target), limit, floor)

    def _with_keys(self, keys: set[str], source: str, target: str) -> Select[Any]:
        """The usable entries of some keys, the newest last."""
        return entries(self.actor).where(keyed(keys, source, target)).order_by(MemoryEntry.id)

    def remember(self, translation: Translation, units: Sequence[Unit], review: Review) -> int:
        """Enters what was just approved, in place of what an earlier approval of the translation entered; how many."""
        former = (MemoryEntry.translation_id == translation.id, MemoryEntry.voided_at.is_(None))
        self.session.execute(update(MemoryEntry).where(*former).values(voided_at=utc_now()))
        passages = passages_of(self.session, units)
        rows = [_row(translation, unit, review, passages[unit.id]) for unit in units if _memorable(unit)]
        if rows:
            self.session.execute(insert(MemoryEntry), rows)
        index(self.session, rows)
        return len(rows)


def _match(entry: MemoryEntry | None, *, in_context: bool) -> Match | None:
    return Match(entry.id, entry.target, in_context) if entry else None


def _memorable(unit: Unit) -> bool:
    """Whether a unit is a translation of something, whole."""
    return bool(unit.sources and unit.text.strip()) and unit.origin is not Origin.OMITTED and not unit.to_follow


def _row(translation: Translation, unit: Unit, review: Review, passage: Passage) -> dict[str, Any]:
    return {
        "id": new_id(),
        "desk_id": translation.story.desk_id,
        "source_language": translation.article.language,
        "target_language": translation.language,
        "source_key": source_key(passage.text),
        "context_key": context_key(passage.before, passage.after),
        "source": passage.text,
        "target": unit.text,
        "translation_id": translation.id,
        "unit_id": unit.id,
        "revision_id": translation.revision_id,
        "review_id": review.id,
        "person_id": review.editor_id,
        "created_at": utc_now(),
    }
