"""Letting a file into the memory in the background, and bringing the memory into its index."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from desk.domain.workflow import Role
from desk.jobs import memory
from desk.jobs.worker import Worker
from desk.memory.index import Passage
from desk.models import Job, JobState, MemoryEntry, MemoryImport
from desk.services.accounts import Accounts
from desk.services.actor import Actor, system
from desk.services.jobs import Jobs
from desk.services.memory import Memory
from desk.services.memory_import import MemoryImporting, Summary, summary_of
from desk.wiring import Wiring
from tests import factories
from tests.memory.test_tmx import UNIT, file


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "CHUNK", 10)


@pytest.fixture
def editor(wiring: Wiring) -> Actor:
    with wiring.database.session(write=True) as session:
        made = factories.person(session, Accounts(session).default_desk(), "lan", Role.EDITOR)
        session.commit()
    return made


def send(wiring: Wiring, editor: Actor, data: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "sent"
    path.write_bytes(data)
    with wiring.database.session(write=True) as session:
        row = MemoryImporting(session, editor).begin("old.tmx")
        Jobs(session).enqueue("memory_import", row.id, {"import": row.id, "path": str(path)}, by=editor.person)
        session.commit()
    return path


def units(count: int, begin: int = 0) -> list[str]:
    return [UNIT.format(source=f"Source {number}", target="Cible") for number in range(begin, begin + count)]


def entries(wiring: Wiring) -> int:
    with wiring.database.session() as session:
        return session.scalar(select(func.count()).select_from(MemoryEntry)) or 0


def job(wiring: Wiring) -> Job:
    with wiring.database.session() as session:
        return session.scalars(select(Job).where(Job.kind.startswith("memory"))).one()


def summary(wiring: Wiring) -> Summary:
    with wiring.database.session() as session:
        return summary_of(session.scalars(select(MemoryImport)).one())


class TestImport:
    def test_it_lets_a_file_in_and_takes_it_away(self, wiring: Wiring, editor: Actor, tmp_path: Path) -> None:
        path = send(wiring, editor, file(*units(25), *units(2)), tmp_path)

        Worker(wiring).run_until_idle()

        assert job(wiring).state is JobState.DONE
        assert summary(wiring) == Summary(27, 25, 2, finished=True)
        assert entries(wiring) == 25
        assert not path.exists()

    def test_it_goes_on_where_it_was_killed(
        self, wiring: Wiring, editor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        send(wiring, editor, file(*units(35)), tmp_path)
        worker = Worker(wiring)
        monkeypatch.setattr(memory, "_noted", lambda *arguments: lambda entered: worker.stop.set() or die())
        worker.run_once()
        assert entries(wiring) == 10
        monkeypatch.undo()

        run_again(wiring)

        assert entries(wiring) == 35
        assert summary(wiring) == Summary(35, 35, 0, finished=True)

    def test_what_came_before_a_fault_stays_and_the_job_says_where_it_is(
        self, wiring: Wiring, editor: Actor, tmp_path: Path
    ) -> None:
        path = send(wiring, editor, file(*units(15), "<tu>"), tmp_path)

        Worker(wiring).run_until_idle()

        assert job(wiring).state is JobState.FAILED
        assert job(wiring).error.startswith("old.tmx, line 20: this is not XML")
        assert entries(wiring) == 15
        assert not summary(wiring).finished
        assert not path.exists()

    def test_a_file_that_is_gone_is_said_to_be(self, wiring: Wiring, editor: Actor, tmp_path: Path) -> None:
        send(wiring, editor, file(*units(1)), tmp_path).unlink()

        Worker(wiring).run_until_idle()

        assert job(wiring).error == "old.tmx is here no longer; send it again."

    def test_somebody_who_is_no_editor_any_more_lets_nothing_in(
        self, wiring: Wiring, editor: Actor, tmp_path: Path
    ) -> None:
        send(wiring, editor, file(*units(1)), tmp_path)
        with wiring.database.session(write=True) as session:
            session.execute(text("UPDATE membership SET role = 'translator'"))
            session.commit()

        Worker(wiring).run_until_idle()

        assert job(wiring).state is JobState.FAILED
        assert entries(wiring) == 0


def die() -> None:
    raise RuntimeError("killed")


def run_again(wiring: Wiring) -> None:
    with wiring.database.session(write=True) as session:
        session.execute(text("UPDATE job SET run_at = created_at"))
        session.commit()
    Worker(wiring).run_until_idle()


class TestIndex:
    def test_it_brings_in_what_is_not_there(self, wiring: Wiring) -> None:
        with wiring.database.session(write=True) as session:
            home = factories.house(session)
            for _ in range(3):
                factories.approved(home)
            session.execute(text("DELETE FROM memory_search"))
            if session.get_bind().dialect.name == "sqlite":
                session.execute(text("INSERT INTO memory_fts (memory_fts) VALUES ('rebuild')"))
            session.execute(text("DELETE FROM job"))
            Jobs(session).enqueue("memory_index", "memory_index", {})
            session.commit()

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            assert session.scalar(text("SELECT COUNT(*) FROM memory_search")) == 12
            found = Memory(session, system(home.desk.id)).similar(Passage("Bốn người bị thương."), "vi", "en")
        assert [one.source for one in found] == ["Ba người bị thương."]
        assert job(wiring).outcome == {"entries": 12}
