"""A group whose commands are imported when they are used, so that `desk check` does not pay for `desk serve`."""

import importlib
from typing import Any

import click


class LazyGroup(click.Group):
    """A click group by names and places, each written "module:attribute"."""

    def __init__(self, *args: Any, commands_at: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self.commands_at.get(cmd_name)
        if place is None:
            return None
        module, attribute = place.split(":")
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command)  # noqa: S101 - a wrong entry in the table is ours to mend
        return found
