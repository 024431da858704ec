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


@pytest.fixture
def down(desk: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    """A desk with Argos without packages, Apertium without modes, and a LibreTranslate that is away."""
    monkeypatch.setenv("DESK_ENGINE", "argos")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("DESK_APERTIUM_MODES", str(tmp_path / "modes"))
    monkeypatch.setenv("DESK_LIBRETRANSLATE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("DESK_ALLOWED_ORIGINS", "http://127.0.0.1:9")
    monkeypatch.setenv("DESK_LIBRETRANSLATE_KEY", "s3cret")
    return desk


class TestList:
    def test_it_says_how_each_is(self, down: Shell) -> None:
        done = down.run("engines", "list")

        assert done.returncode == 1
        assert done.stdout.splitlines()[2].startswith("libretranslate  down")
        assert "Connection refused" in done.stdout
        assert "s3cret" not in done.stdout + down("settings")

    def test_it_prints_records(self, desk: Shell) -> None:
        (record,) = desk.records("engines", "list", "--json")

        assert (record["engine"], record["state"], record["reason"]) == ("quiet", "up", "")
        assert ["vi", "en"] in record["pairs"]


class TestRoute:
    def test_it_shows_and_changes_who_drafts(self, down: Shell) -> None:
        change = ("--first", "libretranslate", "--fallback", "argos", "--shadow", "apertium", "--when-down", "wait")

        (made,) = down.records("engines", "route", "es", "en", *change, "--as", "an", "--json")

        assert (made["chosen"], made["model"]) == (True, None)
        assert made["route"] == {
            "first": "libretranslate",
            "fallbacks": ["argos"],
            "shadows": ["apertium"],
            "when_down": "wait",
        }
        assert "Connection refused" in made["reason"]
        assert "es→en" in down("engines", "route")

        (again,) = down.records("engines", "route", "es", "en", "--usual", "--as", "an", "--json")
        assert (again["chosen"], again["route"]["first"]) == (False, "argos")

    @pytest.mark.parametrize(
        ("words", "status", "said"),
        [
            (("es",), 2, "Say two languages"),
            (("es", "xx"), 2, "“xx” is not a language"),
            (("es", "en", "--first", "argos"), 2, "needs a pair of languages, and --as USER"),
            (("--usual", "--as", "an"), 2, "needs a pair of languages"),
            (("es", "en", "--fallback", "argos"), 2, "Say with --first"),
            (("es", "en", "--first", "oracle", "--as", "an"), 2, "“oracle” is not set up here"),
            (("es", "en", "--first", "argos", "--as", "mai"), 1, "administrator"),
            (("es", "en", "--usual", "--as", "an"), 2, "has chosen no engines"),
        ],
    )
    def test_it_says_what_is_wrong(self, down: Shell, words: tuple[str, ...], status: int, said: str) -> None:
        done = down.run("engines", "route", *words)

        assert (done.returncode, done.stdout) == (status, "")
        assert said in done.stderr
