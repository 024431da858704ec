"""Reading a run of digits and separators: "1.234,5", "10 000", "1,00,000", "28.03.2018"."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

SPACES = " \u00a0\u2009\u202f"
RUN = (
    rf"0\d+(?:[{SPACES}-]\d{{2,}}(?![\d/:.,])){{2,}}"  # a telephone number
    rf"|\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?"  # thousands set apart by spaces
    r"|\d+(?:(?:[.,٫٬’'．，·]|،(?=\d{3}(?!\d)))\d+)*"
)
"""A pattern of digits of any script with what may stand between them."""

_LONGEST = 30
_MARKS = str.maketrans(
    {
        "٫": "d",
        "٬": "g",
        "،": "g",
        "-": " ",
        "’": "g",
        "'": "g",
        "．": ".",
        "，": ",",
        "·": ".",
        **dict.fromkeys(SPACES, " "),
    }
)
_SPLIT = re.compile(r"[.,dg ]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run of digits says: one value with `others` it may have, or `parts` (value, start, end in the run)."""

    value: Fraction | None
    others: tuple[Fraction, ...] = ()
    parts: tuple[tuple[Fraction, int, int], ...] = ()


def read_digits(run: str, decimal: str, group: str) -> Reading:
    """The reading of a run by a language's decimal and group marks; parts stand alone where it is no single number."""
    ascii_run = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in run).translate(_MARKS)
    marks = [mark for mark in ascii_run if not mark.isdigit()]
    pieces = _SPLIT.split(ascii_run)
    if not marks:
        return Reading(_whole(ascii_run))
    if len(marks) > 1 and set(marks) == {" "} and pieces[0].startswith("0"):
        return Reading(_whole("".join(pieces)))
    parts = _parts(pieces)
    if len(marks) == 1:
        return _one_mark(marks[0], pieces, parts, decimal, group)
    if len(set(marks)) == 1:
        return Reading(_whole("".join(pieces))) if _grouped(pieces) and marks[0] != "d" else Reading(None, (), parts)
    if marks[-1] in ".,d" and marks.count(marks[-1]) == 1 and len(set(marks)) == 2 and _grouped(pieces[:-1]):
        return Reading(_decimal("".join(pieces[:-1]), pieces[-1]))
    return Reading(None, (), parts)


def _one_mark(
    mark: str, pieces: list[str], parts: tuple[tuple[Fraction, int, int], ...], decimal: str, group: str
) -> Reading:
    if mark == "d":
        return Reading(_decimal(*pieces))
    if mark in "g " and _grouped(pieces):
        return Reading(_whole("".join(pieces)), (), parts)
    if not _grouped(pieces):
        return Reading(_decimal(*pieces), (), parts)
    grouped, fraction = _whole("".join(pieces)), _decimal(*pieces)
    if mark == decimal and mark != group and pieces[1] != "000":
        return Reading(fraction, (grouped,))
    return Reading(grouped, (fraction,) if pieces[1] != "000" else ())


def _whole(digits: str) -> Fraction:
    return Fraction(int(digits[:_LONGEST]))


def _decimal(whole: str, rest: str) -> Fraction:
    rest = rest[:_LONGEST]
    return _whole(whole) + Fraction(int(rest), 10 ** len(rest))


def _grouped(pieces: list[str]) -> bool:
    """Thousands by threes, or the Indian way: the last three digits, before them by twos."""
    first, *rest = pieces
    if not 1 <= len(first) <= 3 or first.startswith("0") or not rest or len(rest[-1]) != 3:
        return not rest
    return all(len(piece) == 3 for piece in rest) or (len(first) <= 2 and all(len(piece) == 2 for piece in rest[:-1]))


def _parts(pieces: list[str]) -> tuple[tuple[Fraction, int, int], ...]:
    found: list[tuple[Fraction, int, int]] = []
    start = 0
    for piece in pieces:
        found.append((_whole(piece), start, start + len(piece)))
        start += len(piece) + 1
    return tuple(found)
