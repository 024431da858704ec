"""How dates, numbers, languages and people are written: plain functions, bound to the reader for templates.

A locale is a name as Babel knows it ("en_GB", "ar"). Digits are those of the West in all four languages of the
pages: ids, versions and clocks stand in them anyway, and a page has one kind.
"""

import datetime as dt
import unicodedata
import zlib
from collections.abc import Callable

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.numbers import format_decimal, format_percent
from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.domain.language import LANGUAGES
from desk.web.languages import REGIONS
from desk.web.languages import locale as readers_locale
from desk.web.reader import zone
from desk.web.wording import word

LOCALE = REGIONS["en"]

HUES = 6
"""Colours that avatars have, as classes `avatar-0` to `avatar-5`."""


def number(value: float, places: int = 0, *, locale: str = LOCALE) -> str:
    """A number with the locale's separators and a fixed count of decimal places."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=locale)


def percent(value: float, places: int = 0, *, locale: str = LOCALE) -> str:
    """A share of one as a percentage, with the locale's sign where the locale puts it."""
    return format_percent(value, format=None if not places else "#,##0." + "0" * places + "%", locale=locale)


def languages() -> list[tuple[str, str]]:
    """The codes and names of all languages that the desk knows, by name, as a reader looks for them."""
    here = readers_locale()
    return sorted(((code, language_name(code, locale=here)) for code in LANGUAGES), key=lambda one: _sorted(one[1]))


def language_name(code: str, *, locale: str = LOCALE) -> str:
    """A language's name in the locale's language; the code itself where the desk does not know it."""
    if code not in LANGUAGES:
        return code
    here = Locale.parse(locale)
    return LANGUAGES[code].name if here.language == "en" else here.languages.get(code, LANGUAGES[code].name)


def language_here(code: str) -> str:
    """A language's name in the reader's own."""
    return language_name(code, locale=readers_locale())


def direction(code: str) -> str:
    """The direction that a language is written in, "ltr" or "rtl"."""
    return LANGUAGES[code].direction if code in LANGUAGES else "ltr"


METRICS = {"chrf": "chrF++\u200e", "bleu": "BLEU", "ter": "TER", "hter": "HTER"}
"""By id, as papers write them; a mark keeps the signs behind their letters on pages written from the right."""


def metric_name(metric: str) -> str:
    """A metric as papers write it."""
    return METRICS.get(metric, metric)


ENGINES = {
    "argos": "Argos",
    "libretranslate": "LibreTranslate",
    "apertium": "Apertium",
    "quiet": lazy_gettext("Quiet engine"),
}


def engine_name(name: str) -> str:
    """An engine's name as its makers write it."""
    return str(ENGINES.get(name, name))


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
    return _together(moment.astimezone(zone), "d MMM y", "HH:mm", locale)


def full_time(moment: dt.datetime, zone: dt.tzinfo, *, locale: str = LOCALE) -> str:
    """Everything that tells the moment apart: weekday, day, hour, and the zone's name."""
    return _together(moment.astimezone(zone), "EEEE d MMMM y", "HH:mm (zzzz)", locale)


def _together(there: dt.datetime, day: str, hour: str, locale: str) -> str:
    """Day and hour by their patterns, in the order and with the sign between them that the locale has."""
    between = str(Locale.parse(locale).datetime_formats["medium"])
    return between.format(format_time(there, hour, locale=locale), format_datetime(there, day, locale=locale))


def ago(moment: dt.datetime, now: dt.datetime, *, locale: str = LOCALE) -> str:
    """How long ago the moment was, or in how long it will be: "3 minutes ago", "in 2 hours"."""
    if abs(moment - now) < dt.timedelta(minutes=1):
        now_: str = _("now")
        return now_
    return format_timedelta(moment - now, add_direction=True, locale=locale, threshold=1.2)


def local_input(moment: dt.datetime | None, zone: dt.tzinfo) -> str:
    """A moment as an `<input type="datetime-local">` holds it, in the reader's zone; empty for none."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if moment else ""


def _sorted(name: str) -> str:
    """What a name is put in order by: "árabe" among the names with a."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(letter)
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def install(app: Flask) -> None:
    """Makes the filters known to templates, in the reader's locale and those of time in the reader's zone."""
    here = readers_locale
    for plain in (word, direction, metric_name, engine_name, initials, hue, machine_time):
        app.add_template_filter(plain)
    app.add_template_test(lambda moment: moment is not None and moment < _now(), "past")
    app.add_template_test(is_web_address, "web_address")
    bound: dict[str, Callable[..., str]] = {
        "number": lambda value, places=0: number(value, places, locale=here()),
        "percent": lambda value, places=0: percent(value, places, locale=here()),
        "language_name": language_here,
        "long_time": lambda moment: long_time(moment, zone(), locale=here()),
        "day": lambda day: format_date(day, "d MMMM y", locale=here()),
        "full_time": lambda moment: full_time(moment, zone(), locale=here()),
        "local_input": lambda moment: local_input(moment, zone()),
        "short_time": lambda moment: short_time(moment, zone(), _now(), locale=here()),
        "ago": lambda moment: ago(moment, _now(), locale=here()),
    }
    for name, of_reader in bound.items():
        app.add_template_filter(of_reader, name)
