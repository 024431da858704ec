"""The packages that are in memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desk.domain.errors import EngineUnavailable
from desk.domain.phrase import phrase
from desk.engines.examination import Examine
from desk.engines.installed import Package
from desk.engines.loaded import LoadedPackage
from desk.engines.note import amend_note, now, read_note, stamps

KEPT = 4
"""Models that stay in memory; the one not used for longest gives way."""

Load = Callable[[Package, int], LoadedPackage]


class Shelf:
    """Loads packages and keeps them. One whose files have changed is loaded anew, and tried out before that."""

    def __init__(self, load: Load, examine: Examine, threads: int) -> None:
        self._load = load
        self._examine = examine
        self._threads = threads
        self._models: OrderedDict[tuple[Path, int], LoadedPackage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, package: Package) -> LoadedPackage:
        """The package, ready to draft. Raises `EngineUnavailable` where it cannot be loaded."""
        try:
            key = (package.folder, (package.folder / "model" / "model.bin").stat().st_mtime_ns)
            with self._lock:
                if key not in self._models:
                    self._models[key] = self._load(self._known(package), self._threads)
                self._models.move_to_end(key)
                while len(self._models) > KEPT:
                    self._models.popitem(last=False)
                return self._models[key]
        except OSError as error:
            raise EngineUnavailable(phrase("The package {name} was just removed.", name=package.name)) from error

    def _known(self, package: Package) -> Package:
        """The package with its alignment measured: one that the desk does not know yet could crash the process."""
        now_there = stamps(package.folder)
        if read_note(package.folder).stamps == now_there:
            return package
        found = self._examine(package)
        if found.problem:
            raise EngineUnavailable(found.problem)
        amend_note(package.folder, stamps=now_there, alignment=found.alignment, measured_at=now())
        return replace(package, alignment=found.alignment)
