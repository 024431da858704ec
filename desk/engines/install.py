"""Installing Argos packages: from a file, a URL, the index, or those that come with the desk."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.engines.addresses import oddity, remember
from desk.engines.archive import check_archive, unpack
from desk.engines.downloads import Downloader
from desk.engines.examination import Examine, examine
from desk.engines.index import Entry, entry_of, read_index
from desk.engines.installed import STAGING, Package, beside, data_folder, installed, package_at, packages_folder
from desk.engines.note import Note, checksum, checksums, now, stamps, write_note
from desk.engines.offered import starter_of
from desk.intake.fetch import Progress

DAY = 24 * 3600
STARTER = "starter "
"""Begins the name of a package that comes with the desk: `starter vi en`."""
BEFORE = "-before"
"""Ends the folder's name of a package in whose place another content of the same version was put."""
_LOCK = threading.Lock()


def install(
    source: str,
    folder: Path | None = None,
    *,
    cache: Path | None = None,
    indexes: Sequence[str] = (),
    allowed_origins: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Package:
    """Installs from a file, a URL, the index by name or pair (`translate-vi_en`, `vi en`), or `starter vi en`.

    `folder` is argostranslate's where it is None. `cache` holds the index's copy and downloads that broke off,
    argostranslate's folder of data where it is None. `indexes` are tried in order, argostranslate's own where there are
    none. Raises `Invalid` or `NotFound`; what was installed before is then still there.
    """
    folder, cache = folder or packages_folder(), cache or data_folder()
    downloader = Downloader(cache / "downloads", allowed_origins, progress)
    if source.startswith(("http://", "https://")):
        return _install_url(source, folder, cache, downloader)
    if source.startswith(STARTER):
        return install_file(starter_of(source.removeprefix(STARTER)), folder)
    if Path(source).is_file():
        return install_file(Path(source), folder)
    if source.endswith(".argosmodel"):
        raise Invalid(phrase("There is no file {source}.", source=source))
    entry = entry_of(source, read_index(cache, allowed_origins, indexes))
    return _install_entry(entry, lambda link: _install_url(link, folder, cache, downloader, entry))


def install_file(
    path: Path,
    folder: Path,
    *,
    source: str = "",
    pair: tuple[str, str] | None = None,
    remark: str = "",
    examine: Examine = examine,
) -> Package:
    """Installs a package file into `folder`, where it goes before what drafts the same pair.

    It is checked, unpacked beside the folder and tried out; only then does it take its place. What it replaces stays
    until it has drafted. `source` is where the file came from, remembered with its checksum; `pair` are the languages
    that it must be of. Raises `Invalid`.
    """
    metadata = check_archive(path)
    if pair not in (None, (metadata.source, metadata.target)):
        raise Invalid(
            phrase(
                "{name} is a package for {source} → {target}, which was not asked for.",
                name=path.name,
                source=metadata.source,
                target=metadata.target,
            )
        )
    with _staging(folder) as staging:
        fresh = staging / metadata.folder_name
        unpack(path, fresh)
        found = examine(package_at(fresh))
        if found.problem:
            raise Invalid(
                phrase(
                    "{name} is not installed, because its model does not work. {problem}",
                    name=path.name,
                    problem=found.problem,
                )
            )
        note = Note(
            sha256=checksum(path),
            source=source or path.name,
            installed_at=now(),
            remark=remark,
            alignment=found.alignment,
            measured_at=now(),
            stamps=stamps(fresh),
            files=checksums(fresh),
        )
        write_note(fresh, note)
        with _LOCK:
            _place(fresh, folder, staging)
    return next(package for package in installed(folder) if package.folder.name == metadata.folder_name)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder to make a package ready in, removed in the end."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        parent = beside(folder)
        _sweep(parent)
        staging = Path(tempfile.mkdtemp(prefix=f"{STAGING}install-", dir=parent))
    except OSError as error:
        raise Invalid(
            phrase("Packages cannot be kept in {folder}: {strerror}.", folder=folder, strerror=error.strerror)
        ) from error
    try:
        yield staging
    except OSError as error:  # a full disk, say
        raise Invalid(
            phrase(
                "The package cannot be made ready beside {folder}: {strerror}.", folder=folder, strerror=error.strerror
            )
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Removes what installing and removing left behind when they were killed, a day later."""
    for left in parent.glob(f"{STAGING}*"):
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)


def _place(fresh: Path, folder: Path, staging: Path) -> None:
    """Moves a package to its place, and out of its way what is there; back again where that fails.

    What works and is another content is kept under another name, what is broken goes.
    """
    package, place = package_at(fresh), folder / fresh.name
    moved: list[tuple[Path, Path]] = []
    try:
        for one in installed(folder):
            same_pair = (one.source, one.target) == (package.source, package.target)
            if one.folder == place and not one.broken and one.sha256 != package.sha256:
                moved += _moved(place.with_name(place.name + BEFORE), staging / "before")
                moved += _moved(place, place.with_name(place.name + BEFORE))
            elif one.folder == place or (one.broken and same_pair):
                moved += _moved(one.folder, staging / f"old-{one.folder.name}")
        fresh.rename(place)
    except OSError as error:
        for source, target in reversed(moved):
            target.rename(source)
        raise Invalid(
            phrase("The package cannot be put into {folder}: {strerror}.", folder=folder, strerror=error.strerror)
        ) from error


def _moved(source: Path, target: Path) -> list[tuple[Path, Path]]:
    if not source.exists():
        return []
    source.rename(target)
    return [(source, target)]


def _install_url(url: str, folder: Path, cache: Path, downloader: Downloader, entry: Entry | None = None) -> Package:
    with downloader.fetched(url) as (path, sha256):
        version = check_archive(path).version
        remark = oddity(cache, url, version, sha256)
        pair = (entry.source, entry.target) if entry else None
        package = install_file(path, folder, source=url, pair=pair, remark=remark)
    remember(cache, url, version, sha256)
    return package


def _install_entry(entry: Entry, take: Callable[[str], Package]) -> Package:
    """Takes the first of an entry's links that can be reached and gives the package."""
    failure: Invalid = Invalid(phrase("The index has no address for {name}.", name=entry.name))
    for link in entry.links:
        try:
            return take(link)
        except Invalid as error:  # a mirror may be gone or hold something else
            failure = error
    raise failure
