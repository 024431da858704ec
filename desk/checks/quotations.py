"""Finding double quotation marks and the pairs they make, whatever their style."""

import re
from dataclasses import dataclass

from desk.domain.segment import Span

_MARK = re.compile(r"``|''|[\"“”„‟«»「」『』`]|(?<=[^\s`])[’'](?=[^\w]|$)")
_SPACE = " \u00a0\u202f\u2009"
_BEFORE_OPENING = '([{-–—:/¿¡«“„「『"=>'
_ALWAYS_OPEN = frozenset({"„", "‟", "「", "『", "``"})
_ALWAYS_CLOSE = frozenset({"」", "』"})
_BACKTICK = frozenset({"`", "``"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of marks; spans take in the space that French sets inside « ». `depth` is 0 for the outermost."""

    opening: Span
    closing: Span
    depth: int


def quotations(text: str) -> tuple[list[Quotation], list[Span]]:
    """The pairs of double quotation marks (and backticks) by place, and the marks that have no partner.

    Single marks are left alone: they cannot be told from apostrophes. So are inches after figures and the straight
    marks inside Hebrew abbreviations.
    """
    pairs: list[Quotation] = []
    opened: list[Span] = []
    alone: list[Span] = []
    for found in _MARK.finditer(text):
        mark, span = found.group(), Span(*found.span())
        if _no_quotation(text, mark, span, opened):
            continue
        if opened and _closes(text, mark, span, opened[-1]):
            pairs.append(_pair(text, opened.pop(), span, len(opened)))
        elif _opens(text, mark, span):
            opened.append(span)
        elif opened and mark in _ALWAYS_CLOSE | {"”", "»", "''"}:
            pairs.append(_pair(text, opened.pop(), span, len(opened)))
        else:
            alone.append(span)
    return sorted(pairs, key=lambda pair: pair.opening), sorted(alone + opened)


def _no_quotation(text: str, mark: str, span: Span, opened: list[Span]) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if mark in ("'", "’"):  # closes a backtick, or is an apostrophe
        return not (opened and opened[-1].of(text) == "`")
    if mark in ('"', "”", "''") and before.isdigit() and not opened:
        return True
    return mark == '"' and _hebrew(before) and _hebrew(after) and not opened


def _hebrew(character: str) -> bool:
    return "\u05d0" <= character <= "\u05ea"


def _opens(text: str, mark: str, span: Span) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if mark in ("«", "“"):
        return bool(after)
    if mark in ('"', "`") and before and not before.isspace() and before not in _BEFORE_OPENING:
        return _unspaced(before) and bool(after.strip())
    return bool(after.strip()) and (not before or before.isspace() or before in _BEFORE_OPENING or _unspaced(before))


def _unspaced(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _closes(text: str, mark: str, span: Span, opening: Span) -> bool:
    """Whether a mark closes the innermost opening rather than opening a quotation inside it."""
    first = opening.of(text)
    if mark in _ALWAYS_OPEN or opening.end == span.start:
        return False
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if first in _BACKTICK:
        return mark in ("'", "’", "`", "''", "``", '"', "”")
    match mark:
        case "»" | "«":
            return first in "«»" and mark != first
        case "“":
            return first in "„”“" and not before.isspace() and not after.isalnum()
        case '"':
            return not before.isspace() or not after.strip() or not after.isalnum()
    return first not in "«»「『" or mark in _ALWAYS_CLOSE


def _pair(text: str, opening: Span, closing: Span, depth: int) -> Quotation:
    if opening.of(text) in "«»" and text[opening.end] in _SPACE:
        opening = Span(opening.start, opening.end + 1)
    if closing.of(text) in "«»" and text[closing.start - 1] in _SPACE:
        closing = Span(max(closing.start - 1, opening.end), closing.end)
    return Quotation(opening, closing, depth)
