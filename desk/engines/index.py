"""The index of Argos packages: what there is, and where to download it."""

import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.domain.errors import Invalid, NotFound
from desk.domain.phrase import phrase
from desk.engines.installed import argos_setting
from desk.engines.metadata import metadata_from
from desk.intake.fetch import FetchLimits, fetch
from desk.intake.outbound import Unreachable

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
FRESH_SECONDS = 24 * 3600
MAX_INDEX = 10 * 2**20
_WANTED = re.compile(
    r"(?:translate-)?(?P<source>[a-z]{2,3}(?:-\w+)?)(?:_|\s*(?:→|->)\s*|\s+)(?P<target>[a-z]{2,3}(?:-\w+)?)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A package of the index and the addresses to download it from."""

    name: str
    version: str
    source: str
    target: str
    links: tuple[str, ...]


def index_url() -> str:
    """The address of the index, as argostranslate's own setting says or as it is by default."""
    return (argos_setting("ARGOS_PACKAGE_INDEX") or DEFAULT_INDEX).rstrip("/") + "/index.json"


def read_index(cache: Path, allowed_origins: frozenset[str] = frozenset(), indexes: Sequence[str] = ()) -> list[Entry]:
    """The packages of the first index that can be read, or of its copy in `cache` where that is fresh.

    `indexes` are addresses of folders that hold an `index.json`, or of such files; argostranslate's own where there are
    none. A copy that is not fresh serves where none can be reached. Raises `Invalid` where nothing is to be had.
    """
    urls = [_file_of(index) for index in indexes] or [index_url()]
    copy = _copy(cache, indexes)
    if copy.is_file() and time.time() - copy.stat().st_mtime < FRESH_SECONDS and (entries := _kept(copy)):
        return entries
    failures: list[Invalid] = []
    for url in urls:
        try:
            content = fetch(url, limits=FetchLimits(max_bytes=MAX_INDEX), allowed_origins=allowed_origins).content
            entries = _entries(content, url)
        except Invalid as error:  # a mirror may be gone or hold something else
            failures.append(error)
            continue
        _keep(copy, content)
        return entries
    if entries := _kept(copy):
        return entries
    raise _none_to_be_had(failures)


def kept_index(cache: Path, indexes: Sequence[str] = ()) -> list[Entry]:
    """The packages of the copy, however old it is; none where there is no copy. Asks nobody."""
    return _kept(_copy(cache, indexes))


def _file_of(index: str) -> str:
    return index if index.endswith(".json") else index.rstrip("/") + "/index.json"


def _copy(cache: Path, indexes: Sequence[str]) -> Path:
    """argostranslate's own copy for its own index, another for others."""
    if not indexes:
        return cache / "index.json"
    return cache / f"index-{hashlib.sha256(' '.join(indexes).encode()).hexdigest()[:12]}.json"


def _none_to_be_had(failures: Sequence[Invalid]) -> Invalid:
    reasons = " ".join(map(str, failures))
    if all(isinstance(failure, Unreachable) for failure in failures):
        return Unreachable(
            phrase(
                "The index of packages is out of reach and no copy of it is kept; install from a "
                "file instead. {reasons}",
                reasons=reasons,
            )
        )
    return Invalid(reasons)


def entry_of(wanted: str, entries: Iterable[Entry]) -> Entry:
    """The newest package for a name (`translate-vi_en`) or a pair (`vi en`). Raises `Invalid` or `NotFound`."""
    match = _WANTED.fullmatch(wanted.strip())
    if match is None:
        raise Invalid(
            phrase("“{wanted}” is neither a file, nor a URL, nor a pair of languages such as “vi en”.", wanted=wanted)
        )
    pair = (match["source"], match["target"])
    found = [entry for entry in entries if (entry.source, entry.target) == pair]
    if not found:
        raise NotFound(phrase("The index has no package for {pair} → {pair2}.", pair=pair[0], pair2=pair[1]))
    return max(found, key=lambda entry: [int(number) for number in re.findall(r"\d+", entry.version)])


def _kept(copy: Path) -> list[Entry]:
    """The entries of the copy, none where it is missing or broken (argostranslate writes it too)."""
    try:
        return _entries(copy.read_bytes(), str(copy))
    except (OSError, Invalid):
        return []


def _keep(copy: Path, content: bytes) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(copy)


def _entries(content: bytes, place: str) -> list[Entry]:
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Invalid(
            phrase("What {place} holds is no index of packages: {error}.", place=place, error=error)
        ) from error
    if not isinstance(values, list):
        raise Invalid(phrase("What {place} holds is no index of packages: it is no list.", place=place))
    return [entry for value in values if isinstance(value, dict) and (entry := _entry(value))]


def _entry(values: dict[str, Any]) -> Entry | None:
    """One package, None for what the desk cannot use: other types, no link over the web."""
    try:
        metadata = metadata_from(values)
    except Invalid:
        return None
    links = values.get("links")
    web = (
        tuple(link for link in links if str(link).startswith(("https://", "http://")))
        if isinstance(links, list)
        else ()
    )
    return Entry(metadata.name, metadata.version, metadata.source, metadata.target, web) if web else None
