"""Quotation marks that are typewritten out of others (``…'' and ''…''), and those of the language instead.

Straight marks (`"…"`) are left: they are marks, if plain ones, and changing them would touch half of all articles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.domain.segment import Span


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of a language: opening and closing, and those of a quotation in a quotation."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_CURLY = Style("“", "”", "‘", "’")
_LOW = Style("„", "“", "‚", "‘")
_GUILLEMETS = Style("«", "»", "„", "“")
_CORNERS = Style("「", "」", "『", "』")
STYLES = {
    "ar": Style("«", "»", "“", "”"),
    "cs": _LOW,
    "de": _LOW,
    "es": Style("«", "»", "“", "”"),
    "fa": Style("«", "»", "“", "”"),
    "fr": Style("«\u00a0", "\u00a0»", "“", "”"),
    "it": Style("«", "»", "“", "”"),
    "ja": _CORNERS,
    "pl": Style("„", "”", "«", "»"),
    "ru": _GUILLEMETS,
    "uk": _GUILLEMETS,
}
"""By language; curly marks everywhere else, straight ones where the language is not known."""

_STRAIGHT = Style('"', '"', "'", "'")
_MARKS = re.compile(r"(?P<double>``|''|´´|,,(?=\S))|(?P<single>(?<![`'´])[`'´](?![`'´]))")
_OPENS_AFTER = re.compile(r"[\s(\[{«“„‘‚\"'`—–-]|^$")


@dataclass(frozen=True, slots=True)
class _Sign:
    span: Span
    text: str
    opens: bool
    closes: bool


def odd_quotes(text: str, language: str | None) -> Iterator[tuple[Span, str]]:
    """The spans of marks that stand in for quotation marks, each with the language's own, in order.

    Left alone: seconds and inches (5'11''), apostrophes, and a single backtick without a partner.
    """
    style = _STRAIGHT if language is None else STYLES.get(language, _CURLY)
    signs = list(_signs(text))
    found = [*_doubles(signs, text, style), *_singles(signs, style)]
    yield from sorted((_with_spaces(span, instead, text), instead) for span, instead in found)


def _signs(text: str) -> Iterator[_Sign]:
    for match in _MARKS.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        opens = bool(_OPENS_AFTER.fullmatch(before)) and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and not after.isalnum()
        yield _Sign(Span(*match.span()), match[0], opens, closes)


def _doubles(signs: list[_Sign], text: str, style: Style) -> Iterator[tuple[Span, str]]:
    within = False
    for sign in signs:
        if len(sign.text) == 1 or (sign.text == ",," and not sign.opens):
            continue
        opening = sign.text in ("``", ",,") and not (within and sign.closes and not sign.opens)
        opening = opening or (sign.opens and not (within and sign.closes))
        if not opening and not within and text[sign.span.start - 1 : sign.span.start].isdigit():
            continue  # inches, seconds of an arc
        within = opening
        yield sign.span, style.opening if opening else style.closing


def _singles(signs: list[_Sign], style: Style) -> Iterator[tuple[Span, str]]:
    """`word' and `word`: a backtick that opens, with the next sign that closes. Two backticks are a quotation's marks,
    one with an apostrophe those of a quotation in a quotation."""
    opened: _Sign | None = None
    for sign in signs:
        if len(sign.text) != 1:
            continue
        if sign.text == "`" and sign.opens and not sign.closes and opened is None:
            opened = sign
        elif opened is not None and sign.closes:
            outer = sign.text == "`"
            yield opened.span, style.opening if outer else style.inner_opening
            yield sign.span, style.closing if outer else style.inner_closing
            opened = None


def _with_spaces(span: Span, instead: str, text: str) -> Span:
    """The span with the space beside it, where the mark brings its own."""
    if instead.endswith("\u00a0") and text[span.end : span.end + 1].isspace():
        return Span(span.start, span.end + 1)
    if instead.startswith("\u00a0") and text[span.start - 1 : span.start].isspace():
        return Span(span.start - 1, span.end)
    return span
