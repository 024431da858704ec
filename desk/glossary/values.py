"""Values of a glossary's file: texts, lists, mappings and words of a set, each with a problem where it is wrong."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from desk.domain.finding import Level
from desk.domain.language import LANGUAGES
from desk.glossary.lined_yaml import Node
from desk.glossary.problems import Problem

LONGEST_FORM = 200
LONGEST_NOTE = 2_000

Choice = TypeVar("Choice", bound=StrEnum)


def tidy(text: str) -> str:
    """The text as a glossary uses it: NFC, without white space around it or doubled in it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class Values:
    """Reads values and notes problems instead of stopping at the first. `shown` is how problems call the file."""

    def __init__(self, shown: str, problems: list[Problem]) -> None:
        self._shown = shown
        self._problems = problems

    def problem(self, line: int, message: str, level: Level = Level.BLOCK) -> None:
        self._problems.append(Problem(self._shown, line, level, message))

    def text(self, node: Node | None, longest: int = LONGEST_FORM) -> str:
        """The text of a node, tidy; empty where there is none."""
        if node is None or node.is_empty:
            return ""
        if not isinstance(node.value, str):
            self.problem(node.line, "here a text is expected, not a list or a mapping")
            return ""
        text = tidy(node.value)
        composed = unicodedata.normalize("NFC", node.value)
        if composed != node.value:
            self.problem(node.line, f"“{text}” is not in Unicode's composed form (NFC)", Level.WARN)
        if longest <= LONGEST_FORM and text != composed:
            self.problem(node.line, f"“{text}” has white space around it, or doubled in it", Level.WARN)
        if len(text) > longest:
            self.problem(node.line, f"this text has {len(text)} characters; at most {longest} are allowed")
            return ""
        return text

    def texts(self, node: Node | None, longest: int = LONGEST_FORM) -> tuple[str, ...]:
        """The texts of a list, or one text alone; empty ones are left out."""
        if node is None or node.is_empty:
            return ()
        return tuple(text for entry in self.one_or_more(node) if (text := self.text(entry, longest)))

    def flag(self, node: Node | None) -> bool:
        if node is None:
            return False
        if node.value not in ("true", "false"):
            self.problem(node.line, "here “true” or “false” is expected")
        return node.value == "true"

    def choice(self, node: Node | None, known: Iterable[Choice], name: str) -> Choice | None:
        """The one of `known` that is written; None where nothing is, or something else."""
        if node is None:
            return None
        choices = list(known)
        for choice in choices:
            if node.value == choice.value:
                return choice
        names = ", ".join(f"“{choice.value}”" for choice in choices)
        self.problem(node.line, f"{name} is one of {names}, not “{self.text(node)}”")
        return None

    def language(self, code: str, line: int) -> str:
        if code not in LANGUAGES:
            self.problem(line, f"“{code}” is not a language the desk knows; it knows {', '.join(LANGUAGES)}")
        return code

    def by_language(self, node: Node | None, place: str) -> dict[str, Node]:
        """The content of a mapping whose keys are languages."""
        content = self.mapping(node, None, place)
        for code, said in content.items():
            self.language(code, said.line)
        return content

    def entries(self, node: Node | None) -> list[Node]:
        if node is None or node.is_empty:
            return []
        if not isinstance(node.value, list):
            self.problem(node.line, "here a list is expected")
            return []
        return node.value

    def one_or_more(self, node: Node) -> list[Node]:
        return node.value if isinstance(node.value, list) else [node]

    def mapping(self, node: Node | None, keys: tuple[str, ...] | None, place: str) -> dict[str, Node]:
        """The content of a mapping; of its `keys` alone where they are given."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.problem(node.line, f"{place} is not a mapping (“key: value” on each line)")
            return {}
        for key, value in node.value.items():
            if keys is not None and key not in keys:
                self.problem(value.line, f"{place} has the unknown key “{key}”; known are {', '.join(keys)}")
        return {key: value for key, value in node.value.items() if keys is None or key in keys}
