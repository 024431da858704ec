"""The default engine: installed Argos packages, run on CTranslate2 directly."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from desk.domain.draft import EngineModel, EngineOutput, TokenScores
from desk.domain.errors import EngineUnavailable
from desk.domain.phrase import phrase
from desk.engines.examination import Examine, examine
from desk.engines.installed import Package, installed
from desk.engines.loaded import LoadedPackage
from desk.engines.shelf import Load, Shelf
from desk.engines.standing import best, is_settled, route, routes, stand_back, succeed

LONGEST_VERSION = 32
"""Characters of a version that a draft can name."""


class _Leg(NamedTuple):
    """A package on the way from language to language: as it stands now, and in memory."""

    package: Package
    model: LoadedPackage


class ArgosEngine:
    """Drafts with the packages of a folder, as they are at the moment; one that is replaced is loaded anew.

    `threads` is the number of sentences' batches that run at once, one core each; all cores where it is None.
    """

    name = "argos"

    def __init__(
        self,
        packages_dir: Path,
        *,
        threads: int | None = None,
        beam_size: int = 4,
        with_alignment: bool = True,
        load: Load = LoadedPackage,
        examine: Examine = examine,
    ) -> None:
        self._folder = packages_dir
        self._beam_size = beam_size
        self._with_alignment = with_alignment
        self._shelf = Shelf(load, examine, threads or cores())

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs with a package, and those that two packages make together."""
        return sorted(routes(best(installed(self._folder))))

    def models(self) -> dict[tuple[str, str], EngineModel]:
        """What would draft each pair, after one look at the folder."""
        return {pair: _model(way) for pair, way in routes(best(installed(self._folder))).items()}

    def model(self, source: str, target: str) -> EngineModel:
        """What would draft the pair; a pivot is named by its languages, `vi→en→fr`. Raises `EngineUnavailable`."""
        packages = installed(self._folder)
        way = route(best(packages), source, target)
        if not way:
            raise _nothing(packages, source, target)
        return _model(way)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        """Drafts all texts in one sorted batch, or in one per package where it pivots.

        Alignments are of direct packages whose attention can be trusted; a pivot's score is that of its weaker half.
        Raises `EngineUnavailable`.
        """
        leg, *more = self._way(source, target)
        outputs, used = self._drafted(leg, texts, self._with_alignment and not more)
        packages = [used]
        for leg in more:
            then, used = self._drafted(leg, [output.text for output in outputs], with_alignment=False)
            outputs = [_weaker(first, second) for first, second in zip(outputs, then, strict=True)]
            packages.append(used)
        model = _model(packages)
        return [replace(output, model=model) for output in outputs]

    def score_tokens(self, pairs: Sequence[tuple[str, str]], source: str, target: str) -> list[TokenScores | None]:
        """What the package thinks of each source and target text; None for each where two packages are needed."""
        leg, *more = self._way(source, target)
        return [None] * len(pairs) if more else leg.model.score(pairs)

    def redecode(self, text: str, source: str, target: str, prefix_text: str) -> EngineOutput:
        """A draft that begins with `prefix_text`; where it pivots, the second package is given the beginning."""
        *before, last = way = self._way(source, target)
        model = _model([leg.package for leg in way])
        for leg in before:
            [first] = leg.model.translate([text], self._beam_size, with_alignment=False)
            if first.error:
                return replace(first, model=model)
            text = first.text
        output = last.model.redecode(text, prefix_text, self._beam_size, self._with_alignment and not before)
        return replace(output, model=model)

    def _way(self, source: str, target: str) -> list[_Leg]:
        """The packages of a pair, loaded. One that cannot be loaded stands back, and another way is looked for."""
        packages = installed(self._folder)
        reasons: list[str] = []
        while way := route(best(packages), source, target):
            legs: list[_Leg] = []
            for package in way:
                try:
                    legs.append(_Leg(package, self._shelf.get(package)))
                except EngineUnavailable as error:
                    stand_back(package, str(error))
                    packages.remove(package)
                    reasons.append(str(error))
                    break
            else:
                return legs
        raise EngineUnavailable(" ".join(reasons)) if reasons else _nothing(packages, source, target)

    def _drafted(self, leg: _Leg, texts: Sequence[str], with_alignment: bool) -> tuple[list[EngineOutput], Package]:
        """What a package drafts, and the package.

        One that has not drafted yet is held against the one that it replaces where it fails on half of the texts; if
        that does better, the new one stands back.
        """
        outputs = leg.model.translate(texts, self._beam_size, with_alignment)
        asked, failed = sum(bool(text.strip()) for text in texts), _failures(outputs)
        if is_settled(leg.package) or not asked:
            return outputs, leg.package
        rival = self._rival(leg.package) if failed * 2 >= asked else None
        others = rival.model.translate(texts, self._beam_size, with_alignment) if rival else outputs
        if rival and _failures(others) < failed:
            stand_back(leg.package, _worse(failed, asked, outputs, rival.package))
            return others, rival.package
        if failed < asked:
            succeed(leg.package)
        return outputs, leg.package

    def _rival(self, package: Package) -> _Leg | None:
        """What would draft the pair if the package were not there."""
        others = best(one for one in installed(self._folder) if one.folder != package.folder)
        try:
            other = others[package.source, package.target]
            return _Leg(other, self._shelf.get(other))
        except (KeyError, EngineUnavailable):
            return None


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _model(way: Sequence[Package]) -> EngineModel:
    notice = " ".join(dict.fromkeys(package.card for package in way if package.card))
    starter = any(package.starter for package in way)
    if len(way) == 1:
        return EngineModel(ArgosEngine.name, way[0].name, _version(way[0])[:LONGEST_VERSION], notice, starter)
    languages = [way[0].source, *(package.target for package in way)]
    versions = "→".join(map(_version, way))[:LONGEST_VERSION]
    return EngineModel(ArgosEngine.name, "→".join(languages), versions, notice, starter)


def _version(package: Package) -> str:
    """The package's version and, where it is known, what it holds: an address may give another content for the same."""
    return f"{package.version}+{package.sha256[:6]}" if package.sha256 else package.version


def _nothing(packages: Sequence[Package], source: str, target: str) -> EngineUnavailable:
    known = ", ".join(f"{a} → {b}" for a, b in sorted(best(packages))) or "none"
    return EngineUnavailable(
        phrase(
            "No Argos package drafts {source} → {target}; installed are: {known}.",
            source=source,
            target=target,
            known=known,
        )
    )


def _failures(outputs: Sequence[EngineOutput]) -> int:
    return sum(output.error is not None for output in outputs)


def _worse(failed: int, asked: int, outputs: Sequence[EngineOutput], rival: Package) -> str:
    first = next(output.error for output in outputs if output.error)
    return f"It failed on {failed} of {asked} sentences, where {rival.name} {rival.version} did better. {first}"


def _weaker(first: EngineOutput, second: EngineOutput) -> EngineOutput:
    if first.error:
        return first
    scores = [output.score for output in (first, second) if output.score is not None]
    return EngineOutput(second.text, min(scores, default=None), None, second.error)
