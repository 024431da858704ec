"""Options that several commands take. Nothing is imported here that a command without a database would not need."""

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]


def as_user(command: Command) -> Command:
    """The option `--as USER`: the person under whose rights the command acts."""
    return click.option("--as", "user", required=True, metavar="USER", help="Who acts, by user name.")(command)


def as_json(command: Command) -> Command:
    """The option `--json`: records as JSON Lines."""
    return click.option("--json", "json_", is_flag=True, help="Print records as JSON Lines.")(command)


def narrowed(command: Command) -> Command:
    """Options that say for which desk and topic terms have to hold."""
    for name, place in (("topic", "topic"), ("desk", "desk")):
        command = click.option(f"--{name}", metavar="NAME", help=f"Leave out terms of other {place}s.")(command)
    return command
