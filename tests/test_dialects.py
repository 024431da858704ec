"""What SQLite needs beside SQLAlchemy: writers of one process take turns."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from desk.db import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    with found.session(write=True) as session:
        session.execute(text("CREATE TABLE note (number INTEGER PRIMARY KEY)"))
        session.commit()
    yield found
    found.close()


class TestTurns:
    def test_whoever_waits_does_not_even_ask_sqlite(self, database: Database) -> None:
        begun: list[int] = []
        event.listen(database.engine, "begin", lambda _: begun.append(threading.get_ident()))
        second = threading.Thread(target=self.write, args=(database, 2))
        with database.session(write=True) as first:
            first.execute(text("INSERT INTO note VALUES (1)"))
            second.start()
            second.join(0.2)
            assert begun == [threading.get_ident()]
            first.commit()

        second.join(10)

        assert begun == [threading.get_ident(), second.ident]
        assert self.numbers(database) == [1, 2]

    @pytest.mark.parametrize("ends", ["commit", "rollback", "close"])
    def test_however_a_transaction_ends_the_next_one_has_its_turn(self, database: Database, ends: str) -> None:
        session = database.session(write=True)
        session.execute(text("INSERT INTO note VALUES (1)"))
        getattr(session, ends)()

        self.write(database, 2)

        assert self.numbers(database) == ([1, 2] if ends == "commit" else [2])
        session.close()

    def test_one_that_fails_gives_its_turn_back(self, database: Database) -> None:
        self.write(database, 1)
        with pytest.raises(IntegrityError):
            self.write(database, 1)

        self.write(database, 2)

        assert self.numbers(database) == [1, 2]

    def test_another_process_is_waited_for_in_sqlite(
        self, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = sqlite3.connect(tmp_path / "desk.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=10"))
        database.engine.dispose()

        with pytest.raises(OperationalError, match="locked"):
            self.write(database, 1)
        other.execute("COMMIT")
        self.write(database, 2)

        assert self.numbers(database) == [2]
        other.close()

    def test_many_writers_lose_nothing(self, database: Database) -> None:
        writers = [threading.Thread(target=self.write, args=(database, number)) for number in range(40)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(30)

        assert self.numbers(database) == list(range(40))

    def test_readers_wait_for_nobody(self, database: Database) -> None:
        with database.session(write=True) as writing:
            writing.execute(text("INSERT INTO note VALUES (1)"))

            assert self.numbers(database) == []

    def write(self, database: Database, number: int) -> None:
        with database.session(write=True) as session:
            session.execute(text("INSERT INTO note VALUES (:number)"), {"number": number})
            session.commit()

    def numbers(self, database: Database) -> list[int]:
        with database.session() as session:
            return list(session.scalars(text("SELECT number FROM note ORDER BY number")))
