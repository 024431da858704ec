"""The Argos packages that are installed, in the folder where argostranslate keeps them."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.domain.errors import Invalid, NotFound
from desk.engines.metadata import Metadata, metadata_of, missing_part

NOTE = "desk.json"
"""Lies in a package's folder and holds what was remembered when the desk installed it."""
STAGING = ".desk-"
"""Begins the names of folders in which a package is made ready; they are none of the packages."""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package. `sha256` is that of the archive it came in, empty where somebody else installed it.

    `size` is in bytes, unpacked. `card` is what readers of its drafts must know, `starter` marks the desk's own
    package. `broken` says in a sentence why it cannot be used.
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
    return [_package(path) for path in folders]


def find(name: str, folder: Path) -> Package:
    """The package of a name (`translate-vi_en`, or its folder's). Raises `NotFound`."""
    packages = installed(folder)
    for package in packages:
        if name in (package.name, package.folder.name):
            return package
    known = ", ".join(package.name for package in packages) or "none"
    raise NotFound(f"No package “{name}” is installed in {folder}; there are: {known}.")


def remove(name: str, folder: Path) -> None:
    """Removes a package, also a broken one. Raises `NotFound`."""
    package = find(name, folder)
    doomed = package.folder.with_name(f"{STAGING}removed-{package.folder.name}")
    shutil.rmtree(doomed, ignore_errors=True)
    package.folder.rename(doomed)  # gone for everybody at once; deleting takes its time
    shutil.rmtree(doomed)


def write_note(folder: Path, sha256: str, source: str) -> None:
    """Remembers where an unpacked package came from, and the checksum of it and of each of its files."""
    files = {str(path.relative_to(folder)): _checksum(path) for path in _files(folder)}
    note = {"sha256": sha256, "source": source, "files": files}
    (folder / NOTE).write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")


def changed(package: Package) -> list[str]:
    """What differs from the time of installing, a sentence each; nothing where the desk did not install it."""
    files = _read_note(package.folder).get("files")
    if not isinstance(files, dict):
        return []
    problems = []
    for name, checksum in files.items():
        path = package.folder / name
        if not path.is_file():
            problems.append(f"{name} is missing.")
        elif _checksum(path) != checksum:
            problems.append(f"{name} has changed since it was installed.")
    return problems


def _package(folder: Path) -> Package:
    sha256 = str(_read_note(folder).get("sha256", ""))
    try:
        size = sum(path.stat().st_size for path in _files(folder))
        return _of(metadata_of(folder), folder, sha256, size)
    except Invalid as error:
        return Package(folder.name, "", "", "", folder, sha256, size, broken=str(error))
    except OSError as error:
        return Package(folder.name, "", "", "", folder, sha256, broken=f"It cannot be read: {error.strerror}.")


def _of(metadata: Metadata, folder: Path, sha256: str, size: int) -> Package:
    return Package(
        name=metadata.name,
        version=metadata.version,
        source=metadata.source,
        target=metadata.target,
        folder=folder,
        sha256=sha256,
        size=size,
        starter=metadata.starter,
        card=metadata.card,
        target_prefix=metadata.target_prefix,
        broken=missing_part(folder),
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / NOTE)


def _read_note(folder: Path) -> dict[str, Any]:
    try:
        note = json.loads((folder / NOTE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
