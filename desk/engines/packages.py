"""Argos packages, for commands and pages: what is installed, and installing, verifying and removing it."""

from pathlib import Path

from desk.engines.examination import Examine, examine
from desk.engines.install import install, install_file
from desk.engines.installed import Package, changed, find, installed, packages_folder, remove
from desk.engines.note import amend_note, now, stamps
from desk.engines.standing import Standing, standing

__all__ = [
    "Package",
    "Standing",
    "find",
    "install",
    "install_file",
    "installed",
    "packages_folder",
    "remove",
    "standing",
    "verify",
]


def verify(name: str, folder: Path, examine: Examine = examine) -> list[str]:
    """What is wrong with an installed package, a sentence each: parts missing or changed, a model that does not load.

    One with which nothing is wrong serves again, if it stood back. Raises `NotFound`, and `Conflict` where the name
    stands for two.
    """
    package = find(name, folder)
    if package.broken:
        return [package.broken]
    before, found = stamps(package.folder), examine(package)
    problems = [*changed(package), *filter(None, (package.remark, found.problem))]
    if not found.problem:
        amend_note(package.folder, stamps=before, alignment=found.alignment, measured_at=now(), failure="")
    return problems
