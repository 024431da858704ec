"""How dates, numbers, languages and people are written: plain functions, bound to the reader's zone for templates."""

import datetime as dt
import zlib

from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.numbers import format_decimal
from flask import Flask

from desk.domain.language import LANGUAGES
from desk.web.reader import LOCALE, zone

HUES = 6
"""Colours that avatars have, as classes `avatar-0` to `avatar-5`."""


def number(value: float, places: int = 0, *, locale: str = LOCALE) -> str:
    """A number with the locale's separators and a fixed count of decimal places."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=locale)


def languages() -> list[tuple[str, str]]:
    """The codes and names of all languages that the desk knows, by name, as a reader looks for them."""
    return sorted(((code, known.name) for code, known in LANGUAGES.items()), key=lambda one: one[1])


def language_name(code: str) -> str:
    """A language's English name; the code itself where the desk does not know it."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def direction(code: str) -> str:
    """The direction that a language is written in, "ltr" or "rtl"."""
    return LANGUAGES[code].direction if code in LANGUAGES else "ltr"


METRICS = {"chrf": "chrF++", "bleu": "BLEU", "ter": "TER", "hter": "HTER"}


def metric_name(metric: str) -> str:
    """A metric as papers write it."""
    return METRICS.get(metric, metric)


ENGINES = {"argos": "Argos", "libretranslate": "LibreTranslate", "apertium": "Apertium", "quiet": "Quiet engine"}


def engine_name(name: str) -> str:
    """An engine's name as its makers write it."""
    return ENGINES.get(name, name)


def is_web_address(address: str) -> bool:
    """Whether an address leads to the web, and may stand in a link."""
    return address.startswith(("https://", "http://"))


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def hue(key: str) -> int:
    """A colour for a person, always the same for the same key."""
    return zlib.crc32(key.encode()) % HUES


def machine_time(moment: dt.datetime) -> str:
    """A moment as HTML wants it, in UTC."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def short_time(moment: dt.datetime, zone: dt.tzinfo, now: dt.datetime, *, locale: str = LOCALE) -> str:
    """The hour if the moment is today, else the day, with its year if that is not this year."""
    there, here = moment.astimezone(zone), now.astimezone(zone)
    if there.date() == here.date():
        return format_time(there, "HH:mm", locale=locale)
    return format_date(there, "d MMM" if there.year == here.year else "d MMM y", locale=locale)


def long_time(moment: dt.datetime, zone: dt.tzinfo, *, locale: str = LOCALE) -> str:
    """Day and hour in the reader's zone."""
    return format_datetime(moment.astimezone(zone), "d MMM y, HH:mm", locale=locale)


def full_time(moment: dt.datetime, zone: dt.tzinfo, *, locale: str = LOCALE) -> str:
    """Everything that tells the moment apart: weekday, day, hour, and the zone's name."""
    return format_datetime(moment.astimezone(zone), "EEEE d MMMM y, HH:mm (zzzz)", locale=locale)


def ago(moment: dt.datetime, now: dt.datetime, *, locale: str = LOCALE) -> str:
    """How long ago the moment was, or in how long it will be: "3 minutes ago", "in 2 hours"."""
    if abs(moment - now) < dt.timedelta(minutes=1):
        return "now"
    return format_timedelta(moment - now, add_direction=True, locale=locale, threshold=1.2)


def local_input(moment: dt.datetime | None, zone: dt.tzinfo) -> str:
    """A moment as an `<input type="datetime-local">` holds it, in the reader's zone; empty for none."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if moment else ""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def install(app: Flask) -> None:
    """Makes the filters known to templates, those of time in the reader's zone."""
    for plain in (number, language_name, direction, metric_name, engine_name, initials, hue, machine_time):
        app.add_template_filter(plain)
    app.add_template_test(lambda moment: moment is not None and moment < _now(), "past")
    app.add_template_test(is_web_address, "web_address")
    app.add_template_filter(lambda moment: long_time(moment, zone()), "long_time")
    app.add_template_filter(lambda moment: full_time(moment, zone()), "full_time")
    app.add_template_filter(lambda moment: local_input(moment, zone()), "local_input")
    app.add_template_filter(lambda moment: short_time(moment, zone(), _now()), "short_time")
    app.add_template_filter(lambda moment: ago(moment, _now()), "ago")
