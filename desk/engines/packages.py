"""Argos packages, for commands and pages: what is installed, and installing, verifying and removing it."""

from pathlib import Path

from desk.engines.examination import Examine, examine
from desk.engines.index import kept_index
from desk.engines.install import install, install_file
from desk.engines.installed import Package, changed, data_folder, find, installed, packages_folder, remove
from desk.engines.note import amend_note, now, stamps
from desk.engines.offered import Offer, offered
from desk.engines.standing import Standing, best, routes, standing

__all__ = [
    "Offer",
    "Package",
    "Standing",
    "data_folder",
    "find",
    "install",
    "install_file",
    "installed",
    "kept_index",
    "offered",
    "packages_folder",
    "remove",
    "standing",
    "starter_pairs",
    "verify",
]


def starter_pairs(folder: Path) -> set[tuple[str, str]]:
    """The language pairs whose drafts a starter package makes, or has a part in."""
    return {pair for pair, way in routes(best(installed(folder))).items() if any(one.starter for one in way)}


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
