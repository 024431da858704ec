"""The lines that `desk score` reads: one segment of one system each, as JSON."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desk.domain.errors import Invalid
from desk.scoring.pair import Pair

UNNAMED = "draft"
"""The name of a system whose lines give none."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line: which segment it is, which system drafted it, and the texts."""

    id: str
    system: str
    pair: Pair


def read(lines: Iterable[str], name: str) -> list[Record]:
    """The records of JSON Lines `{"id", "draft", "final", "system"?, "reference"?}`; empty lines are passed over.

    `name` is the file's, for messages. Raises `Invalid`, naming file and line, for what is no such record and for a
    segment that one system has twice; and where there is no record at all.
    """
    records: list[Record] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        record = _record(line, place)
        first = seen.setdefault((record.system, record.id), number)
        if first != number:
            raise Invalid(f"{place}: segment “{record.id}” of “{record.system}” stands in line {first} already.")
        records.append(record)
    if not records:
        raise Invalid(f"{name} holds no record, so there is nothing to score.")
    return records


def _record(line: str, place: str) -> Record:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise Invalid(f"{place}: this is not JSON ({error}).") from error
    if not isinstance(fields, dict):
        raise Invalid(f"{place}: this is not a JSON object.")
    pair = Pair(_text(fields, "draft", place), _text(fields, "final", place), _optional(fields, "reference", place))
    return Record(_id(fields, place), _optional(fields, "system", place) or UNNAMED, pair)


def _id(fields: dict[str, Any], place: str) -> str:
    found = fields.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise Invalid(f"{place}: “id” is missing, or neither a text nor a whole number.")
    return str(found)


def _optional(fields: dict[str, Any], name: str, place: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name, place)


def _text(fields: dict[str, Any], name: str, place: str) -> str:
    """A field as NFC text, for the same letters must not count as edits because they are encoded otherwise."""
    if name not in fields:
        raise Invalid(f"{place}: “{name}” is missing.")
    if not isinstance(fields[name], str):
        raise Invalid(f"{place}: “{name}” is not a text.")
    return unicodedata.normalize("NFC", fields[name])
