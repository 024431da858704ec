"""Changing one term in a glossary's file and leaving every other line, comments included, as it was."""

import re
from typing import Any

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.glossary.lined_yaml import Node, parse

_NO_TERMS = re.compile(r"terms:[ \t]*(?:\[[ \t]*\]|~|null)?(?=\s*(?:#|$))")
_DASH = re.compile(r"([ \t]*)- +\S")


def edit_file(text: str, id: str, block: str | None, name: str = "the glossary") -> str:
    """The file's text with the term of an id changed to `block`, put at the end where there is none, or removed (None).

    `block` is what `desk.glossary.writing.block` writes; it takes on the file's indentation and line ends. Comments
    above a term stay, those within it go with it. Raises `Invalid` with the file's name and a line where the text is no
    such file, where the id is written twice, or where a term shares its lines with another.
    """
    terms = _terms(text, name)
    places = [number for number, node in enumerate(terms) if _id_of(node) == id]
    if len(places) > 1:
        raise Invalid(
            phrase("{name}, line {line}: “{id}” is here a second time.", name=name, line=terms[places[1]].line, id=id)
        )
    lines = text.splitlines(keepends=True)
    new = _fitted(block or "", lines, terms)
    if places:
        _replace(lines, terms[places[0]], new, name)
    elif new:
        _append(lines, terms, new)
    changed = "".join(lines)
    _verify(parse(text, name), changed, id, block, name)
    return changed


def _terms(text: str, name: str) -> list[Node]:
    root = parse(text, name)
    terms = root.value.get("terms") if isinstance(root.value, dict) else None
    if terms is None or not (terms.is_empty or isinstance(terms.value, list)):
        raise Invalid(phrase("{name}, line {line}: this file has no list of terms.", name=name, line=root.line))
    return terms.value if isinstance(terms.value, list) else []


def _id_of(node: Node) -> str:
    id = node.value.get("id") if isinstance(node.value, dict) else None
    return id.value if id and isinstance(id.value, str) else ""


def _fitted(block: str, lines: list[str], terms: list[Node]) -> list[str]:
    """The block's lines with the file's indentation and line ends."""
    dash = _DASH.match(lines[terms[0].line - 1]) if terms else None
    margin = dash[1] if dash else "  "
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    return [f"{margin}{line[2:]}{end}" for line in block.splitlines()]


def _replace(lines: list[str], term: Node, new: list[str], name: str) -> None:
    first, after = term.line - 1, _last(lines, term)
    if not _DASH.match(lines[first]):
        raise Invalid(
            phrase(
                "{name}, line {line}: this term does not begin a line of its own, so it cannot be changed.",
                name=name,
                line=term.line,
            )
        )
    if not new and after < len(lines) and not lines[after].strip():
        after += 1  # the blank line between it and what follows
    lines[first:after] = new


def _append(lines: list[str], terms: list[Node], new: list[str]) -> None:
    """Puts a term at the end, behind a blank line unless the file's terms stand close together."""
    if not terms:
        place = next(number for number, line in enumerate(lines) if _NO_TERMS.match(line))
        lines[place] = _NO_TERMS.sub("terms:", lines[place], count=1)
    else:
        place = _last(lines, terms[-1]) - 1
    end = new[0][len(new[0].rstrip("\r\n")) :]
    lines[place] = lines[place] if lines[place].endswith(("\n", "\r")) else lines[place] + end
    is_close = len(terms) > 1 and _last(lines, terms[-2]) == terms[-1].line - 1
    lines[place + 1 : place + 1] = new if is_close else [end, *new]


def _last(lines: list[str], term: Node) -> int:
    """The last line of a term that is not empty; a block of text takes in the empty lines after it."""
    return next(number for number in range(term.last, 0, -1) if lines[number - 1].strip())


def _verify(before: Node, changed: str, id: str, block: str | None, name: str) -> None:
    """Makes sure that nothing else was changed: the file, read again, holds what it should."""
    wanted = _plain(before)
    [new] = _plain(parse(f"terms:\n{block}", name))["terms"] if block else [None]
    terms = wanted["terms"] if isinstance(wanted["terms"], list) else []
    places = [number for number, term in enumerate(terms) if isinstance(term, dict) and term.get("id") == id]
    place = places[0] if places else len(terms)
    wanted["terms"] = terms[:place] + ([new] if new else []) + terms[place + 1 :]
    found = _plain(parse(changed, name))
    found["terms"] = found["terms"] if isinstance(found["terms"], list) else []
    if found != wanted:
        raise Invalid(
            phrase(
                "{name}: “{id}” cannot be changed by itself, since it shares its lines with something else.",
                name=name,
                id=id,
            )
        )


def _plain(node: Node) -> Any:
    """The content of a node without lines."""
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    return [_plain(each) for each in node.value] if isinstance(node.value, list) else node.value
