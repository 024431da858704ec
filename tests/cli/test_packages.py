"""`desk packages`, on real packages."""

import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.shell import Shell


@pytest.fixture(scope="module")
def tiny() -> ModuleType:
    """The module that builds tiny packages."""
    from tests.engines import tiny_package

    return tiny_package


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """argostranslate's folders, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return tmp_path / "packages"


def test_it_installs_lists_verifies_and_removes(desk: Shell, tiny: ModuleType, tmp_path: Path) -> None:
    file = tiny.build(tmp_path / "a.argosmodel")

    assert desk("packages", "install", str(file)) == "translate-vi_en 1.0 is installed and drafts vi→en.\n"

    [record] = desk.records("packages", "list", "--json")
    assert (record["name"], record["standing"], record["broken"]) == ("translate-vi_en", "serves", None)
    assert record["alignment"]["n"] > 20
    assert "translate-vi_en-1_0" in desk("packages", "list")
    assert "% of" in desk("packages", "list")
    assert desk("packages", "verify") == "translate-vi_en-1_0: It is whole and loads.\n"
    desk("packages", "remove", "translate-vi_en")
    assert desk.records("packages", "list", "--json") == []


def test_it_says_of_every_package_what_is_wrong(desk: Shell, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
    desk("packages", "install", str(tiny.build(tmp_path / "a.argosmodel")))
    (folder / "translate-vi_en-1_0" / "model" / "config.json").unlink()
    (folder / "other").mkdir()

    done = desk.run("packages", "verify")

    assert done.returncode == 1
    assert "translate-vi_en-1_0: model/config.json is missing." in done.stdout
    assert "other: metadata.json is missing." in done.stdout


def test_what_a_package_says_moves_no_terminal(desk: Shell, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
    files = tiny.files_of(tiny.build(tmp_path / "a.argosmodel"))
    files["metadata.json"] = json.dumps({"from_code": "\x1b[2J\x07", "to_code": "en"}).encode()
    bad = tiny.pack(tmp_path / "bad.argosmodel", files, "translate-vi_en-1_0", 0)
    (folder / "broken").mkdir(parents=True)
    (folder / "broken" / "metadata.json").write_bytes(files["metadata.json"])

    said = desk.run("packages", "install", str(bad)).stderr + desk.run("packages", "list").stdout

    assert said.count("[2J") == 2
    assert not {"\x1b", "\x07"} & set(said)


def test_it_asks_which_of_two_versions_is_meant(desk: Shell, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
    for version in ("1.0", "1.1"):
        desk("packages", "install", str(tiny.build(tmp_path / "a.argosmodel", version=version)))

    done = desk.run("packages", "remove", "translate-vi_en")

    assert done.returncode != 0
    assert "say which: translate-vi_en-1_0 and translate-vi_en-1_1" in done.stderr
    assert [record["standing"] for record in desk.records("packages", "list", "--json")] == ["older", "tried"]


def test_it_offers_and_installs_what_comes_with_the_desk(desk: Shell) -> None:
    assert "starter vi en" in desk("packages", "list", "--starters")

    said = desk("packages", "install", "starter", "vi", "en")

    assert "is installed and drafts vi→en" in said
    assert "for trying the desk" in said.lower()


def test_it_lists_the_index(desk: Shell, tmp_path: Path) -> None:
    entry = {"package_version": "1.9", "from_code": "ru", "to_code": "en", "links": ["https://example.org/a"]}
    kept = tmp_path / "share" / "argos-translate" / "index.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps([entry]))

    [record] = desk.records("packages", "list", "--index", "--json")

    assert (record["name"], record["version"]) == ("translate-ru_en", "1.9")


def test_it_lists_one_thing_at_a_time(desk: Shell) -> None:
    assert desk.run("packages", "list", "--index", "--starters").returncode == 2
