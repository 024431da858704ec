"""The migrations build the tables that the models describe, on both databases, and can be taken back."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from desk import dialects
from desk.db import Database, alembic_config
from desk.models import APPEND_ONLY
from tests import databases

STEPS = [script.revision for script in reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions()))]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    sqlite = nullcontext(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    with sqlite if request.param == "sqlite" else databases.empty_postgresql() as url:
        made = Database(url)
        yield made
        made.close()


def run(database: Database, step: str, *arguments: str) -> None:
    config = alembic_config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, step)(config, *arguments)


def guarded(database: Database) -> set[str]:
    """The append-only tables that have all their triggers."""
    with database.engine.connect() as connection:
        found = dialects.list_triggers(connection)
    verbs = ("update", "delete") if database.engine.dialect.name == "sqlite" else ("change", "truncate")
    return {table for table in APPEND_ONLY if all(f"{table}_no_{verb}" in found for verb in verbs)}


class TestMigrations:
    def test_it_builds_what_the_models_describe(self, database: Database) -> None:
        run(database, "upgrade", "head")

        run(database, "check")

    def test_it_goes_one_step_down_and_up_again(self, database: Database) -> None:
        run(database, "upgrade", "head")

        run(database, "downgrade", "-1")
        run(database, "upgrade", "head")

        run(database, "check")

    def test_it_leaves_nothing_behind_at_the_bottom(self, database: Database) -> None:
        run(database, "upgrade", "head")

        run(database, "downgrade", "base")

        with database.engine.connect() as connection:
            assert dialects.list_triggers(connection) == set()

    def test_it_guards_each_append_only_table_from_the_step_that_makes_it(self, database: Database) -> None:
        seen: set[str] = set()

        for step in STEPS:
            run(database, "upgrade", step)
            now = guarded(database)
            assert seen <= now
            seen = now

        assert seen == set(APPEND_ONLY)
