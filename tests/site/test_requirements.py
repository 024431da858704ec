"""The pins: complete, in agreement, and under licences that the desk may ship with."""

import importlib.metadata
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==([^\s;]+)")
COPYLEFT = re.compile(r"(?<!L)\bA?GPL|Affero|(?<!Lesser )General Public License", re.IGNORECASE)


def pins(name: str) -> dict[str, str]:
    lines = [line for line in (ROOT / "requirements" / name).read_text().splitlines() if line and line[0] != "#"]
    found = [PIN.fullmatch(line) for line in lines]
    assert all(found), f"{name} holds a line that pins no version"
    return {match[1]: match[2] for match in found if match}


def asked_for() -> dict[str, list[str]]:
    """The names in pyproject.toml: what the desk runs on, and what only its developers need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    optional = chain.from_iterable(project["project"]["optional-dependencies"].values())
    groups = chain.from_iterable(project["dependency-groups"].values())
    return {"run": named([*project["project"]["dependencies"], *optional]), "dev": named([*groups])}


def named(requirements: list[str]) -> list[str]:
    return [re.split(r"[\[<>=!~; ]", each)[0].lower().replace("_", "-") for each in requirements]


def licence(package: str) -> str:
    """What a package's own metadata say of its licence."""
    metadata = importlib.metadata.metadata(package)
    stated = metadata.get("License-Expression") or "; ".join(
        each for each in metadata.get_all("Classifier", []) if each.startswith("License ::")
    )
    return stated or str(metadata.get("License") or "")


def binds_the_whole(stated: str) -> bool:
    """Whether every licence that a package may be taken under is a GPL or AGPL."""
    return all(COPYLEFT.search(choice) for choice in stated.split(" OR "))


class TestPins:
    def test_it_pins_all_that_the_desk_asks_for(self):
        assert set(asked_for()["run"]) - set(pins("run.txt")) == set()

    def test_it_pins_all_that_developers_ask_for(self):
        assert set(asked_for()["dev"]) - set(pins("dev.txt")) == set()

    @pytest.mark.parametrize("name", ["run.txt", "build.txt"])
    def test_it_has_one_version_of_a_package(self, name):
        others = pins("dev.txt")

        assert {package for package, version in pins(name).items() if others.get(package, version) != version} == set()

    def test_it_develops_with_all_that_it_runs_on(self):
        assert set(pins("run.txt")) - set(pins("dev.txt")) == set()

    def test_it_builds_with_the_builder_that_it_pins(self):
        asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]

        assert asked == [f"hatchling=={pins('build.txt')['hatchling']}"]

    def test_it_is_installed_as_pinned(self):
        wanted = pins("dev.txt")

        assert {package: importlib.metadata.version(package) for package in wanted} == wanted


class TestLicences:
    def test_it_ships_with_nothing_that_binds_the_whole(self):
        assert {package: licence(package) for package in pins("run.txt") if binds_the_whole(licence(package))} == {}

    @pytest.mark.parametrize(
        "stated", ["AGPL-3.0-or-later", "GPLv3", "OSI Approved :: GNU Affero General Public License"]
    )
    def test_it_would_see_one(self, stated):
        assert binds_the_whole(stated)

    @pytest.mark.parametrize("stated", ["LGPL-3.0-only", "GNU Lesser General Public License v3", "GPL-2.0 OR MIT", ""])
    def test_it_lets_pass_what_binds_only_itself(self, stated):
        assert not binds_the_whole(stated)
