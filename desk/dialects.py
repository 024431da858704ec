"""What differs between SQLite and PostgreSQL; the memory's index by words does too, in `desk.services.memory_index`."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

WRITE = "desk_write"
"""Execution option of a connection that is going to write: on SQLite its transaction begins immediate."""

PATIENCE = 15
"""Seconds that a transaction waits for another that writes."""

TURN = "desk_turn"
"""Whether a connection has its turn to write."""


def prepare(engine: Engine) -> None:
    """Sets what every connection of the engine needs."""
    if engine.dialect.name == "sqlite":
        turns = _Turns()
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", turns.begin)
        event.listen(engine, "checkin", turns.end)


def _sqlite_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - tells mypy what the dialect promises
    connection.isolation_level = None  # the driver must not begin by itself: `_sqlite_begin` does
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an acknowledged edit survives a power cut
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else INSERT OR REPLACE walks past the append-only triggers
        f"busy_timeout={1000 * PATIENCE}",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


class _Turns:
    """Lets the threads of this process write one after the other, in the order in which they came.

    SQLite knows no queue: it looks for its write lock again after ever longer sleeps, so that of many who wait some
    wait for seconds while others pass them by. Other processes are met there all the same.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def begin(self, connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITE, False)
        if writes and not connection.info.get(TURN):
            connection.info[TURN] = self._lock.acquire(timeout=PATIENCE)  # who gets none asks SQLite, which says why
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

    def end(self, _connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        """Called when a connection is given back, which every transaction does in its end."""
        if record.info.pop(TURN, False):
            self._lock.release()


def keep_statistics(engine: Engine) -> None:
    """Lets SQLite look at what its indexes hold, so that it chooses among them well; PostgreSQL does so by itself.

    It looks at no more than some hundred rows of each, which takes a fraction of a second.
    """
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit=400")
            connection.exec_driver_sql("ANALYZE")


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction in which tables can be made anew, committed at the end.

    SQLite has no other way to change a constraint, and would take the rows that point at such a table for orphans
    meanwhile. So it looks at foreign keys at the end instead. Raises `IntegrityError` where one points nowhere then.
    """
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                    raise sqlite3.IntegrityError(f"rows that point nowhere: {broken[:10]}")
        finally:
            if sqlite:
                _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, value: str) -> None:
    """Past SQLAlchemy, which would begin a transaction, in which SQLite does not listen."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells mypy what the dialect promises
    driver.execute(f"PRAGMA foreign_keys={value}")


def append_only(dialect: str, table: str) -> Iterator[str]:
    """The statements that make a table append-only in the database itself."""
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    yield (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def drop_append_only(dialect: str, table: str) -> Iterator[str]:
    """The statements that take `append_only` back."""
    names = ("update", "delete") if dialect == "sqlite" else ("change", "truncate")
    for name in names:
        yield f"DROP TRIGGER {table}_no_{name}" + ("" if dialect == "sqlite" else f" ON {table}")


def list_triggers(connection: Connection) -> set[str]:
    """The names of all triggers of the database."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        rows = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    return {row[0] for row in rows}
