"""Which package drafts what: how packages of one pair stand to each other, and the way from language to language.

A package that was just installed goes before the one that it replaces, which is kept until the new one has drafted. If
the new one fails, it stands back and the old one serves again.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from desk.engines.installed import Package, discard, installed
from desk.engines.note import amend_note, now

PIVOT = "en"
Pair = tuple[str, str]


class Standing(StrEnum):
    """What becomes of a package's pair.

    `TRIED` serves and has not drafted yet, so that an `OLDER` one is kept. `FAILED` drafts where nothing else does.
    """

    SERVES = "serves"
    TRIED = "tried"
    OLDER = "older"
    SPARE = "spare"
    FAILED = "failed"
    BROKEN = "broken"


def standing(package: Package, packages: Iterable[Package]) -> Standing:
    """How a package stands among all that are installed."""
    if package.broken is not None:
        return Standing.BROKEN
    if package.failure:
        return Standing.FAILED
    others = [one for one in packages if one.folder != package.folder and _same_pair(one, package)]
    if all(_rank(package) > _rank(one) for one in others):
        tried = package.drafted_at is None and any(_is_replaced(one, package) for one in others)
        return Standing.TRIED if tried else Standing.SERVES
    first = max(others, key=_rank)
    waits = first.drafted_at is None and _is_replaced(package, first)
    return Standing.OLDER if waits else Standing.SPARE


def best(packages: Iterable[Package]) -> dict[Pair, Package]:
    """The package that drafts each pair."""
    found: dict[Pair, Package] = {}
    for package in sorted((one for one in packages if one.broken is None), key=_rank):
        found[package.source, package.target] = package
    return found


def route(direct: Mapping[Pair, Package], source: str, target: str) -> list[Package]:
    """The package of a pair, or the two that make it together; empty where there are none.

    A starter package is the last resort, also where it goes straight; else the straight way is taken, then the one
    through English.
    """
    ways = [[direct[source, target]]] if (source, target) in direct else []
    ways += [[first, direct[b, target]] for (a, b), first in direct.items() if a == source and (b, target) in direct]
    return min(ways, key=_preference, default=[])


def routes(direct: Mapping[Pair, Package]) -> dict[Pair, list[Package]]:
    """The way of each pair that can be drafted."""
    pairs = {*direct, *((a, d) for a, b in direct for c, d in direct if b == c and a != d)}
    return {pair: route(direct, *pair) for pair in pairs}


def is_settled(package: Package) -> bool:
    """Whether a package has drafted and has not failed since."""
    return package.drafted_at is not None and not package.failure


def succeed(package: Package) -> None:
    """The package has drafted: what it replaces is removed, if the desk installed it."""
    if is_settled(package):
        return
    noted = amend_note(package.folder, drafted_at=package.drafted_at or now(), failure="")
    if not noted or package.installed_at is None:
        return
    for one in installed(package.folder.parent):
        if one.folder != package.folder and _same_pair(one, package) and _is_replaced(one, package):
            discard(one.folder)


def stand_back(package: Package, reason: str) -> None:
    """The package has failed: whatever else drafts its pair goes before it from now on."""
    amend_note(package.folder, failure=reason)


def _same_pair(one: Package, other: Package) -> bool:
    return (one.source, one.target) == (other.source, other.target)


def _is_replaced(one: Package, by: Package) -> bool:
    """Whether a package is to go once another has drafted: a starter never replaces a real one."""
    return by.starter <= one.starter and _age(one) < _age(by)


def _age(package: Package) -> tuple[float, list[int]]:
    """Ascending in the time of installing; those of unknown time come first, by version."""
    at = package.installed_at.timestamp() if package.installed_at else 0.0
    return at, [int(number) for number in re.findall(r"\d+", package.version)]


def _rank(package: Package) -> tuple[bool, bool, bool, tuple[float, list[int]], str]:
    return package.broken is None, not package.failure, not package.starter, _age(package), package.folder.name


def _preference(way: list[Package]) -> tuple[bool, bool, int, bool, str]:
    failed, starters = any(one.failure for one in way), any(one.starter for one in way)
    return failed, starters, len(way), way[0].target != PIVOT, way[0].target
