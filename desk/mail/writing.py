"""Writing the mail that tells somebody of what waits for them: plain text, and the same as simple HTML."""

from collections.abc import Sequence
from functools import cache
from html import unescape

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from desk.catalogs import OFFERED, translations
from desk.domain.language import LANGUAGES
from desk.domain.notification import Told
from desk.mail.letter import Letter
from desk.resources import resource


def letter(name: str, address: str, told: Sequence[Told], *, language: str, desk: str) -> Letter:
    """One mail about all that waits, the newest last. `desk` is the desk's own address, which links begin with.

    Of what `Told.secret` marks no word is written that is the story's.
    """
    language = language if language in OFFERED else "en"
    items = [one.without_texts() for one in told]
    values = {"name": name, "items": items, "desk": desk, "language": language, "direction": _direction(language)}
    subject, text, html = (
        _environment(language).get_template(f"emails/notification.{part}").render(values)
        for part in ("subject", "txt", "html")
    )
    return Letter(told[0].id, name, address, subject.strip(), text.strip() + "\n", html, language)


def _direction(language: str) -> str:
    return LANGUAGES[language].direction


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters["plain"] = unescape
    return made
