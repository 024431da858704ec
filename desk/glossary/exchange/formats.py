"""The formats that terms are converted between: what reads and writes each, and what each carries."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk.domain.errors import Invalid, TooLarge
from desk.domain.finding import Level
from desk.glossary.exchange import csv_format
from desk.glossary.exchange.collection import EVERYTHING, Collection
from desk.glossary.lined_yaml import parse
from desk.glossary.reading import FileReader
from desk.glossary.writing import to_yaml

LARGEST = 200_000_000  # bytes of one file


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, how files are called that have it, and what it carries (names of `collection`)."""

    name: str
    endings: tuple[str, ...]
    carried: frozenset[str]
    read: Callable[[bytes, str], Collection]
    write: Callable[[Collection], bytes]


def _read_yaml(data: bytes, name: str) -> Collection:
    file = FileReader(name, name).read(parse(_decoded(data, name), name))
    for problem in file.problems:
        if problem.level is Level.BLOCK:
            raise Invalid(f"{problem}.")
    return Collection(tuple(entry.term for entry in file.terms), file.title, file.topic, file.languages, file.note)


def _write_yaml(file: Collection) -> bytes:
    return to_yaml(file.terms, file.title or "Terms", file.topic, file.languages, file.note).encode()


def _read_csv(data: bytes, name: str) -> Collection:
    return csv_format.read(_decoded(data, name), name)


def _read_tbx(data: bytes, name: str) -> Collection:
    from desk.glossary.exchange.tbx_reading import read  # lxml is loaded where a TBX file is

    return read(data, name)


def _write_tbx(style: str) -> Callable[[Collection], bytes]:
    def write(file: Collection) -> bytes:
        from desk.glossary.exchange.tbx_writing import write as write_tbx

        return write_tbx(file, style)

    return write


_TBX = frozenset(
    {"title", "note of the file", "desk", "topic of a term", "note", "sources", "example", "part_of_speech", "gender"}
    | {"“obsolete”"}
)
_CSV = EVERYTHING - {"title", "topic", "languages", "note of the file"}

FORMATS = (
    Format("yaml", (".yaml", ".yml"), EVERYTHING, _read_yaml, _write_yaml),
    Format("csv", (".csv",), _CSV, _read_csv, lambda file: csv_format.write(file).encode()),
    Format("tbx-dca", (".tbx", ".xml"), _TBX, _read_tbx, _write_tbx("dca")),
    Format("tbx-dct", (), _TBX, _read_tbx, _write_tbx("dct")),
)


def format_of(path: Path | str, name: str | None = None) -> Format:
    """The format of a name, or else of a file's ending. Raises `Invalid` where there is none."""
    for format in FORMATS:
        if format.name == name or (name is None and Path(path).suffix.lower() in format.endings):
            return format
    known = ", ".join(format.name for format in FORMATS)
    raise Invalid(f"{name or path} is no format that terms come in; known are {known}.")


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises `Invalid` or `TooLarge` with its name where it cannot be read."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise TooLarge(f"{path}: {size:,} bytes are more than the {LARGEST:,} that are allowed.")
        return path.read_bytes()
    except OSError as err:
        raise Invalid(f"{path}: this file cannot be read: {err.strerror}.") from err


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise Invalid(f"{name}: byte {err.start + 1:,} is not UTF-8.") from err
