"""Reading lines as they come, however many there are."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desk.domain.errors import Invalid, TooLarge

MAX_LINE = 2**20
"""Bytes of a line: many times what a sentence may have."""


def read_lines(path: str) -> Iterator[tuple[int, str]]:
    """The lines of a file in UTF-8, or of standard input for "-", numbered from 1; those without words are left out.

    Raises `Invalid` naming file and line, `TooLarge` for a line of more than 1 MB.
    """
    with _opened(path) as file:
        number = 0
        while raw := file.readline(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                raise TooLarge(
                    f"{path}, line {number}: it is longer than the {MAX_LINE >> 20} MB that a line may have."
                )
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                raise Invalid(f"{path}, line {number}: it is not UTF-8; byte {error.start} cannot be read.") from error
            if line.strip():
                yield number, line


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    try:
        if path == "-":
            yield sys.stdin.buffer
        else:
            with Path(path).open("rb") as file:
                yield file
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
