"""What people write to each other: `@name` for somebody, and addresses of the web.

A mention is stored as `@` and the person's opaque id, so that a name that somebody has deleted stands nowhere any more.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from desk.domain.ids import LENGTH

_WRITTEN = re.compile(r"(?<![\w@./-])@([A-Za-z0-9][A-Za-z0-9._-]{1,63})")
_STORED = re.compile(rf"(?<![\w@./-])@([0-9a-z]{{{LENGTH}}})(?![\w-])")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»‹›`\\^{|}]+", re.IGNORECASE)
_ENDS = ".,;:!?…'’\"*_~"
_PAIRS = {")": "(", "]": "["}


class PieceKind(StrEnum):
    TEXT = "text"
    LINK = "link"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of what somebody wrote: plain text, an address (http or https, and with a host), or a person's id."""

    kind: PieceKind
    text: str


def stored(text: str, people: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text as it is stored, and who is mentioned in it. `people` are ids by user name; other names stay text."""
    mentioned: dict[str, None] = {}

    def replaced(match: re.Match[str]) -> str:
        name, rest = _known(match[1], people)
        if name is None:
            return match[0]
        mentioned[people[name]] = None
        return f"@{people[name]}{rest}"

    found = _WRITTEN.sub(replaced, text)
    return found, list(mentioned)


def _known(written: str, people: Mapping[str, str]) -> tuple[str | None, str]:
    """The user name that was written, and what stands behind it: the full stop of a sentence is no part of it."""
    name = written.casefold()
    while name not in people and name and name[-1] in "._-":
        name = name[:-1]
    return (name, written[len(name) :]) if name in people else (None, "")


def written(text: str, names: Mapping[str, str]) -> str:
    """A stored text as its author wrote it. `names` are user names by id; whoever has none stays an id."""
    return _STORED.sub(lambda match: f"@{names.get(match[1], match[1])}", text)


def mentioned(text: str) -> list[str]:
    """The ids that a stored text mentions, each once."""
    return list(dict.fromkeys(_STORED.findall(text)))


def pieces(text: str) -> list[Piece]:
    """A stored text in pieces that join to it again; those of a mention hold the id without its `@`."""
    return [piece for piece in _cut(text) if piece.text]


def _cut(text: str) -> Iterator[Piece]:
    places = sorted([*_found(_ADDRESS, text, _address), *_found(_STORED, text, lambda match: match[0])])
    end = 0
    for start, stop in places:
        if start < end:
            continue
        yield Piece(PieceKind.TEXT, text[end:start])
        found = text[start:stop]
        yield Piece(PieceKind.MENTION, found[1:]) if found.startswith("@") else Piece(PieceKind.LINK, found)
        end = stop
    yield Piece(PieceKind.TEXT, text[end:])


def _found(pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if length := len(read(match)):
            yield match.start(), match.start() + length


def _address(match: re.Match[str]) -> str:
    """The address without the marks that end its sentence; empty where it leads to no host."""
    found = match[0]
    while found and (found[-1] in _ENDS or _stray(found)):
        found = found[:-1]
    try:
        parts = urlsplit(found)
        host = parts.hostname
    except ValueError:
        return ""
    return found if host and "@" not in parts.netloc else ""


def _stray(address: str) -> bool:
    """Whether an address ends in a bracket that was opened before it."""
    begin = _PAIRS.get(address[-1])
    return begin is not None and address.count(address[-1]) > address.count(begin)
