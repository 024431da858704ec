"""Installing Argos packages: from a file, a URL, or the index."""

import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desk.domain.errors import Invalid
from desk.engines.archive import MAX_ARCHIVE, check_archive, unpack
from desk.engines.index import Entry, entry_of, read_index
from desk.engines.installed import STAGING, Package, data_folder, installed, packages_folder, write_note
from desk.engines.loaded import probe
from desk.engines.metadata import Metadata, metadata_of
from desk.intake.fetch import Progress, download

DAY = 24 * 3600
_LOCK = threading.Lock()
_PREFIX = f"{STAGING}install-"


def install(
    source: str,
    folder: Path | None = None,
    *,
    cache: Path | None = None,
    allowed_origins: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Package:
    """Installs from a file, a URL, or the index by name or pair (`translate-vi_en`, `vi en`).

    `folder` is argostranslate's where it is None. `cache` holds the index's copy and downloads that broke off,
    argostranslate's folder of data where it is None. Raises `Invalid` or `NotFound`; what was installed before is
    then still there.
    """
    folder, cache = folder or packages_folder(), cache or data_folder()
    if source.startswith(("http://", "https://")):
        return _install_url(source, folder, cache, allowed_origins, progress)
    if Path(source).is_file():
        return install_file(Path(source), folder)
    if source.endswith(".argosmodel"):
        raise Invalid(f"There is no file {source}.")
    entry = entry_of(source, read_index(cache, allowed_origins))
    return _install_entry(entry, folder, cache, allowed_origins, progress)


def install_file(path: Path, folder: Path, *, source: str = "", pair: tuple[str, str] | None = None) -> Package:
    """Installs a package file into `folder`, in place of what drafts the same pair there.

    It is checked, unpacked beside the folder and tried out; only then does it take its place. `source` is where the
    file came from, remembered with its checksum; `pair` are the languages that it must be of. Raises `Invalid`.
    """
    metadata = check_archive(path)
    if pair not in (None, (metadata.source, metadata.target)):
        raise Invalid(f"{path.name} is a package for {metadata.source} → {metadata.target}, which was not asked for.")
    with _staging(folder) as staging:
        fresh = staging / metadata.folder_name
        unpack(path, fresh)
        write_note(fresh, _sha256(path), source or path.name)
        _try(metadata, fresh, path.name)
        with _LOCK:
            _place(fresh, folder, staging)
    return next(package for package in installed(folder) if package.folder.name == metadata.folder_name)


def _try(metadata: Metadata, fresh: Path, name: str) -> None:
    package = Package(metadata.name, metadata.version, metadata.source, metadata.target, fresh)
    problem = probe(replace(package, target_prefix=metadata_of(fresh).target_prefix))
    if problem:
        raise Invalid(f"{name} is not installed, because its model does not work. {problem}")


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder to make a package ready in, on the same file system, removed in the end.

    It lies beside the packages, because argostranslate stumbles over a package that is not whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = os.access(folder.parent, os.W_OK) and folder.parent.stat().st_dev == folder.stat().st_dev
        parent = folder.parent if beside else folder
        _sweep(parent)
        staging = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    except OSError as error:
        raise Invalid(f"Packages cannot be kept in {folder}: {error.strerror}.") from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Removes what installing left behind when it was killed, a day later."""
    for left in parent.glob(f"{_PREFIX}*"):
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)


def _place(fresh: Path, folder: Path, staging: Path) -> None:
    """Moves a package to its place and what it replaces out of it; back again where that fails."""
    pair = metadata_of(fresh)
    old = [p.folder for p in installed(folder) if (p.source, p.target) == (pair.source, pair.target)]
    place = folder / fresh.name
    if place.exists() and place not in old:
        old.append(place)
    moved: list[tuple[Path, Path]] = []
    try:
        for number, path in enumerate(old):
            aside = staging / f"old-{number}"
            path.rename(aside)
            moved.append((aside, path))
        fresh.rename(place)
    except OSError as error:
        for aside, path in moved:
            aside.rename(path)
        raise Invalid(f"The package cannot be put into {folder}: {error.strerror}.") from error


def _install_url(
    url: str,
    folder: Path,
    cache: Path,
    allowed_origins: frozenset[str],
    progress: Progress | None,
    pair: tuple[str, str] | None = None,
) -> Package:
    downloads = cache / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    path = downloads / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.argosmodel"
    try:
        download(url, path, max_bytes=MAX_ARCHIVE, allowed_origins=allowed_origins, progress=progress)
        return install_file(path, folder, source=url, pair=pair)
    finally:
        path.unlink(missing_ok=True)


def _install_entry(
    entry: Entry, folder: Path, cache: Path, allowed_origins: frozenset[str], progress: Progress | None
) -> Package:
    """Takes the first of an entry's links that can be reached."""
    failure: Invalid = Invalid(f"The index has no address for {entry.name}.")
    for link in entry.links:
        try:
            return _install_url(link, folder, cache, allowed_origins, progress, (entry.source, entry.target))
        except Invalid as error:  # a mirror may be gone or hold something else
            failure = error
    raise failure


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
