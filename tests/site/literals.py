"""Finds words in templates that no catalog can translate: text and attributes outside of `_()` and `ngettext()`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

GETTEXT = {"_", "N_", "ngettext", "pgettext"}
READ_ALOUD = "title|aria-label|aria-description|aria-roledescription|aria-valuetext|placeholder|alt"
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rf"\b(?:{READ_ALOUD})=\"([^\"]*)\"")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WORDS = "the|a|an|of|to|is|was|are|no|and|by|in|or|not|from|with|for|this"
_SENTENCE = re.compile(rf"^[A-Z][a-z]+(?:[ ,.:;!?’…-]|$)|[a-z][.!?…]$|\b(?:{_WORDS})\b .*[a-z]")
_MARKUP = re.compile(r"^\s*(?:[a-z-]+=[\"']|button(?:-|…))")
_DATA = re.compile(r"\bdata-[a-z-]+=\"([^\"]*)\"")
_EXPRESSION, _STATEMENT = "\x01", "\x02"

NAMES = {"Argos", "LibreTranslate", "Apertium", "HTER", "MQM", "TMX", "JSON", "UTC", "SHA-256 …", "sha256"} | {
    "the desk",
    "· the desk",
    "… MB",
    "· … MB",
    "Esc",
    "Enter",
    "X-CSRFToken",
}
"""What is called the same in every language."""


MACHINES = {"page_class", "body_attributes", "lang", "dir"}
"""Blocks that say nothing to people."""


@dataclass
class Literals:
    """The words of one template, in the order in which they stand."""

    found: list[str] = field(default_factory=list)
    html: str = ""

    def read(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Output):
                self._output(child)
            elif isinstance(child, nodes.Block) and child.name in MACHINES:
                continue
            elif isinstance(child, nodes.Stmt):
                self.html += _STATEMENT
                self.read(child)
            else:
                self.found += [text for text in constants(child) if _SENTENCE.search(text)]

    def _output(self, output: nodes.Output) -> None:
        for child in output.nodes:
            if isinstance(child, nodes.TemplateData):
                self.html += child.data
                continue
            inside = self.html.rfind("<") > self.html.rfind(">")
            printed = set() if inside else set(shown(child))
            self.found += [text for text in constants(child) if text in printed or _SENTENCE.search(text)]
            self.html += _EXPRESSION

    def texts(self) -> Iterator[str]:
        """What stands between tags and in attributes that are read aloud."""
        for text in _TAG.split(self.html):
            yield from re.split(_STATEMENT, text)
        for tag in _TAG.findall(self.html):
            yield from _ATTRIBUTE.findall(tag)
            yield from filter(_SENTENCE.search, _DATA.findall(tag))


def constants(node: nodes.Node) -> Iterator[str]:
    """Strings of an expression, but for those that gettext looks up and those that are compared or used as names."""
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in GETTEXT:
        for keyword in node.kwargs:
            yield from constants(keyword)
    elif isinstance(node, nodes.Compare | nodes.Test):
        return
    else:
        for child in node.iter_child_nodes():
            yield from constants(child)


def shown(node: nodes.Node) -> Iterator[str]:
    """Strings that an expression may print as they are."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and _LETTERS.search(node.value):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from shown(node.expr1)
        if node.expr2 is not None:
            yield from shown(node.expr2)
    elif isinstance(node, nodes.Concat):
        for child in node.nodes:
            yield from shown(child)
    elif isinstance(node, nodes.Add):
        yield from shown(node.left)
        yield from shown(node.right)
    elif isinstance(node, nodes.Or | nodes.And):
        yield from shown(node.right)


def literals(template: nodes.Template) -> list[str]:
    """The words of a parsed template that stay English whoever reads."""
    reading = Literals()
    reading.read(template)
    texts = [re.sub(rf"[{_EXPRESSION}{_STATEMENT}]", "…", text).strip() for text in reading.texts()]
    return [text for text in [*reading.found, *texts] if _is_said(text)]


def _is_said(text: str) -> bool:
    letters = _LETTERS.search(re.sub(r"&\w+;", "", text))
    return bool(letters) and text.strip() not in NAMES and not _MARKUP.match(text)
