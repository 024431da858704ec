"""Sentences of the rooms below, said in the reader's language."""

from enum import StrEnum
from typing import Any

from flask import Flask
from flask_babel import gettext

from desk.domain.errors import DeskError
from desk.domain.language import Language
from desk.domain.phrase import Phrase
from desk.web.filters import language_here
from desk.web.kept_phrases import recalled
from desk.web.languages import ui_language
from desk.web.wording import word


def told(said: object) -> str:
    """An error's or a phrase's words as the reader reads them, even if kept as text; any other text as it is."""
    if isinstance(said, DeskError):
        return told(said.sentence)
    if not isinstance(said, Phrase):
        return recalled(str(said), ui_language())
    text: str = gettext(said.template)
    return text.format(**{name: _value(value) for name, value in said.values.items()})


def _value(value: object) -> object:
    if isinstance(value, Language):
        return language_here(value.code)
    if isinstance(value, StrEnum):
        return word(value)
    return told(value) if isinstance(value, DeskError | Phrase) else value


def install(app: Flask) -> None:
    """Has templates say phrases wherever they print them; those that were kept as text need the filter `told`."""
    app.jinja_env.finalize = _printed
    app.add_template_filter(told)


def _printed(value: Any) -> Any:
    return told(value) if isinstance(value, Phrase) else value
