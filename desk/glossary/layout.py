"""Laying out YAML as people write it: what fits on a line stands on one, lists are filled up to the margin."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 120

Value = str | bool | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"""[«“„(¿¡]?[^\W_](?:[^:#\\`|>*!%@=&]|:(?=\S)|(?<=\S)#)*(?<!:)""")
_SIGNS_OF_FLOW = re.compile(r"""[,\[\]{}:?"]""")
_READ_OTHERWISE = re.compile(r"null|true|false|yes|no|on|off|y|n|[\d.eE+_-]+|0[xo][\da-f]+", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufeff\ufffe\uffff]")


def scalar(text: str, *, in_flow: bool = False) -> str:
    """A text in a form that any reader of YAML takes for this text: plain where it may be, else in quotation marks."""
    is_plain = _PLAIN.fullmatch(text) and not _READ_OTHERWISE.fullmatch(text) and not _UNPRINTABLE.search(text)
    if is_plain and not (in_flow and _SIGNS_OF_FLOW.search(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def flow(value: Value) -> str:
    """A value within a list or a mapping on one line."""
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def entry(key: str, value: Value, indent: int, *, spread: bool = False) -> Iterator[str]:
    """The lines of a key and its value. With `spread` a mapping has a line for each of its keys, even a short one."""
    head = " " * indent + f"{key}:"
    line = f"{head} {scalar(value) if isinstance(value, str) else flow(value)}"
    if len(line) <= WIDTH and not spread:
        yield line
    elif isinstance(value, Mapping):
        yield head
        for inner, each in value.items():
            yield from entry(inner, each, indent + 2)
    elif isinstance(value, str):
        yield from _folded(head, value, indent + 2)
    elif not isinstance(value, bool):
        yield from _filled(head, value)


def items(key: str, values: Sequence[str], indent: int) -> Iterator[str]:
    """The lines of a key and a list of sentences, one under the other."""
    yield " " * indent + f"{key}:"
    for text in values:
        line = " " * (indent + 2) + f"- {scalar(text)}"
        if len(line) <= WIDTH:
            yield line
        else:
            yield from _folded(" " * (indent + 2) + "-", text, indent + 4)


def _folded(head: str, text: str, indent: int) -> Iterator[str]:
    if _UNPRINTABLE.search(text):
        yield f"{head} {scalar(text)}"
        return
    margin = " " * indent
    yield f"{head} >-"
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=margin, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )


def _filled(head: str, values: Sequence[Value]) -> Iterator[str]:
    line = f"{head} ["
    margin = " " * len(line)
    for number, value in enumerate(values):
        said = flow(value) + ("," if number < len(values) - 1 else "]")
        if line.endswith("["):
            line += said
        elif len(line) + 1 + len(said) <= WIDTH:
            line += f" {said}"
        else:
            yield line
            line = margin + said
    yield line
