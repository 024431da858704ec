"""The table of commands, and the page of the documentation that shows it."""

from pathlib import Path

import pytest

from desk.web.sheet.bindings import choice, shown
from desk.web.sheet.commands import COMMANDS, FIXED, GROUPS, Command, Fixed, View, commands_of, grouped

KEYS = Path(__file__).parents[3] / "docs" / "keys.md"


def where(one: Command | Fixed) -> str:
    return " and ".join(view for view in View if view in one.views)


def line(command: Command) -> str:
    digit = ", 1 – 9" if command.numbered and command.changeable else ""
    return f"| {shown(command.key) or 'none'}{digit} | {command.label} | {where(command)} |"


class TestTable:
    def test_names_are_given_once(self) -> None:
        assert len({command.name for command in COMMANDS}) == len(COMMANDS)

    def test_its_keys_can_be_chosen_and_none_stands_twice_on_a_page(self) -> None:
        assert choice({command.name: command.key for command in COMMANDS}) is None

    @pytest.mark.parametrize("view", View)
    def test_each_command_stands_in_a_group(self, view: View) -> None:
        listed = [command for _, group in grouped(commands_of(view)) for command in group]

        assert sorted(command.name for command in listed) == sorted(command.name for command in commands_of(view))
        assert set(GROUPS) == {command.group for command in COMMANDS}


class TestDocumentation:
    def test_it_shows_the_table(self) -> None:
        told = KEYS.read_text("utf-8").splitlines()

        expected = [
            *(f"| {one.keys} | {one.label} | {where(one)} |" for one in FIXED),
            *(line(command) for _, group in grouped(COMMANDS) for command in group),
        ]
        assert [one for one in told if one.startswith("| ") and not one.startswith("| Key")] == expected
