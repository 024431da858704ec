"""Installing packages in the background."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desk.db import Database
from desk.engines.quiet import QuietEngine
from desk.jobs.run import GaveWay, Interrupted, Run
from desk.jobs.tasks import noted
from desk.jobs.worker import Worker
from desk.models import Job, JobState
from desk.services.jobs import Jobs
from desk.settings import Settings
from desk.wiring import Wiring
from tests.jobs.desk import take_in


@pytest.fixture
def wiring(own_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    url = own_database.url.render_as_string(hide_password=False)
    wiring = Wiring(Settings(data_dir=tmp_path, database_url=url), QuietEngine())
    vars(wiring)["database"] = own_database
    return wiring


def ask(wiring: Wiring, source: str) -> None:
    with wiring.database.session(write=True) as session:
        Jobs(session).enqueue("package", "package:1", {"source": source})
        session.commit()


def job(wiring: Wiring) -> Job:
    with wiring.database.session() as session:
        return session.scalars(select(Job)).one()


class TestInstallPackage:
    def test_it_installs_what_comes_with_the_desk(self, wiring: Wiring, tmp_path: Path) -> None:
        ask(wiring, "starter vi en")

        Worker(wiring).run_until_idle()

        assert job(wiring).state is JobState.DONE
        assert (tmp_path / "packages" / "translate-vi_en-1_0" / "metadata.json").is_file()

    def test_a_package_that_is_none_ends_the_job_with_its_reason(self, wiring: Wiring, tmp_path: Path) -> None:
        (tmp_path / "bad.argosmodel").write_bytes(b"<html>Not found</html>")
        ask(wiring, str(tmp_path / "bad.argosmodel"))

        Worker(wiring).run_until_idle()

        assert job(wiring).state is JobState.FAILED
        assert "bad.argosmodel is not an Argos package" in job(wiring).error

    def test_it_notes_how_far_a_download_is(self, wiring: Wiring) -> None:
        ask(wiring, "vi en")
        with wiring.database.session(write=True) as session:
            claimed = Jobs(session).claim("worker", 30)
            session.commit()
        assert claimed is not None

        note = noted(Run(wiring, claimed, "worker", lambda: True))
        note(3 * 2**20, 80 * 2**20)
        note(4 * 2**20, 80 * 2**20)  # within the same second: not worth a transaction

        assert (job(wiring).done, job(wiring).total) == (3 * 1024, 80 * 1024)

    def test_a_worker_that_is_to_stop_breaks_the_download_off(self, wiring: Wiring) -> None:
        ask(wiring, "vi en")

        with pytest.raises(Interrupted):
            noted(Run(wiring, job(wiring), "worker", lambda: False))(1, 2)

    def test_it_gives_way_to_breaking_news_alone(self, wiring: Wiring) -> None:
        ask(wiring, "vi en")
        claimed = job(wiring)

        take_in(wiring, 1)
        noted(Run(wiring, claimed, "worker", lambda: True))(1, 2)
        take_in(wiring, 1, target="fr", breaking=True)

        with pytest.raises(GaveWay):
            noted(Run(wiring, claimed, "worker", lambda: True))(1, 2)
