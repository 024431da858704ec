"""A headline that stands again at the top of the text."""

import re

from desk.domain.cleaning import RemovalReason

_COUNTER = re.compile(r"\s*[\[(]\s*\d+\s*[\])]\s*$")
_NOT_LETTERS = re.compile(r"[\W_]+")


def repeats(text: str, headline: str) -> RemovalReason | None:
    """The reason of removal where a text is the headline again, perhaps with a counter or the site's name behind it."""
    bare, wanted = _letters(_COUNTER.sub("", text)), _letters(headline)
    if not wanted:
        return None
    before, bar, site = text.rpartition("|") if "|" in text else text.rpartition(" - ")
    with_site = bool(bar) and len(site.split()) <= 4 and _letters(_COUNTER.sub("", before)) == wanted
    return RemovalReason.HEADLINE_REPEATED if bare == wanted or with_site else None


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text).strip().casefold()
