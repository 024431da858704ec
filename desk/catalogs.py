"""The words of other languages, read from their `.po` files: there is nothing to compile or to forget.

`desk/translations/LANGUAGE/LC_MESSAGES/messages.po` holds what templates, Python and scripts say; pages and mails look
their words up here.
"""

import io
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent / "translations"

PAGE_LANGUAGES = ("en", "vi", "es", "ar")
"""What pages come in; English stands in the sources, the others in catalogs."""

OFFERED = PAGE_LANGUAGES
"""Those that readers are offered: nothing is left to translate in their catalogs, which a test holds. One that is not
among them can be tried by whoever translates it, with the cookie `language`."""


def read_catalog(language: str, folder: Path = FOLDER) -> Catalog:
    """The messages of a language, empty where there is no file."""
    path = folder / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


@cache
def translations(language: str) -> NullTranslations:
    """What gettext looks messages up in; English, and languages without a catalog, stay as they are."""
    if language == "en" or language not in PAGE_LANGUAGES:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(language))
    compiled.seek(0)
    return Translations(compiled)
