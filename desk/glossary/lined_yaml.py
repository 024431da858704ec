"""YAML with line numbers, from the parser's events alone: nothing is ever constructed but text, lists and mappings.

Aliases, anchors and tags are refused, a mapping's keys are unique, and nesting is bounded (deep nesting crashes the
parser's own composer).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from desk.domain.errors import Invalid

DEEPEST = 12
_QUOTING = ("'", '"', "|", ">")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a YAML file at its line (from 1). `value` is text, a list of nodes or nodes by key."""

    value: "str | list[Node] | dict[str, Node]"
    line: int
    quoted: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: no value at all, or null."""
        return not self.quoted and self.value in ("", "~", "null")


def parse(text: str, name: str) -> Node:
    """The one document of a YAML text. Raises `Invalid` with the name and the line of what is wrong."""
    try:
        return _Reader(text, name).document()
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark or err.context_mark
        line = min(mark.line + 1, len(text.splitlines()) or 1) if mark else 1  # the end counts as a line of its own
        raise Invalid(f"{name}, line {line}: this is not YAML: {err.problem or err.context}.") from err
    except yaml.YAMLError as err:
        raise Invalid(f"{name}, line 1: this is not YAML: {err}.") from err


class _Reader:
    """Builds nodes from events."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._events: Iterator[Any] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def document(self) -> Node:
        node = Node("", 1)
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refusal(event, "a second document begins here; a file holds one")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 1)
        return node

    def _node(self, event: Any, depth: int) -> Node:
        if depth > DEEPEST:
            raise self._refusal(event, "this is nested too deeply")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._refusal(event, "anchors and aliases (& and *) are not used here")
        if event.tag:
            raise self._refusal(event, f"tags ({event.tag}) are not used here")
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, line, quoted=event.style in _QUOTING)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._list(depth), line)
        return Node(self._mapping(depth), line)

    def _list(self, depth: int) -> list[Node]:
        nodes = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            nodes.append(self._node(event, depth + 1))
        return nodes

    def _mapping(self, depth: int) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1).value
            if not isinstance(key, str):
                raise self._refusal(event, "a key is a word, not a list or a mapping")
            if key in nodes:
                raise self._refusal(event, f"“{key}” is written twice")
            nodes[key] = self._node(next(self._events), depth + 1)
        return nodes

    def _refusal(self, event: Any, reason: str) -> Invalid:
        return Invalid(f"{self._name}, line {event.start_mark.line + 1}: {reason}.")
