"""Letting a file's segments into the memory: by the word of an editor or an administrator, each segment once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.domain.ids import new_id
from desk.domain.phrase import phrase
from desk.memory.keys import folded, source_key
from desk.memory.tmx import TmxSegment
from desk.models import MemoryEntry, MemoryImport
from desk.models.base import utc_now
from desk.services.actor import Actor, system
from desk.services.memory_access import entries, keyed
from desk.services.memory_entries import KEEPERS
from desk.services.memory_indexing import index
from desk.text.normal import one_line

ASKED_AT_ONCE = 400
"""Sources of a chunk that are looked up in one query."""
LONGEST_NAME = 255

Known = tuple[str, str, str, str]
"""By what a segment is known: its languages, its source's key and its target."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a file: segments read, those that entered, those that were known, and what was left out.

    `left_out` counts by `desk.memory.tmx_reading.LeftOut`, `unknown` the languages that the desk does not know, and
    `tags` the marks that were taken out of texts, by name. It is `finished` where the file was read to its end.
    """

    read: int = 0
    entered: int = 0
    known: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    finished: bool = False


def summary_of(row: MemoryImport) -> Summary:
    return Summary(**row.summary)


class MemoryImporting:
    """Imports of an actor. What the desk's memory has already, source and target, does not enter again."""

    def __init__(self, session: Session, actor: Actor) -> None:
        actor.require(*KEEPERS)
        self.session = session
        self.actor = actor

    def begin(self, file: str) -> MemoryImport:
        """Notes who lets in which file. Raises `Invalid` for a file without a name."""
        name = one_line(file)[:LONGEST_NAME]
        if not name:
            raise Invalid(phrase("A file has a name, by which people will know where its segments come from."))
        row = MemoryImport(desk_id=self.actor.desk_id, file=name, person_id=self.actor.person, summary={})
        self.session.add(row)
        self.session.flush()
        return row

    def enter(self, file: MemoryImport, segments: Sequence[TmxSegment]) -> int:
        """Lets in those of these segments that are not known; how many."""
        known = self._known(segments)
        rows: list[dict[str, Any]] = []
        for one in segments:
            if (key := _key(one)) not in known:
                known.add(key)
                rows.append(_row(one, file, key[2]))
        if rows:
            self.session.execute(insert(MemoryEntry), rows)
            index(self.session, rows)
        return len(rows)

    def _known(self, segments: Sequence[TmxSegment]) -> set[Known]:
        """What everybody at the desk is told already; what a restricted story says is no reason to leave one out."""
        keys = sorted({source_key(one.source) for one in segments})
        columns = (MemoryEntry.source_language, MemoryEntry.target_language, MemoryEntry.source_key, MemoryEntry.target)
        pairs = {(one.source_language, one.target_language) for one in segments}
        found: set[Known] = set()
        for source, target in pairs:
            query = entries(system(self.actor.desk_id), *columns)
            for start in range(0, len(keys), ASKED_AT_ONCE):
                some = query.where(keyed(keys[start : start + ASKED_AT_ONCE], source, target))
                found.update((row[0], row[1], row[2], folded(row[3])) for row in self.session.execute(some))
        return found

    def imports(self, limit: int = 20) -> Sequence[MemoryImport]:
        """The newest imports of the desk."""
        query = select(MemoryImport).where(MemoryImport.desk_id == self.actor.desk_id)
        return self.session.scalars(query.order_by(MemoryImport.id.desc()).limit(limit)).all()


def _key(one: TmxSegment) -> Known:
    return one.source_language, one.target_language, source_key(one.source), folded(one.target)


def _row(one: TmxSegment, file: MemoryImport, key: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "desk_id": file.desk_id,
        "source_language": one.source_language,
        "target_language": one.target_language,
        "source_key": key,
        "context_key": one.context,
        "source": one.source,
        "target": one.target,
        "import_id": file.id,
        "person_id": file.person_id,
        "attributes": dict(one.attributes),
        "created_at": utc_now(),
    }
