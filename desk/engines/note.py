"""What the desk remembers of a package: `desk.json` in the package's folder, which argostranslate passes over."""

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desk.engines.aligning import AlignmentQuality

NAME = "desk.json"


class Note(BaseModel):
    """A package's note; all of it is empty where somebody else installed the package.

    `sha256` is the archive's, `source` the address or the file that it came from. `files` holds each file's checksum
    of the time of installing, `stamps` its size and time of when the model was last tried out. `drafted_at` is when it
    first drafted a segment; until then what it replaces is kept. `failure` says why it stands back, `remark` what is
    odd about where it came from.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str = ""
    source: str = ""
    installed_at: dt.datetime | None = None
    drafted_at: dt.datetime | None = None
    failure: str = ""
    remark: str = ""
    alignment: AlignmentQuality | None = None
    measured_at: dt.datetime | None = None
    stamps: dict[str, str] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict)


def read_note(folder: Path) -> Note:
    """The note of a package's folder, an empty one where it has none or a broken one."""
    try:
        return Note.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return Note()


def write_note(folder: Path, note: Note) -> None:
    """Puts a note into a folder, whole or not at all."""
    fresh = folder / f".{NAME}.{os.getpid()}"
    fresh.write_text(note.model_dump_json(indent=1), encoding="utf-8")
    fresh.replace(folder / NAME)


def amend_note(folder: Path, **changes: Any) -> bool:
    """Changes a note. False where the folder is gone, or only somebody else may write in it."""
    try:
        write_note(folder, read_note(folder).model_copy(update=changes))
    except OSError:
        return False
    return True


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a package by their names in its folder, without the note."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME and not name.startswith(f".{NAME}."):
            yield name, path


def checksums(folder: Path) -> dict[str, str]:
    return {name: checksum(path) for name, path in files_of(folder)}


def stamps(folder: Path) -> dict[str, str]:
    """Size and time of each file: quickly told, and changed by whatever changes a file in the usual ways."""
    return {name: f"{path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in files_of(folder)}


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
