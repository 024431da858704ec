"""Times that people write, in their own zone."""

import datetime as dt

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.web.reader import zone

FIRST_YEAR, LAST_YEAR = 1970, 2999


def local_time(text: str) -> dt.datetime | None:
    """The moment that somebody wrote in their own zone (`2026-11-23T18:30`), None for nothing. Raises `Invalid`."""
    if not text.strip():
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(phrase("“{text}” is not a time; write one like 2026-11-23T18:30.", text=text[:40])) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Invalid(
            phrase(
                "“{text}” lies too far away; a time lies between {first_year} and {last_year}.",
                text=text[:40],
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            )
        )
    return moment if moment.tzinfo else moment.replace(tzinfo=zone())
