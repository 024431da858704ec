"""The Argos packages that are installed, in the folder where argostranslate keeps them."""

import datetime as dt
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.phrase import phrase
from desk.engines.aligning import AlignmentQuality
from desk.engines.metadata import Metadata, metadata_of, missing_part
from desk.engines.note import Note, checksum, files_of, read_note

STAGING = ".desk-"
"""Begins the names of folders in which a package is made ready; they are none of the packages."""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package. `sha256` is that of the archive it came in, empty where somebody else installed it.

    `size` is in bytes, unpacked. `card` is what readers of its drafts must know, `starter` marks the desk's own
    packages. `broken` says in a sentence why it cannot be used. `alignment` is None where it was not measured, or
    where its tokenizer knows no spans. The rest is as in `Note`.
    """

    name: str
    version: str
    source: str
    target: str
    folder: Path
    sha256: str = ""
    size: int = 0
    starter: bool = False
    card: str = ""
    target_prefix: str = ""
    broken: str | None = None
    alignment: AlignmentQuality | None = None
    origin: str = ""
    installed_at: dt.datetime | None = None
    drafted_at: dt.datetime | None = None
    failure: str = ""
    remark: str = ""


def _home() -> Path:
    return Path(os.environ["SNAP_USER_DATA"]) if "SNAP" in os.environ else Path.home()


def data_folder() -> Path:
    """argostranslate's folder of data; it holds packages and the copy of the index."""
    return Path(os.environ.get("XDG_DATA_HOME", _home() / ".local" / "share")) / "argos-translate"


def packages_folder() -> Path:
    """Where argostranslate keeps its packages: the environment, then its settings file, then its default."""
    return Path(argos_setting("ARGOS_PACKAGES_DIR") or data_folder() / "packages")


def argos_setting(key: str) -> str:
    """A setting of argostranslate, empty where neither the environment nor its settings file has it."""
    if key in os.environ:
        return os.environ[key]
    path = Path(os.environ.get("XDG_CONFIG_HOME", _home() / ".config")) / "argos-translate" / "settings.json"
    try:
        value = json.loads(path.read_bytes()).get(key)
    except (OSError, ValueError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""


def installed(folder: Path) -> list[Package]:
    """The packages of a folder, by name. One that is broken is listed with what is broken; nothing is raised."""
    try:
        folders = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(STAGING))
    except OSError:
        return []
    return [_listed(path) for path in folders]


def find(name: str, folder: Path) -> Package:
    """The package of a name (`translate-vi_en`, or its folder's).

    Raises `NotFound`, and `Conflict` where two versions of the name are installed.
    """
    packages = installed(folder)
    found = [one for one in packages if name == one.folder.name] or [one for one in packages if name == one.name]
    if len(found) > 1:
        folders = " and ".join(one.folder.name for one in found)
        raise Conflict(
            phrase("Several versions of {name} are installed; say which: {folders}.", name=name, folders=folders)
        )
    if not found:
        known = ", ".join(one.name for one in packages) or "none"
        raise NotFound(
            phrase(
                "No package “{name}” is installed in {folder}; there are: {known}.",
                name=name,
                folder=folder,
                known=known,
            )
        )
    return found[0]


def remove(name: str, folder: Path) -> None:
    """Removes a package, also a broken one. Raises `NotFound`, and `Conflict` where the name stands for two."""
    discard(find(name, folder).folder)


def discard(path: Path) -> None:
    """Removes the folder of a package. Nothing happens where it is gone already."""
    doomed = beside(path.parent) / f"{STAGING}removed-{path.name}"
    shutil.rmtree(doomed, ignore_errors=True)
    try:
        path.rename(doomed)  # gone for everybody at once; deleting takes its time
    except FileNotFoundError:
        return
    shutil.rmtree(doomed, ignore_errors=True)


def beside(folder: Path) -> Path:
    """Where a package may lie in pieces, on the same file system: argostranslate stumbles over one in its folder."""
    is_open = os.access(folder.parent, os.W_OK) and folder.parent.stat().st_dev == folder.stat().st_dev
    return folder.parent if is_open else folder


def changed(package: Package) -> list[str]:
    """What differs from the time of installing, a sentence each; nothing where the desk did not install it."""
    problems = []
    for name, expected in read_note(package.folder).files.items():
        path = package.folder / name
        if not path.is_file():
            problems.append(f"{name} is missing.")
        elif checksum(path) != expected:
            problems.append(f"{name} has changed since it was installed.")
    return problems


def package_at(folder: Path) -> Package:
    """The package in a folder. Raises `Invalid` where its metadata is missing or wrong."""
    return _package(metadata_of(folder), folder, read_note(folder), 0)


def _listed(folder: Path) -> Package:
    note = read_note(folder)
    try:
        size = sum(path.stat().st_size for _, path in files_of(folder))
        return _package(metadata_of(folder), folder, note, size)
    except Invalid as error:
        return Package(folder.name, "", "", "", folder, note.sha256, size, broken=str(error))
    except OSError as error:
        return Package(folder.name, "", "", "", folder, note.sha256, broken=f"It cannot be read: {error.strerror}.")


def _package(metadata: Metadata, folder: Path, note: Note, size: int) -> Package:
    return Package(
        name=metadata.name,
        version=metadata.version,
        source=metadata.source,
        target=metadata.target,
        folder=folder,
        sha256=note.sha256,
        size=size,
        starter=metadata.starter,
        card=metadata.card,
        target_prefix=metadata.target_prefix,
        broken=missing_part(folder),
        alignment=note.alignment,
        origin=note.source,
        installed_at=note.installed_at,
        drafted_at=note.drafted_at,
        failure=note.failure,
        remark=note.remark,
    )
