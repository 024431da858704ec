"""Which keys do what for one person: the table of commands with what they chose otherwise."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.text.normal import normalise
from desk.web.sheet.commands import COMMANDS, DIGITS, Command, View, commands_of

SEARCH = "/"
"""It goes to the search field of any page."""

LEADERS = ("Ctrl+,", "Ctrl+;", "F2", "F8")
"""Keys that can let the next one act from inside the text; the first is the usual one (`docs/keys.md` says why)."""

Chosen = Mapping[str, Any]
"""What is kept where it is other than usual: `keys` by command; `leader`, "" for none; `single`, false for off."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """What keys mean: `keys` by the names of commands, "" where one has none.

    `single` says that they act by themselves outside the text. Inside it they act after the `leader`, "" for none.
    """

    keys: Mapping[str, str]
    leader: str = LEADERS[0]
    single: bool = True

    def on_page(self, view: View) -> Mapping[str, Any]:
        """What a page's script has to know: commands by their keys, and which of them wait for a digit."""
        mine = commands_of(view)
        return {
            "single": self.single,
            "leader": self.leader,
            "keys": {key: command.name for command in mine for key in self.keys[command.name]},
            "numbered": [command.name for command in mine if command.numbered and command.changeable],
        }

    def shown(self, name: str) -> str:
        """The key of a command as it stands on the keyboard."""
        return shown(self.keys[name])

    def hint(self, name: str, digit: int = 0) -> str:
        """The key of a command behind the words of a tooltip, " (S)", of a numbered one with its digit, " (S 2)".

        Nothing where none leads to it.
        """
        if not self.keys[name] or not (self.single or self.leader):
            return ""
        pressed = [*([] if self.single else [self.leader]), self.shown(name), *([str(digit)] if digit else [])]
        return f" ({' '.join(pressed)})"


def shown(key: str) -> str:
    """A key as it stands on the keyboard."""
    if key == DIGITS:
        return "1 – 9"
    return key.upper() if len(key.upper()) == 1 else key


def bindings(chosen: Any) -> Bindings:
    """The keys of somebody who chose this; what cannot be read is no choice.

    A command that the table got later has no key where its usual one is somebody's choice for another.
    """
    said = chosen if isinstance(chosen, Mapping) else {}
    named = said.get("keys")
    mine = named if isinstance(named, Mapping) else {}
    found: dict[str, str] = {}
    for command in sorted(COMMANDS, key=lambda one: one.name not in mine):
        key = mine.get(command.name, command.key)
        found[command.name] = key if isinstance(key, str) and not _other(command, key, found) else ""
    leader = said.get("leader")
    return Bindings(found, leader if leader in ("", *LEADERS) else LEADERS[0], said.get("single") is not False)


def choice(keys: Mapping[str, str], leader: str = LEADERS[0], *, single: bool = True) -> Chosen | None:
    """What is kept of keys as somebody typed them, by command; None where all is as usual.

    A command that is not among them keeps its usual key. Raises `Invalid` for what cannot be a key or the leader, and
    where two commands of a page would have the same.
    """
    if leader not in ("", *LEADERS):
        raise Invalid(phrase("“{leader}” cannot be the key that leads to the others.", leader=leader))
    typed = {one.name: _key(one, keys[one.name]) for one in COMMANDS if one.changeable and one.name in keys}
    found = {command.name: typed.get(command.name, command.key) for command in COMMANDS}
    for command in COMMANDS:
        if other := _other(command, found[command.name], found):
            raise _clash(found[command.name], command, other)
    changed = {command.name: found[command.name] for command in COMMANDS if found[command.name] != command.key}
    kept: dict[str, Any] = {"keys": changed} if changed else {}
    if leader != LEADERS[0]:
        kept["leader"] = leader
    if not single:
        kept["single"] = False
    return kept or None


def _other(command: Command, key: str, keys: Mapping[str, str]) -> Command | None:
    """Another command on a page of this one's that has the key."""
    beside = (other for other in COMMANDS if other is not command and other.views & command.views)
    return next((other for other in beside if key and keys.get(other.name) == key), None)


def _key(command: Command, typed: str) -> str:
    """A key as it is kept. Raises `Invalid` where what was typed cannot be the command's."""
    key = normalise(typed).strip().lower()
    if len(key) > 1 or (key and unicodedata.category(key)[0] not in "LNPS"):
        raise Invalid(
            phrase("A key is one character: “{key}” cannot be for “{command}”.", key=key, command=str(command.label))
        )
    if key == SEARCH:
        raise Invalid(
            phrase(
                "“{key}” goes to the search field of a page: it cannot be for “{command}”.",
                key=key,
                command=str(command.label),
            )
        )
    if key and key in DIGITS and View.EDITOR in command.views:
        raise Invalid(
            phrase(
                "Digits put in matches and drafts: “{key}” cannot be for “{command}”.",
                key=key,
                command=str(command.label),
            )
        )
    return key


def _clash(key: str, one: Command, other: Command) -> Invalid:
    said = phrase(
        "“{key}” cannot be for two things on a page: “{first}” and “{second}”.",
        key=shown(key),
        first=str(one.label),
        second=str(other.label),
    )
    return Invalid(said)
