import datetime as dt
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.db import Database
from desk.models import Outlet, Story, Translation
from desk.models.base import Base
from desk.services.accounts import Accounts
from tests.cli.shell import Shell

PAGES = Path(__file__).parents[1] / "intake" / "pages"
PAGE = str(PAGES / "vi-hoa-hoan-cho.html")


@pytest.fixture
def database(desk: Shell) -> Iterator[Database]:
    opened = Database(f"sqlite:///{desk.folder / 'desk.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def site() -> Iterator[str]:
    """A web server on this machine that holds the saved pages: its origin."""
    handler = partial(_Quiet, directory=str(PAGES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests say what matters."""


def rows(database: Database) -> dict[str, int]:
    """How many rows each table holds."""
    with database.session() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


class TestIntake:
    def test_it_prints_the_story_and_its_translations(self, desk: Shell, database: Database) -> None:
        done = desk.run("intake", PAGE, "--from", "vi", "--to", "en", "--to", "fr", "--as", "mai")

        with database.session() as session:
            (story,) = session.scalars(select(Story))
            translations = session.scalars(select(Translation).order_by(Translation.language)).all()
        assert done.returncode == 0
        assert done.stdout.splitlines() == [
            f"story {story.id} Cháy chợ đêm ở Huế, ba người bị thương",
            *(f"translation {one.id} vi→{one.language} drafting" for one in translations),
        ]
        assert [one.language for one in translations] == ["en", "fr"]

    def test_it_prints_a_record(self, desk: Shell) -> None:
        (record,) = desk.records("intake", PAGE, "--to", "en", "--as", "mai", "--json")

        assert list(record) == ["story", "title", "from", "translations", "removed", "notices"]
        assert (record["from"], record["notices"]) == ("vi", [])
        assert [(one["to"], one["state"]) for one in record["translations"]] == [("en", "drafting")]

    def test_it_tells_people_what_cleaning_did_and_what_is_doubtful(self, desk: Shell) -> None:
        done = desk.run("intake", PAGE, "--from", "id", "--to", "en", "--as", "mai", "--json")

        first, second = done.stderr.splitlines()
        assert first == "desk: The text looks like Vietnamese, but was taken in as Indonesian."
        assert second.startswith("desk: Cleaning changed ")

    def test_it_reads_standard_input(self, desk: Shell) -> None:
        text = "Cháy chợ đêm ở Huế\n\nLửa bùng lên lúc 20h15. Ba người bị thương."

        (record,) = desk.records("intake", "-", "--to", "en", "--as", "mai", "--json", stdin=text)

        assert record["title"] == "Cháy chợ đêm ở Huế"

    def test_it_notes_the_story_s_particulars(self, desk: Shell, database: Database) -> None:
        with database.session(write=True) as session:
            session.add(Outlet(desk_id=Accounts(session).default_desk().id, name="Báo Liên Lục"))
            session.commit()
        particulars = ("--outlet", "Báo Liên Lục", "--breaking", "--restricted", "--due", "2026-11-23T18:30+07:00")

        desk("intake", PAGE, "--to", "en", "--as", "mai", *particulars)

        with database.session() as session:
            story, translation = session.scalars(select(Story)).one(), session.scalars(select(Translation)).one()
            assert (story.breaking, story.restricted) == (True, True)
            assert story.outlet is not None
            assert story.outlet.name == "Báo Liên Lục"
            assert translation.due_at == dt.datetime(2026, 11, 23, 11, 30, tzinfo=dt.UTC)


class TestIntakeOfAnAddress:
    def test_it_fetches_from_an_origin_that_was_allowed(
        self, desk: Shell, database: Database, site: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DESK_ALLOWED_ORIGINS", site)

        (record,) = desk.records("intake", f"{site}/ar-sayl.html", "--to", "en", "--as", "mai", "--json")

        assert (record["from"], record["title"]) == ("ar", "السيول تقطع الطريق بين المدينتين")
        with database.session() as session:
            (story,) = session.scalars(select(Story))
            assert story.articles[0].url == f"{site}/ar-sayl.html"

    def test_it_fetches_nothing_from_inside_the_network_otherwise(
        self, desk: Shell, database: Database, site: str
    ) -> None:
        before = rows(database)

        done = desk.run("intake", f"{site}/ar-sayl.html", "--to", "en", "--as", "mai")

        assert (done.returncode, done.stdout) == (2, "")
        assert "127.0.0.1" in done.stderr
        assert rows(database) == before

    def test_it_names_an_address_that_holds_nothing(
        self, desk: Shell, database: Database, site: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DESK_ALLOWED_ORIGINS", site)
        before = rows(database)

        done = desk.run("intake", f"{site}/gone.html", "--to", "en", "--as", "mai")

        assert (done.returncode, done.stdout) == (2, "")
        assert "/gone.html” cannot be fetched: its server answers with status 404" in done.stderr
        assert rows(database) == before


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "stdin", "said"),
        [
            (("-",), b"", "“standard input” is empty"),
            (("-",), b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (("-",), b"<html><body><form><input></form></body></html>", "No article was found"),
            (("-",), "Để lại bình luận\n\n0 bình luận".encode(), "only page furniture"),
            (("-",), b"a " * 6_000_000, "12.0 MB"),
            (("gone.html",), b"", "gone.html cannot be read"),
            ((PAGE, "--from", "tlh"), b"", "“tlh” is not a language"),
            ((PAGE, "--to", "tlh"), b"", "“tlh” is not a language"),
            ((PAGE, "--to", "vi"), b"", "in Vietnamese already"),
            ((PAGE, "--outlet", "Báo Không Có"), b"", "There is no outlet “Báo Không Có”"),
            ((PAGE, "--due", "tomorrow"), b"", "“tomorrow” is not a time"),
            ((PAGE, "--due", "0001-01-01T00:00+14:00"), b"", "is not a time"),
            ((PAGE, "--as", "nobody"), b"", "nobody"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_what_cannot_be_taken_in_leaves_nothing_behind(
        self, desk: Shell, database: Database, words: tuple[str, ...], stdin: bytes, said: str
    ) -> None:
        before = rows(database)

        done = desk.run("intake", "--to", "en", "--as", "mai", *words, stdin=stdin)

        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert done.stderr.startswith("desk: ")
        assert done.stderr.count("\n") == 1
        assert rows(database) == before

    def test_it_needs_a_language_to_translate_into(self, desk: Shell) -> None:
        done = desk.run("intake", PAGE, "--as", "mai")

        assert done.returncode == 2
        assert "--to" in done.stderr
