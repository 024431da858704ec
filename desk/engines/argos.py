"""The default engine: installed Argos packages, run on CTranslate2 directly."""

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from desk.domain.draft import EngineModel, EngineOutput, TokenScores
from desk.domain.errors import EngineUnavailable
from desk.engines.installed import Package, installed
from desk.engines.loaded import LoadedPackage

KEPT = 4
"""Models that stay in memory; the one not used for longest gives way."""
PIVOT = "en"


class ArgosEngine:
    """Drafts with the packages of a folder, as they are at the moment; one that is replaced is loaded anew.

    `threads` is the number of sentences' batches that run at once, one core each; all cores where it is None.
    """

    name = "argos"

    def __init__(
        self, packages_dir: Path, *, threads: int | None = None, beam_size: int = 4, with_alignment: bool = True
    ) -> None:
        self._folder = packages_dir
        self._threads = threads or cores()
        self._beam_size = beam_size
        self._with_alignment = with_alignment
        self._models: OrderedDict[tuple[Path, int], LoadedPackage] = OrderedDict()
        self._lock = threading.Lock()

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs with a package, and those that two packages make together."""
        direct = {(package.source, package.target) for package in self._packages()}
        pivoted = {(a, d) for a, b in direct for c, d in direct if b == c and a != d}
        return sorted(direct | pivoted)

    def model(self, source: str, target: str) -> EngineModel:
        """What would draft the pair; a pivot is named by its languages, `vi→en→fr`. Raises `EngineUnavailable`."""
        route = self._route(source, target)
        notice = " ".join(dict.fromkeys(package.card for package in route if package.card))
        starter = any(package.starter for package in route)
        if len(route) == 1:
            return EngineModel(self.name, route[0].name, route[0].version, notice, starter)
        languages = [route[0].source, *(package.target for package in route)]
        versions = "→".join(package.version for package in route)
        return EngineModel(self.name, "→".join(languages), versions, notice, starter)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """Drafts all texts in one sorted batch, or in one per package where it pivots.

        Alignments are of direct packages; a pivot's score is that of its weaker half. Raises `EngineUnavailable`.
        """
        route = self._route(source, target)
        if len(route) == 1:
            return self._loaded(route[0]).translate(texts, self._beam_size, self._with_alignment)
        outputs = self._loaded(route[0]).translate(texts, self._beam_size, with_alignment=False)
        second = self._loaded(route[1]).translate(
            [output.text for output in outputs], self._beam_size, with_alignment=False
        )
        return [first if first.error else _weaker(first, then) for first, then in zip(outputs, second, strict=True)]

    def score_tokens(self, pairs: Sequence[tuple[str, str]], source: str, target: str) -> list[TokenScores | None]:
        """What the package thinks of each source and target text; None for each where two packages are needed."""
        route = self._route(source, target)
        return self._loaded(route[0]).score(pairs) if len(route) == 1 else [None] * len(pairs)

    def redecode(self, text: str, source: str, target: str, prefix_text: str) -> EngineOutput:
        """A draft that begins with `prefix_text`; where it pivots, the second package is given the beginning."""
        *before, last = self._route(source, target)
        for package in before:
            [first] = self._loaded(package).translate([text], self._beam_size, with_alignment=False)
            if first.error:
                return first
            text = first.text
        with_alignment = self._with_alignment and not before
        return self._loaded(last).redecode(text, prefix_text, self._beam_size, with_alignment)

    def _packages(self) -> list[Package]:
        return [package for package in installed(self._folder) if package.broken is None]

    def _route(self, source: str, target: str) -> list[Package]:
        """The one or two packages of a pair: direct before pivoted, trained before starter, English before others."""
        best: dict[tuple[str, str], Package] = {}
        for package in sorted(self._packages(), key=lambda package: package.starter, reverse=True):
            best[package.source, package.target] = package
        if (source, target) in best:
            return [best[source, target]]
        middles = [b for a, b in best if a == source and (b, target) in best]
        if not middles:
            known = ", ".join(f"{a} → {b}" for a, b in sorted(best)) or "none"
            raise EngineUnavailable(f"No Argos package drafts {source} → {target}; installed are: {known}.")
        middle = PIVOT if PIVOT in middles else min(middles)
        return [best[source, middle], best[middle, target]]

    def _loaded(self, package: Package) -> LoadedPackage:
        try:
            key = (package.folder, (package.folder / "model" / "model.bin").stat().st_mtime_ns)
        except OSError as error:
            raise EngineUnavailable(f"The package {package.name} was just removed.") from error
        with self._lock:
            if key not in self._models:
                self._models[key] = LoadedPackage(package, self._threads)
            self._models.move_to_end(key)
            while len(self._models) > KEPT:
                self._models.popitem(last=False)
            return self._models[key]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _weaker(first: EngineOutput, second: EngineOutput) -> EngineOutput:
    scores = [output.score for output in (first, second) if output.score is not None]
    return EngineOutput(second.text, min(scores, default=None), None, second.error)
