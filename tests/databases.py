"""Databases for tests, built by the migrations: SQLite files, or databases of the PostgreSQL that the tests are given.

`DESK_TEST_DATABASE=postgresql` runs the tests on the server that `DESK_TEST_POSTGRESQL_URL` names.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from desk.db import Database


def wanted() -> str:
    return os.environ.get("DESK_TEST_DATABASE", "sqlite")


@contextmanager
def empty_postgresql() -> Iterator[str]:
    """The URL of a new database, dropped in the end."""
    server = os.environ.get("DESK_TEST_POSTGRESQL_URL")
    if not server:
        reason = "DESK_TEST_POSTGRESQL_URL does not name a PostgreSQL server"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    name = f"desk_test_{uuid.uuid4().hex[:16]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


@contextmanager
def built(folder: Path) -> Iterator[Database]:
    """A database of the wanted kind with all tables, and nothing in them."""
    if wanted() == "sqlite":
        database = Database(f"sqlite:///{folder / 'built.sqlite3'}")
        database.upgrade()
        yield database
        database.close()
        return
    with empty_postgresql() as url:
        database = Database(url)
        database.upgrade()
        yield database
        database.close()


class Reused:
    """A database that begins each test as a copy of another. One engine serves all tests of a process: SQLAlchemy
    compiles a statement once per engine, and with a new one for each test that is a fifth of the time they take."""

    def __init__(self, original: Database, database: Database) -> None:
        self.original = original
        self.database = database

    def renew(self) -> Database:
        """The database as the original is. What earlier tests left open in it, they keep to themselves."""
        self.original.close()  # a copy must not miss what is still in a write-ahead log, nor a template have visitors
        self.database.close()
        if self.database.url.get_backend_name() == "sqlite":
            path = str(self.database.url.database)
            for ending in ("", "-wal", "-shm"):
                Path(path + ending).unlink(missing_ok=True)
            shutil.copy(str(self.original.url.database), path)
        else:
            _renew_postgresql(self.database.url, str(self.original.url.database))
        return self.database


def _renew_postgresql(url: URL, template: str) -> None:
    admin = create_engine(os.environ["DESK_TEST_POSTGRESQL_URL"], isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{url.database}" TEMPLATE "{template}"'))
    admin.dispose()


@contextmanager
def reused(original: Database, folder: Path) -> Iterator[Reused]:
    """A database of the original's kind that can be made like it again and again."""
    if original.url.get_backend_name() == "sqlite":
        database = Database(f"sqlite:///{folder / 'desk.sqlite3'}")
        yield Reused(original, database)
        database.close()
        return
    with empty_postgresql() as url:
        database = Database(url)
        yield Reused(original, database)
        database.close()
