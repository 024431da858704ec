"""Quotation marks that are none: backticks, doubled apostrophes, straight quotes; and those of the language instead."""

import re
from collections.abc import Iterator

from desk.domain.cleaning import RemovalReason
from desk.domain.segment import Span

STYLES: dict[str, tuple[str, str]] = {
    "ar": ("«", "»"),
    "de": ("„", "“"),
    "fa": ("«", "»"),
    "fr": ("«\u00a0", "\u00a0»"),
    "ja": ("「", "」"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
}
"""Opening and closing marks by language; “ ” everywhere else."""

_PAIRS = re.compile(
    r"``(?P<a>[^`'\n]{1,400})(?:''|``)"
    r"|(?<!\w)''(?P<b>[^'\n]{1,400})''(?!\w)"
    r"|(?<!\w)`(?P<c>[^`\n]{1,400})[`´](?!\w)"
    r"|(?<![\w\"])\"(?P<d>[^\"\n]{1,600})\"(?![\w\"])"
)


def odd_quotes(text: str, language: str | None) -> Iterator[tuple[Span, str, RemovalReason]]:
    """The spans of marks that stand in for quotation marks, each with the language's own, in order.

    Only pairs are changed: an inch mark, an apostrophe or a lone backtick stays.
    """
    opening, closing = STYLES.get(language or "", ("“", "”"))
    for found in _PAIRS.finditer(text):
        group = next(name for name, value in found.groupdict().items() if value is not None)
        inner = Span(*found.span(group))
        yield Span(found.start(), inner.start), opening, RemovalReason.QUOTE_MARKS
        yield Span(inner.end, found.end()), closing, RemovalReason.QUOTE_MARKS
