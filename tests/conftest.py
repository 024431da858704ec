"""What holds for every test: real data, closed sockets, and a word at the end on whatever was left out."""

import ipaddress
import os
import shutil
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from desk.db import Database
from tests import databases

LOCAL_NAMES = {"", "localhost", "0.0.0.0", "::", None}
MEMORY = Path("/dev/shm")  # where a file is safe at once, so that no commit of a test waits for a disk
ROOM = 2 * 1024**3

settings.register_profile("desk", deadline=None)  # no test is timed: other work may share the machine
settings.load_profile("desk")


def pytest_configure(config: pytest.Config) -> None:
    """Tests' folders lie in memory where there is room; `--basetemp` and pytest's own variable still go first."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real data (`DESK_TEST_DATA`). Skips where it is not set, but never in CI."""
    folder = os.environ.get("DESK_TEST_DATA")
    if folder and Path(folder).is_dir():
        return Path(folder)
    reason = "DESK_TEST_DATA does not name the folder of test data"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with all tables and no rows, for tests whose work is rolled back."""
    with databases.built(tmp_path_factory.mktemp("database")) as made:
        yield made


@pytest.fixture(scope="session")
def reused_database(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.Reused]:
    with databases.reused(database, tmp_path_factory.mktemp("reused")) as made:
        yield made


@pytest.fixture
def own_database(reused_database: databases.Reused) -> Iterator[Database]:
    """A database of the test's own, for tests that commit: it has all tables and no rows when the test begins."""
    database = reused_database.renew()
    yield database
    database.close()


def _is_loopback(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_number(host: Any) -> bool:
    try:
        ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return True


def _keep_inside(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuses connections to anywhere but this machine; names of other machines resolve to nothing, as if offline.

    The refusal is no `OSError`, so that code which handles a failing network does not hide it.
    """
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            raise RuntimeError(f"A test tried to reach {address[0]}, and only loopback is open to tests.")
    elif event == "socket.getaddrinfo" and not (_is_loopback(arguments[0]) or _is_number(arguments[0])):
        raise socket.gaierror(socket.EAI_NONAME, f"Tests resolve no names, and one asked for {arguments[0]}")


sys.addaudithook(_keep_inside)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr
    return str(told[2] if isinstance(told, tuple) else told).removeprefix("Skipped: ")


def _left_out(config: pytest.Config) -> Counter[str]:
    """How many tests were left out, by reason."""
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    return Counter(_reason(report) for report in reporter.stats.get("skipped", [])) if reporter else Counter()


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Iterator[None]:
    """In CI nothing may be left out: then the run has failed, however green the rest."""
    if os.environ.get("CI") and exitstatus == pytest.ExitCode.OK and _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    left_out = _left_out(config)
    if not left_out:
        terminalreporter.write_line("Nothing was left out.")
        return
    failed = " In CI that is a failure." if os.environ.get("CI") else ""
    terminalreporter.section(f"left out: {left_out.total()} tests")
    terminalreporter.write_line(f"These did not run; .ci/run runs them all.{failed}")
    for reason, count in left_out.most_common():
        terminalreporter.write_line(f"  {count} × {reason}")
