"""Printing: JSON Lines in UTF-8, and plain tables for people."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from desk.domain.errors import Invalid, TooLarge
from desk.text.normal import normalise

MAX_INPUT = 50_000_000


def emit(record: Mapping[str, Any]) -> None:
    """One record as a line of JSON."""
    click.echo(json.dumps(record, ensure_ascii=False))


def table(rows: Iterable[Sequence[object]], header: Sequence[str]) -> None:
    """Rows in columns, as wide as they need; without what a terminal would obey."""
    lines = [[normalise(str(cell)) for cell in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(header), *lines]) for column in range(len(header))]
    for line in [list(header), *lines]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def read_bytes(path: str) -> bytes:
    """A file's bytes, or standard input's for "-". Raises `Invalid` naming the file, `TooLarge` past 50 MB."""
    try:
        data = sys.stdin.buffer.read(MAX_INPUT + 1) if path == "-" else _read(Path(path))
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_INPUT:
        raise TooLarge(f"{path} is larger than {MAX_INPUT // 1_000_000} MB.")
    return data


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_INPUT + 1)


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises `Invalid` naming it where it cannot be written."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Invalid(f"{path} cannot be written: {error.strerror}.") from error


def read_text(path: str) -> str:
    """A file's text in UTF-8. Raises `Invalid` naming file and byte where it is not."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not UTF-8: byte {error.start} cannot be read.") from error


def text_lines(path: str) -> list[str]:
    """A text's lines. Only a line feed ends one, with or without a carriage return: U+2028 may stand inside a text."""
    return [line.removesuffix("\r") for line in read_text(path).split("\n")]


def read_json_lines(path: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises `Invalid` naming file and line."""
    for number, line in enumerate(text_lines(path), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise Invalid(f"{path}, line {number}: this is not JSON ({error}).") from error
        if not isinstance(record, dict):
            raise Invalid(f"{path}, line {number}: a record is an object, not {type(record).__name__}.")
        yield record
