"""The rules for all tests, shown on a small run of pytest: what is left out is told, and sockets are closed."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFTEST = ROOT / "tests" / "conftest.py"


def run(folder: Path, body: str, *arguments: str, ci: bool = False) -> subprocess.CompletedProcess[str]:
    """Runs one test file under the project's conftest in a process of its own."""
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "test_it.py").write_text(body)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "DESK_", "PYTEST"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments, str(folder)],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment
        | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
        | ({"CI": "true"} if ci else {}),
        check=False,
    )


SKIPPING = """
import pytest

def test_one(): pass

@pytest.mark.skip(reason="Chromium is not installed")
def test_two(): pass
"""

WANTING_DATA = "def test_it(test_data): assert test_data.is_dir()"


class TestLeftOut:
    def test_it_tells_what_was_left_out_and_why(self, tmp_path):
        done = run(tmp_path, SKIPPING)

        assert done.returncode == 0
        assert "left out: 1 tests" in done.stdout
        assert "1 × Chromium is not installed" in done.stdout

    def test_it_fails_in_ci_where_anything_was_in_any_process(self, tmp_path):
        done = run(tmp_path, SKIPPING, "-p", "xdist", "-n", "1", ci=True)

        assert "1 × Chromium is not installed" in done.stdout
        assert done.returncode == 1

    def test_it_says_that_nothing_was(self, tmp_path):
        done = run(tmp_path, "def test_one(): pass", ci=True)

        assert done.returncode == 0
        assert "Nothing was left out." in done.stdout


class TestTestData:
    def test_it_is_left_out_where_the_setting_is_missing(self, tmp_path):
        assert "1 × DESK_TEST_DATA does not name the folder" in run(tmp_path, WANTING_DATA).stdout

    def test_it_fails_in_ci(self, tmp_path):
        assert run(tmp_path, WANTING_DATA, ci=True).returncode == 1


class TestSockets:
    @pytest.mark.parametrize("address", [("192.0.2.1", 80), ("10.0.0.1", 443)])
    def test_it_reaches_no_other_machine(self, address):
        with socket.socket() as one, pytest.raises(RuntimeError, match="only loopback is open"):
            one.connect(address)

    def test_it_sends_nothing_to_another_machine(self):
        with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(RuntimeError, match="only loopback"):
            one.sendto(b"?", ("192.0.2.1", 53))

    def test_it_resolves_no_names_of_others(self):
        with pytest.raises(socket.gaierror, match="resolve no names"):
            socket.getaddrinfo("example.org", 80)

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
    def test_it_reaches_this_machine(self, host):
        server = socket.create_server(("127.0.0.1", 0))

        with server, socket.create_connection((host, server.getsockname()[1]), timeout=5) as one:
            assert one.getpeername()[0] == "127.0.0.1"
