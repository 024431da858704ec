"""The migrations build the tables that the models describe, on both databases, and can be taken back."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

from desk import dialects
from desk.db import Database, alembic_config
from desk.models import APPEND_ONLY

STEPS = [script.revision for script in reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions()))]


def postgresql_url() -> Iterator[str]:
    server = os.environ.get("DESK_TEST_POSTGRESQL_URL")
    if not server:
        if os.environ.get("CI"):
            pytest.fail("DESK_TEST_POSTGRESQL_URL does not name a PostgreSQL server")
        pytest.skip("DESK_TEST_POSTGRESQL_URL does not name a PostgreSQL server")
    name = f"desk_migrations_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    urls = iter([f"sqlite:///{tmp_path / 'desk.sqlite3'}"]) if request.param == "sqlite" else postgresql_url()
    database = Database(next(urls))
    yield database
    database.close()
    next(urls, None)


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
