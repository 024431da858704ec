"""Which rows a page shows otherwise than they are by now. It says of each in a byte what it has."""

import base64
import binascii
import zlib
from collections.abc import Sequence

from desk.services.units import Outline

MOST = 100_000
"""Rows that a marker may tell of; a longer one is no marker."""
UNTOLD = 255
"""The byte of a row of which the page wants to hear nothing now: its text is on its way."""


def stamp(version: int, confirmed: bool) -> int:
    """What stands for a row as it is: another number once its text is another, or is confirmed or not any more."""
    return (version * 2 + confirmed) % UNTOLD


def changed(outline: Sequence[Outline], marker: str) -> list[str] | None:
    """The ids of the units that are others than a page with this marker shows; None where it has other rows."""
    had = unpacked(marker)
    if len(had) != len(outline):
        return None
    return [
        unit.id
        for unit, byte in zip(outline, had, strict=True)
        if byte not in (UNTOLD, stamp(unit.version, unit.confirmed))
    ]


def unpacked(marker: str) -> bytes:
    """The bytes of a marker, which is URL-safe Base64 of a zlib stream; none where it is no marker."""
    try:
        return zlib.decompressobj().decompress(base64.urlsafe_b64decode(marker), MOST)
    except (binascii.Error, ValueError, zlib.error):
        return b""
