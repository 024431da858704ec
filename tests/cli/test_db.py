"""`desk db`: what is derived is made where it is missing, and made anew where somebody changed things by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.shell import Shell


def write(desk: Shell, statement: str) -> None:
    with closing(sqlite3.connect(desk.folder / "desk.sqlite3")) as connection:
        connection.execute(statement)
        connection.commit()


def listed(desk: Shell) -> int:
    return len(desk.records("story", "list", "--json"))


class TestUpgrade:
    def test_it_gives_the_queue_what_is_older_than_its_rows(self, desk: Shell, tmp_path: Path) -> None:
        desk("intake", "-", "--from", "vi", "--to", "en", "--to", "fr", stdin="Mưa lớn\n\nHà Nội mưa lớn.")
        write(desk, "DELETE FROM queue_entry")
        assert listed(desk) == 0

        assert "2 more rows" in desk("db", "upgrade")

        assert listed(desk) == 2
        assert "more rows" not in desk("db", "upgrade")


class TestReindex:
    def test_it_makes_the_queue_anew(self, desk: Shell, tmp_path: Path) -> None:
        desk("intake", "-", "--from", "vi", "--to", "en", stdin="Mưa lớn\n\nHà Nội mưa lớn.")
        write(desk, "UPDATE queue_entry SET rank = 3")
        assert listed(desk) == 0

        assert "1 rows of the queue, 1 stories" in desk("db", "reindex")

        assert listed(desk) == 1
