"""Argos packages, for commands and pages: what is installed, and installing, verifying and removing it."""

from pathlib import Path

from desk.engines.install import install, install_file
from desk.engines.installed import Package, changed, find, installed, packages_folder, remove
from desk.engines.loaded import probe

__all__ = ["Package", "find", "install", "install_file", "installed", "packages_folder", "remove", "verify"]


def verify(name: str, folder: Path) -> list[str]:
    """What is wrong with an installed package, a sentence each: parts missing or changed, a model that does not load.

    Raises `NotFound`.
    """
    package = find(name, folder)
    if package.broken:
        return [package.broken]
    failure = probe(package)
    return [*changed(package), *([failure] if failure else [])]
