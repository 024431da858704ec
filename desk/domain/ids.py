"""Identifiers: UUIDv7, sortable by time and otherwise meaningless, written short."""

import datetime as dt
import secrets
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32 keeps the order and leaves out i, l, o, u
LENGTH = 26

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A new UUIDv7 (RFC 9562, section 5.7) as 26 characters of base 32.

    Ids made by one process sort in the order of their making: the twelve bits after the millisecond hold its
    fraction (section 6.2, method 3), and an id that would not follow the last one takes the next free fraction.
    """
    global _last
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        _last = max(_last + 1, milliseconds << 12 | rest * 4096 // 1_000_000)
        stamp = _last
    return _written((stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62))


def first_id(at: dt.datetime) -> str:
    """What ids made at a time or later are not less than, to the millisecond."""
    return _written(int(at.timestamp() * 1000) << 80)


def _written(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
