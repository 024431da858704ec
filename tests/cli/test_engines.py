"""`desk translate` with the engines that are set up; `desk engines`."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path / "nowhere", monkeypatch)


class TestTranslate:
    def test_it_takes_the_engine_that_is_named(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DESK_ENGINE", "argos")

        (record,) = shell.records(
            "translate", "--from", "vi", "--to", "en", "--engine", "quiet", "-", stdin="Xin chào."
        )

        assert record["target"] == "[en] Xin chào."

    def test_it_says_what_is_not_set_up(self, shell: Shell) -> None:
        done = shell.run(
            "translate", "--from", "vi", "--to", "en", "--engine", "libretranslate", "-", stdin="Xin chào."
        )

        assert done.returncode == 2
        assert "“libretranslate” is not set up here" in done.stderr
