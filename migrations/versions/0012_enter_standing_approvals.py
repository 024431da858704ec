"""Enter standing approvals: what was approved before there was a memory is remembered as if there had been one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from desk.domain.ids import new_id
from desk.memory.keys import context_key, source_key

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Row = Mapping[str, Any]

STANDING = """
SELECT t.id AS translation_id, t.revision_id, t.language AS target_language, article.language AS source_language,
    story.desk_id, review.id AS review_id, review.at AS created_at
FROM translation t
JOIN story ON story.id = t.story_id
JOIN article ON article.id = t.article_id
JOIN review ON review.id = (SELECT MAX(id) FROM review WHERE translation_id = t.id AND decision = 'approved')
WHERE t.state IN ('approved', 'published')
    AND NOT EXISTS (SELECT 1 FROM memory_entry WHERE memory_entry.translation_id = t.id)
ORDER BY review.id
"""
UNITS = """
SELECT unit.id, unit.text, segment.position
FROM unit
JOIN unit_segment ON unit_segment.unit_id = unit.id
JOIN segment ON segment.id = unit_segment.segment_id
WHERE unit.translation_id = :translation_id AND segment.revision_id = :revision_id
    AND unit.retired_at IS NULL AND unit.origin <> 'omitted' AND NOT unit.to_follow
ORDER BY unit.position, unit_segment.position
"""
SEGMENTS = "SELECT position, text FROM segment WHERE revision_id = :revision_id"
COLUMNS = (
    "id",
    "desk_id",
    "source_language",
    "target_language",
    "source_key",
    "context_key",
    "source",
    "target",
    "translation_id",
    "unit_id",
    "revision_id",
    "review_id",
    "created_at",
)


def upgrade() -> None:
    """Passes over translations that the memory knows, so that a second time enters nothing."""
    connection = op.get_bind()
    entry = sa.table("memory_entry", *map(sa.column, COLUMNS))
    for standing in map(dict, connection.execute(sa.text(STANDING)).mappings().all()):
        if entries := list(_entries(connection, standing)):
            connection.execute(sa.insert(entry), entries)


def downgrade() -> None:
    """Leaves the entries: they are as true as those that approvals enter, and nothing tells them apart."""


def _entries(connection: sa.Connection, standing: Row) -> Iterator[dict[str, Any]]:
    texts = {row.position: row.text for row in connection.execute(sa.text(SEGMENTS), dict(standing))}
    places: dict[str, list[int]] = defaultdict(list)
    targets = {}
    for row in connection.execute(sa.text(UNITS), dict(standing)):
        places[row.id].append(row.position)
        targets[row.id] = row.text
    for unit_id, positions in places.items():
        if targets[unit_id].strip():
            yield _entry(standing, unit_id, targets[unit_id], positions, texts)


def _entry(
    standing: Row, unit_id: str, target: str, positions: Sequence[int], texts: Mapping[int, str]
) -> dict[str, Any]:
    """An entry whose id has the time of its approval: of two that say the same of a source, the newer is believed."""
    source = " ".join(texts[position] for position in positions)
    before, after = texts.get(positions[0] - 1, ""), texts.get(positions[-1] + 1, "")
    return {
        **standing,
        "id": standing["review_id"][:10] + new_id()[10:],
        "source_key": source_key(source),
        "context_key": context_key(before, after),
        "source": source,
        "target": target,
        "unit_id": unit_id,
    }
