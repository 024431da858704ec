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
    """A piece of a YAML file from its line to its last, from 1. `value` is text, a list of nodes or nodes by key."""

    value: "str | list[Node] | dict[str, Node]"
    line: int
    quoted: bool = False
    last: int = 0

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
            return Node(event.value, line, quoted=event.style in _QUOTING, last=_last_line(event))
        if isinstance(event, yaml.SequenceStartEvent):
            nodes, last = self._list(depth)
            return Node(nodes, line, last=max(last, line))
        by_key, last = self._mapping(depth)
        return Node(by_key, line, last=max(last, line))

    def _list(self, depth: int) -> tuple[list[Node], int]:
        """The nodes of a list, and its last line."""
        nodes: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            nodes.append(self._node(event, depth + 1))
        return nodes, _closed(event, nodes[-1].last if nodes else 0)

    def _mapping(self, depth: int) -> tuple[dict[str, Node], int]:
        """The nodes of a mapping by key, and its last line."""
        nodes: dict[str, Node] = {}
        last = 0
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1).value
            if not isinstance(key, str):
                raise self._refusal(event, "a key is a word, not a list or a mapping")
            if key in nodes:
                raise self._refusal(event, f"“{key}” is written twice")
            nodes[key] = self._node(next(self._events), depth + 1)
            last = nodes[key].last
        return nodes, _closed(event, last)

    def _refusal(self, event: Any, reason: str) -> Invalid:
        return Invalid(f"{self._name}, line {event.start_mark.line + 1}: {reason}.")


def _last_line(event: Any) -> int:
    """The last line of a scalar. That of a block of text ("|", ">") ends where the next line begins."""
    end = event.end_mark
    return int(end.line + 1 if end.column or end.line == event.start_mark.line else end.line)


def _closed(event: Any, last: int) -> int:
    """The last line of a collection: that of its bracket where it has one, else that of its last content."""
    has_bracket = event.end_mark.index > event.start_mark.index
    return int(event.end_mark.line + 1) if has_bracket else last
