"""What a CTranslate2 model's file says at its head, read without loading its weights."""

import struct
from pathlib import Path
from typing import BinaryIO

_TABLES = ("encoder/position_encodings/encodings", "decoder/position_encodings/encodings")


def positions(model: Path) -> int | None:
    """How many positions a model has a table for; None where it computes them or the file cannot be read.

    The format is `ModelSpec._serialize` of CTranslate2, binary version 4 and above: a version, the name and revision of
    the specification, then for each variable its name, shape, type, size and bytes.
    """
    try:
        with model.open("rb") as file:
            return _positions(file)
    except (OSError, struct.error, UnicodeDecodeError):
        return None


def _positions(file: BinaryIO) -> int | None:
    if _number(file, "I") < 4:
        return None
    _name(file)
    _number(file, "I")
    found = []
    for _ in range(_number(file, "I")):
        name = _name(file)
        shape = [_number(file, "I") for _ in range(_number(file, "B"))]
        _number(file, "B")
        file.seek(_number(file, "I"), 1)
        if name in _TABLES:
            found.append(shape[0])
    return min(found, default=None)


def _number(file: BinaryIO, code: str) -> int:
    size = struct.calcsize("<" + code)
    return int(struct.unpack("<" + code, file.read(size))[0])


def _name(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode()
