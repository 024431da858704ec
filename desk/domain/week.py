"""Weeks, as ISO 8601 counts them, in UTC: Monday to Sunday, written like `2026-W48`."""

import datetime as dt
import re
from dataclasses import dataclass

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase

_NAME = re.compile(r"(\d{4})-W(\d{2})")
WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week by the Monday that begins it."""

    monday: dt.date

    @property
    def name(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def start(self) -> dt.datetime:
        """Its first moment."""
        return dt.datetime.combine(self.monday, dt.time(), dt.UTC)

    @property
    def end(self) -> dt.datetime:
        """The first moment after it."""
        return self.start + WEEK

    @property
    def last_day(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)

    def before(self) -> "Week":
        return Week(self.monday - WEEK)


def week_of(moment: dt.datetime) -> Week:
    """The week in which an aware moment lies."""
    day = moment.astimezone(dt.UTC).date()
    return Week(day - dt.timedelta(days=day.weekday()))


def week_named(name: str) -> Week:
    """The week of a name. Raises `NotFound` where there is none of it."""
    match = _NAME.fullmatch(name)
    try:
        if match is None:
            raise ValueError
        return Week(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        raise NotFound(phrase("There is no week “{name}”.", name=name[:20])) from None
