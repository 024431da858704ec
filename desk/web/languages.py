"""The language that pages are in: the one that the reader chose, else the best that their browser asks for."""

from collections.abc import Callable, Sequence
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Blueprint, Flask, Response, current_app, request
from flask_babel import get_locale
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from desk import catalogs
from desk.domain.language import LANGUAGES
from desk.services.actor import Actor
from desk.services.preferences import Choice, Preferences
from desk.web.addresses import go, local
from desk.web.catalogs import PAGE_LANGUAGES, Words
from desk.web.permissions import PUBLIC, permit
from desk.web.reader import actor, signed_in
from desk.web.session import session

blueprint = Blueprint("languages", __name__)

COOKIE = "language"
YEAR = 365 * 24 * 3600

REGIONS = {"en": "en_GB"}
"""Where dates and numbers follow a region: hours from 0 to 24, the day before the month."""


def chosen() -> str:
    """The code of the reader's language, one of `PAGE_LANGUAGES`."""
    asked = request.cookies.get(COOKIE, "")
    if asked in PAGE_LANGUAGES:
        return asked
    return request.accept_languages.best_match(catalogs.OFFERED, "en") or "en"


def locale() -> str:
    """The locale that a page writes dates and numbers by, as Babel names it. English outside of a request."""
    now = get_locale()
    return _name(now) if now else REGIONS["en"]


def ui_language() -> str:
    """The language that a page's own words are in."""
    now = get_locale()
    return now.language if now else "en"


def words_of(language: str) -> str:
    """The language in which a published page speaks beside its article: the article's, else English."""
    return language if language in catalogs.OFFERED else "en"


def switch() -> list[tuple[str, str]]:
    """Codes and own names of the languages to choose from."""
    return [(code, LANGUAGES[code].own_name) for code in catalogs.OFFERED]


def named(name: str) -> Markup:
    """A name to be put into a sentence, whichever way the two are written."""
    return Markup("<bdi>{}</bdi>").format(name)


def either(names: Sequence[str]) -> Markup:
    """Names of which one is meant, to be put into a sentence."""
    escaped = [str(named(name)) for name in names]
    return Markup(format_list(escaped, style="or", locale=locale()))  # noqa: S704 - names are escaped, the rest is Babel's


def comma(language: str = "") -> str:
    """What stands between the items of a list, in a language or in that of the page."""
    return catalogs.translations(language or ui_language()).gettext(", ")


@blueprint.post("/language")
@permit(PUBLIC)
def choose() -> Response:
    """Keeps the language, with somebody who is signed in for their other browsers too, and goes back to the page."""
    answer = go(local(request.form.get("next")))
    asked = request.form.get("language", "")
    if asked in PAGE_LANGUAGES:
        if signed_in():
            Preferences(session(), actor()).choose(Choice.LANGUAGE, asked)
        keep(answer, asked)
    return answer


def keep(answer: Response, code: str) -> None:
    """Has the browser remember a language: pages then know it without asking the database."""
    secure = current_app.config["DESK"].https
    answer.set_cookie(COOKIE, code, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)


def recall(answer: Response, reader: Actor) -> None:
    """Brings the language that somebody chose, here or elsewhere, into the browser in which they sign in."""
    code = Preferences(session(), reader).read(Choice.LANGUAGE)
    if code in PAGE_LANGUAGES:
        keep(answer, code)


def install(app: Flask) -> None:
    """Makes `_` and `ngettext` known to templates, and the language of the page.

    `N_` marks words of a table that is read once for everybody; they are looked up where they are shown.
    """
    Words(app, locale_selector=chosen, default_locale="en")
    app.add_template_global(switch, "page_languages")
    app.add_template_global(ui_language, "page_language")
    app.add_template_global(named)
    app.add_template_global(either)
    app.add_template_global(comma)
    app.add_template_global(lambda text: text, "N_")
    app.jinja_env.globals["ngettext"] = _counting(app.jinja_env.globals["ngettext"])


def _counting(ngettext: Any) -> Callable[..., str]:
    """Templates' `ngettext`, with the number written as the reader writes numbers."""

    @pass_context
    def counted(context: Context, one: str, many: str, number: int, **values: Any) -> str:
        text: str = ngettext(context, one, many, number, num=format_decimal(number, locale=locale()), **values)
        return text

    return counted


def _name(now: Locale) -> str:
    return REGIONS.get(str(now), str(now))
