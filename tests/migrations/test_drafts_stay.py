"""Widening the table of drafts keeps the drafts, and what points at them."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desk.db import Database
from tests import databases

NOW = "2026-01-01 00:00:00+00:00"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
        yield made
        made.close()
        return
    with databases.empty_postgresql() as url:
        made = Database(url)
        yield made
        made.close()


ROWS = {
    "desk": {"id": "d", "name": "News", "settings": "{}", "created_at": NOW},
    "story": {"id": "s", "desk_id": "d", "title": "t", "created_at": NOW, "restricted": False, "breaking": False},
    "article": {"id": "a", "story_id": "s", "language": "vi", "url": "", "byline": "", "created_at": NOW},
    "revision": {
        "id": "r",
        "article_id": "a",
        "number": 1,
        "created_at": NOW,
        "reason": "intake",
        "extracted": "[]",
        "notices": "[]",
    },
    "translation": {
        "id": "t",
        "story_id": "s",
        "article_id": "a",
        "revision_id": "r",
        "language": "en",
        "state": "drafted",
        "created_at": NOW,
        "changed_at": NOW,
        "draft_round": 1,
        "fields": "{}",
        "correction_note": "",
    },
    "unit": {
        "id": "u",
        "translation_id": "t",
        "position": 0,
        "paragraph": 0,
        "kind": "headline",
        "version": 1,
        "text": "x",
        "marks": "[]",
        "origin": "machine",
        "omitted_reason": "",
        "to_follow": False,
        "drafted_round": 1,
        "draft_error": "",
        "logged_text": "x",
        "pending_ms": 0,
    },
    "draft": {
        "id": "f",
        "unit_id": "u",
        "revision_id": "r",
        "round": 1,
        "kind": "terms",
        "engine": "quiet",
        "model": "quiet",
        "model_version": "1",
        "notice": "",
        "source_fingerprint": "0",
        "text": "x",
        "terms": json.dumps([]),
        "created_at": NOW,
    },
}


class TestUpgrade:
    def test_it_keeps_every_draft_and_guards_it_as_before(self, database: Database) -> None:
        database.upgrade("0007")
        with database.engine.begin() as connection:
            for table, row in ROWS.items():
                names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
            connection.execute(text("UPDATE unit SET draft_id = 'f'"))

        database.upgrade()

        with database.engine.begin() as connection:
            kept = connection.execute(text("SELECT id, text, memory_id FROM draft")).all()
            assert [tuple(row) for row in kept] == [("f", "x", None)]
            assert connection.execute(text("SELECT draft_id FROM unit")).scalar() == "f"
        with pytest.raises(IntegrityError, match="append-only"), database.engine.begin() as connection:
            connection.execute(text("UPDATE draft SET text = 'y'"))
        with pytest.raises(IntegrityError), database.engine.begin() as connection:
            connection.execute(text("UPDATE unit SET draft_id = 'nowhere'"))
