"""Times that people write, in their own zone."""

import datetime as dt

from desk.domain.errors import Invalid
from desk.web.reader import zone

FIRST_YEAR, LAST_YEAR = 1970, 2999


def local_time(text: str) -> dt.datetime | None:
    """The moment that somebody wrote in their own zone (`2026-11-23T18:30`), None for nothing. Raises `Invalid`."""
    if not text.strip():
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(f"“{text[:40]}” is not a time; write one like 2026-11-23T18:30.") from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Invalid(f"“{text[:40]}” lies too far away; a time lies between {FIRST_YEAR} and {LAST_YEAR}.")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone())
