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
from sqlalchemy import create_engine, make_url, text

from desk.db import Database


def wanted() -> str:
    return os.environ.get("DESK_TEST_DATABASE", "sqlite")


@contextmanager
def empty_postgresql(template: str = "") -> Iterator[str]:
    """The URL of a new database, dropped in the end. `template` names a database that it begins as a copy of."""
    server = os.environ.get("DESK_TEST_POSTGRESQL_URL")
    if not server:
        reason = "DESK_TEST_POSTGRESQL_URL does not name a PostgreSQL server"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    name = f"desk_test_{uuid.uuid4().hex[:16]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    copied = f' TEMPLATE "{template}"' if template else ""
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"{copied}'))
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


@contextmanager
def copy_of(original: Database, folder: Path) -> Iterator[Database]:
    """A database of its own that begins as the original, for a test that commits."""
    original.close()  # a copy must not miss what is still in a write-ahead log, nor a template have visitors
    if original.url.get_backend_name() == "sqlite":
        path = folder / "desk.sqlite3"
        shutil.copy(str(original.url.database), path)
        database = Database(f"sqlite:///{path}")
        yield database
        database.close()
        return
    with empty_postgresql(template=str(original.url.database)) as url:
        database = Database(url)
        yield database
        database.close()
