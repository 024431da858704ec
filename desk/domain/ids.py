"""Identifiers: UUIDv7, sortable by time and otherwise meaningless, written short."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32 keeps the order and leaves out i, l, o, u
LENGTH = 26


def new_id() -> str:
    """A new UUIDv7 (RFC 9562, section 5.7) as 26 characters of base 32 that sort by millisecond of making."""
    milliseconds = time.time_ns() // 1_000_000
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
