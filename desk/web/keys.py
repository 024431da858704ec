"""The reader's keys, for the pages that have some and for the preferences."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from desk.services.preferences import Choice, Preferences
from desk.web.reader import actor
from desk.web.session import session
from desk.web.sheet.bindings import LEADERS, Bindings, bindings
from desk.web.sheet.commands import COMMANDS, View, commands_of, fixed_of, grouped


def mine() -> Bindings:
    """What keys mean for the reader."""
    return bindings(Preferences(session(), actor()).read(Choice.KEYS))


def keys_on(view: View) -> Mapping[str, Any]:
    """For a page that has keys: the reader's `bindings`, and what its list of keys shows."""
    return {
        "bindings": mine(),
        "keys_view": view,
        "fixed_keys": fixed_of(view),
        "commands": list(grouped(commands_of(view))),
    }


def choices() -> Mapping[str, Any]:
    """For the preferences: all commands in their groups, with the reader's keys."""
    changeable = [command for command in COMMANDS if command.changeable]
    leaders = [*((leader, f"\u200e{leader}\u200e") for leader in LEADERS), ("", _("none"))]
    return {"bindings": mine(), "commands": list(grouped(changeable)), "leaders": leaders}
