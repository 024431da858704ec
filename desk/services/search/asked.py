"""What somebody asks search for: words and phrases, and what stands in fields before a colon."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desk.domain.ids import LENGTH
from desk.domain.language import LANGUAGES
from desk.domain.workflow import State
from desk.services.search.words import Phrase, phrase
from desk.text.diacritics import plain

MOST_PHRASES = 12
FIRST_YEAR, LAST_YEAR = 1970, 2999
_PART = re.compile(r'(?:(?P<name>[a-z]+):)?(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]|(?P<bare>\S+))', re.IGNORECASE)
_ID = re.compile(rf"0[0-9a-hjkmnp-tv-z]{{7,{LENGTH - 1}}}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `before` and `after` are days in the reader's zone: stories taken in up to, and from, their first
    moment on. `hints` say what could not be understood as it was meant."""

    phrases: tuple[Phrase, ...] = ()
    addresses: tuple[Phrase, ...] = ()
    ids: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    after: dt.date | None = None
    before: dt.date | None = None
    hints: tuple[str, ...] = field(default=())

    @property
    def anything(self) -> bool:
        """Whether there is anything to look for."""
        return replace(self, hints=()) != Asked()


FIELDS = {
    "state": "states",
    "to": "languages",
    "in": "languages",
    "from": "sources",
    "outlet": "outlets",
    "by": "people",
    "person": "people",
    "topic": "topics",
    "id": "ids",
    "url": "addresses",
    "after": "after",
    "since": "after",
    "before": "before",
    "until": "before",
    "on": "on",
}
"""What may stand before a colon, and the part of `Asked` that it fills."""


def parse(text: str, today: dt.date) -> Asked:
    """What a text asks for. What cannot be understood is looked for as words, and a hint says so: nothing is refused.

    `today` is the day of “today” and “yesterday”.
    """
    asked = Asked()
    for found in _PART.finditer(text):
        name = (found["name"] or "").casefold()
        said = found["quoted"] if found["quoted"] is not None else found["bare"]
        if found["name"] and name in FIELDS:
            asked = _with(asked, name, said.strip(), today)
        elif found["name"] or found["quoted"] is not None:
            whole = found[0] if found["name"] else said
            asked = _address_or_words(asked, whole)
        else:
            asked = _bare(asked, said)
    return asked


def _bare(asked: Asked, said: str) -> Asked:
    """A word by itself: an id, an address, or a word."""
    if _ID.fullmatch(said.casefold()):
        return replace(asked, ids=(*asked.ids, said.casefold()))
    return _address_or_words(asked, said)


def _address_or_words(asked: Asked, said: str) -> Asked:
    if _ADDRESS.match(said):
        return _address(asked, said)
    found = phrase(said)
    if found is None or len(asked.phrases) >= MOST_PHRASES:
        return asked
    return replace(asked, phrases=(*asked.phrases, found))


def _address(asked: Asked, said: str) -> Asked:
    found = phrase(re.sub(r"^https?://(www\.)?", "", said, flags=re.IGNORECASE))
    return replace(asked, addresses=(*asked.addresses, found)) if found else asked


def _with(asked: Asked, name: str, said: str, today: dt.date) -> Asked:
    """The question with a field; where that makes no sense, with its words, and a hint."""
    part = FIELDS[name]
    if not said:
        return asked
    if part == "addresses":
        return _address(asked, said)
    if part in ("after", "before", "on"):
        return _dated(asked, name, part, said, today)
    values = _values(part, said)
    if not values:
        return _hinted(asked, f"“{said}” is no {_KIND[part]} that the desk knows.", said)
    more: dict[str, Any] = {part: (*getattr(asked, part), *values)}
    return replace(asked, **more)


_KIND = {"states": "state", "languages": "language", "sources": "language", "ids": "id"}


def _values(part: str, said: str) -> Sequence[str]:
    """What a field's value means: several states may have one name."""
    said = said.casefold()
    if part == "states":
        return [state for state in State if state == said]
    if part in ("languages", "sources"):
        return [code for code, known in LANGUAGES.items() if said in (code, known.name.casefold())]
    if part == "ids":
        return [said] if re.fullmatch(rf"[0-9a-hjkmnp-tv-z]{{4,{LENGTH}}}", said) else []
    return [plain(said)]


def _dated(asked: Asked, name: str, part: str, said: str, today: dt.date) -> Asked:
    span = _days(said, today)
    if span is None:
        return _hinted(asked, f"“{name}:{said}” names no day; write one like {name}:2026-11-23.", said)
    first, end = span
    if part == "on":
        return replace(asked, after=first, before=end)
    return replace(asked, after=first) if part == "after" else replace(asked, before=first)


def _days(said: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first day that is meant, and the one after the last: a day, a month, or a year."""
    near = {"today": 0, "yesterday": 1}.get(said.casefold())
    if near is not None:
        day = today - dt.timedelta(days=near)
        return day, day + dt.timedelta(days=1)
    found = _DATE.fullmatch(said)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year, month, day_ = int(found[1]), found[2], found[3]
    try:
        first = dt.date(year, int(month or 1), int(day_ or 1))
    except ValueError:
        return None
    if day_:
        return first, first + dt.timedelta(days=1)
    if month:
        return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first, dt.date(year + 1, 1, 1)


def _hinted(asked: Asked, hint: str, said: str) -> Asked:
    return replace(_address_or_words(asked, said), hints=(*asked.hints, hint))


def written(parts: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> str:
    """A question as somebody would write it who knows the fields: what a form's fields come to."""
    return " ".join(
        value if not name else f'{name}:"{value}"' if " " in value else f"{name}:{value}"
        for name, value in parts
        if value.strip()
    )
