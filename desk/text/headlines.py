"""A headline that stands again in the text, and the counter that a page writes behind its headline."""

import re
from functools import cache

from desk.domain.cleaning import RemovalReason
from desk.domain.segment import Span
from desk.text.furniture import counters, languages

_NOT_LETTERS = re.compile(r"[\W_]+")
_BRACKETED_COUNT = re.compile(r"\s*[\[(]\s*\d+\s*[\])]\s*$")
_SITE = re.compile(r"\s+[-–—|·•»]\s+(?P<site>[^-–—|·•»]{1,40})$|\s*\|\s*(?P<other>[^|]{1,40})$")
_LONGEST_SITE = 5
_TAIL = 100
"""Characters at the end of a text in which a counter or a site's name is looked for: anywhere else there is none, and
a search for what ends a text would try each of its spaces and digits against every other."""


def repeats(text: str, headline: str, language: str | None) -> bool:
    """Whether a text is the headline again, perhaps with a counter or the site's name behind it."""
    wanted = letters(headline)
    return bool(wanted) and any(letters(bare) == wanted for bare in _bare(text, language))


def counter_behind(text: str, language: str | None) -> Span | None:
    """The span of a comment counter behind a headline ("… 12 comments"), with the space before it."""
    found = _at_the_end(_counter(languages(language)), text)
    return Span(found.start(), len(text)) if found and text[: found.start()].strip() else None


def letters(text: str) -> str:
    """What is compared of a headline: its words without case, marks and spaces between them."""
    return _NOT_LETTERS.sub(" ", text).strip().casefold()


def _bare(text: str, language: str | None) -> list[str]:
    """The text, and what it is without the counters and site names behind it."""
    found = [text]
    while len(found) < 4:
        shorter = _shorter(found[-1], language)
        if shorter is None:
            break
        found.append(shorter)
    return found


def _shorter(text: str, language: str | None) -> str | None:
    if span := counter_behind(text, language):
        return text[: span.start]
    if count := _at_the_end(_BRACKETED_COUNT, text):
        return text[: count.start()]
    site = _at_the_end(_SITE, text)
    if site and len((site["site"] or site["other"]).split()) <= _LONGEST_SITE:
        return text[: site.start()]
    return None


def _at_the_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    end = len(text.rstrip())
    return pattern.search(text, max(end - _TAIL, 0), end)


@cache
def _counter(codes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s+[-–—|·•]?\s*(?:{counters(codes, RemovalReason.COMMENT_COUNT)})\s*$", re.IGNORECASE)
