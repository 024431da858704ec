import json
import os
from pathlib import Path

import pytest

from desk.domain.errors import NotFound
from desk.engines.installed import Package, data_folder, find, installed, packages_folder, remove


class TestPackagesFolder:
    @pytest.fixture(autouse=True)
    def home(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SNAP"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HOME", str(tmp_path))
        return tmp_path

    def test_it_is_argostranslate_s_default(self, home: Path) -> None:
        assert packages_folder() == home / ".local" / "share" / "argos-translate" / "packages"

    def test_it_honours_the_environment(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(home / "elsewhere"))

        assert packages_folder() == home / "elsewhere"

    def test_it_honours_the_settings_of_the_desktop(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))

        assert packages_folder() == home / "data" / "argos-translate" / "packages"

    def test_it_honours_argostranslate_s_settings_file(self, home: Path) -> None:
        settings = home / ".config" / "argos-translate" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": "/srv/packages"}))

        assert packages_folder() == Path("/srv/packages")

    @pytest.mark.parametrize("content", ["{", "[]", '{"ARGOS_PACKAGES_DIR": 3}'])
    def test_it_passes_over_a_broken_settings_file(self, home: Path, content: str) -> None:
        settings = home / ".config" / "argos-translate" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(content)

        assert packages_folder() == data_folder() / "packages"

    def test_it_agrees_with_argostranslate(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Asked in a process of its own, because argostranslate reads its settings when it is imported."""
        import subprocess
        import sys

        script = "from argostranslate import settings; print(settings.package_data_dir); print(settings.data_dir)"
        printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

        assert printed.split() == [str(packages_folder()), str(data_folder())]


class TestInstalled:
    def test_it_is_empty_where_there_is_no_folder(self, folder: Path) -> None:
        assert installed(folder) == []

    def test_it_lists_a_package(self, tiny_package: Package, folder: Path) -> None:
        [package] = installed(folder)

        assert (package.name, package.source, package.target, package.version) == ("translate-vi_en", "vi", "en", "1.0")
        assert package.folder == folder / "translate-vi_en-1_0"
        assert package.size > 2_000_000
        assert not package.starter
        assert package.broken is None

    def test_it_passes_over_files_and_folders_of_its_own(self, tiny_package: Package, folder: Path) -> None:
        (folder / "note.txt").write_text("x")
        (folder / ".desk-install-half").mkdir()

        assert installed(folder) == [tiny_package]

    def test_it_says_what_is_broken(self, tiny_package: Package, folder: Path) -> None:
        (folder / "empty").mkdir()
        (folder / "odd").mkdir()
        (folder / "odd" / "metadata.json").write_text("[" * 100_000)
        (tiny_package.folder / "model" / "model.bin").unlink()

        listed = {package.folder.name: package for package in installed(folder)}

        assert listed["empty"].broken == "metadata.json is missing."
        assert "cannot be read" in str(listed["odd"].broken)
        assert listed["translate-vi_en-1_0"].broken == "model/model.bin is missing."
        assert listed["translate-vi_en-1_0"].name == "translate-vi_en"

    def test_it_lists_a_package_that_it_may_not_read(self, tiny_package: Package, folder: Path) -> None:
        metadata = tiny_package.folder / "metadata.json"
        metadata.unlink()
        metadata.symlink_to(metadata)  # reading fails for everybody, even for root

        assert installed(folder)[0].broken

    def test_it_lists_a_package_that_somebody_else_installed(self, tiny_package: Package, folder: Path) -> None:
        (tiny_package.folder / "desk.json").unlink()

        [package] = installed(folder)

        assert package.broken is None
        assert package.sha256 == ""

    @pytest.mark.parametrize("note", [b"{", b"[]", b"\xff", b'{"files": 3}'])
    def test_it_bears_a_broken_note(self, tiny_package: Package, folder: Path, note: bytes) -> None:
        (tiny_package.folder / "desk.json").write_bytes(note)

        assert installed(folder)[0].broken is None


class TestFind:
    @pytest.mark.parametrize("name", ["translate-vi_en", "translate-vi_en-1_0"])
    def test_it_knows_name_and_folder(self, tiny_package: Package, folder: Path, name: str) -> None:
        assert find(name, folder) == tiny_package

    def test_it_says_what_there_is(self, tiny_package: Package, folder: Path) -> None:
        with pytest.raises(NotFound, match="there are: translate-vi_en"):
            find("translate-en_fr", folder)


class TestRemove:
    def test_it_removes_a_package(self, tiny_package: Package, folder: Path) -> None:
        remove("translate-vi_en", folder)

        assert os.listdir(folder) == []

    def test_it_removes_a_broken_one(self, folder: Path) -> None:
        (folder / "broken").mkdir(parents=True)

        remove("broken", folder)

        assert os.listdir(folder) == []

    def test_it_refuses_a_name_that_leads_elsewhere(self, tiny_package: Package, folder: Path) -> None:
        with pytest.raises(NotFound):
            remove("../packages", folder)

        assert installed(folder) == [tiny_package]
