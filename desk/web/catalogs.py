"""The words of pages in other languages, as `desk.catalogs` reads them.

What scripts say is sent to the browser as a module of its own (`js/words/LANGUAGE.js`), chosen by the places that each
message names.
"""

import json

from babel import Locale
from babel.messages import Message
from babel.support import NullTranslations
from flask_babel import Babel, Domain, get_locale

from desk.catalogs import FOLDER, PAGE_LANGUAGES, read_catalog, translations

__all__ = ["FOLDER", "PAGE_LANGUAGES", "Catalogs", "Words", "read_catalog", "script_words", "translations"]

SCRIPTS = "desk/web/static/js/"
COUNTED = 200
"""Numbers that are tried to learn which plural form stands for which category: rules look at the last two digits."""


class Catalogs(Domain):  # type: ignore[misc]  # flask-babel has no types
    """The desk's catalogs, each read when somebody first asks for its language."""

    def get_translations(self) -> NullTranslations:
        now = get_locale()
        return translations(now.language) if now else NullTranslations()


class Words(Babel):  # type: ignore[misc]
    """Flask-Babel over the desk's catalogs."""

    domain_instance = Catalogs()


def script_words(language: str) -> str:
    """A module with what scripts say in a language: a text for each message, or texts by plural category."""
    words = {_key(message): _texts(message, language) for message in read_catalog(language) if _of_scripts(message)}
    return f"export default {json.dumps(words, ensure_ascii=False, sort_keys=True)};\n"


def _of_scripts(message: Message) -> bool:
    return bool(message.id and message.string) and any(place.startswith(SCRIPTS) for place, _ in message.locations)


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def _texts(message: Message, language: str) -> str | dict[str, str]:
    """The text; of one that counts, its texts by the categories of Unicode's plural rules, which browsers know."""
    if isinstance(message.string, str):
        return message.string
    locale, known = Locale.parse(language), translations(language)
    return {
        locale.plural_form(number): known.ngettext(message.id[0], message.id[1], number) for number in range(COUNTED)
    }
