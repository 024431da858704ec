"""The wheel holds all that the desk needs, and finds it where it is installed."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desk.resources import FOLDERS, resource

ROOT = Path(__file__).parents[1]

FIND = """
import desk
from desk.resources import FOLDERS, resource

print(desk.__file__)
for name in FOLDERS:
    print(resource(name))
"""


def run(*arguments: str, folder: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        arguments, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def content(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's package alone; what it imports comes from the environment."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile")
    run(*pip, "--target", str(folder), str(wheel))
    return folder


def committed(folder: str) -> set[str]:
    return set(run("git", "ls-files", folder).split("\n")) - {""}


class TestResource:
    @pytest.mark.parametrize("name", FOLDERS)
    def test_it_lies_at_the_top_of_a_checkout(self, name):
        assert resource(name) == ROOT / name

    def test_it_refuses_a_folder_that_would_be_missing_in_an_installation(self):
        with pytest.raises(ValueError, match="“docs” does not travel"):
            resource("docs")


class TestWheel:
    @pytest.mark.parametrize("folder", FOLDERS)
    def test_it_holds_every_file_of_a_folder(self, content, folder):
        files = committed(folder)

        assert files
        assert {f"desk/_data/{file}" for file in files} <= content

    def test_it_holds_every_file_of_the_package(self, content):
        assert committed("desk") <= content

    @pytest.mark.parametrize("suffix", [".css", ".js", ".argosmodel"])
    def test_it_holds_static_files_and_the_starter_package(self, content, suffix):
        assert any(name.startswith("desk/") and name.endswith(suffix) for name in content)

    def test_it_holds_no_compiled_files(self, content):
        assert not [name for name in content if name.endswith(".pyc")]

    def test_it_holds_the_licence(self, content):
        assert any(name.endswith("licenses/LICENSE") for name in content)

    def test_it_finds_its_folders_where_it_is_installed(self, installed):
        package, *folders = run(sys.executable, "-c", FIND, folder=installed).splitlines()

        assert Path(package).is_relative_to(installed)
        assert [Path(folder) for folder in folders] == [installed / "desk" / "_data" / name for name in FOLDERS]
        assert all(any(Path(folder).iterdir()) for folder in folders)
