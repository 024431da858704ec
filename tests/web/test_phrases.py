"""How pages say the sentences of the rooms below."""

from collections.abc import Iterator

import pytest
from babel.messages import Catalog
from flask import Flask, render_template_string
from flask_babel import force_locale

from desk import catalogs
from desk.domain.errors import Conflict
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.workflow import State
from desk.web.phrases import told

EMPTY = "Segment {number} is empty: {why}"


@pytest.fixture
def spanish(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page in Spanish, with a catalog of a few messages."""
    catalog = Catalog(locale="es")
    catalog.add(EMPTY, "El segmento {number} está vacío: {why}")
    catalog.add("nothing was written", "no se escribió nada")
    catalog.add("It is in {language}, and {state}.", "Está en {language}, y {state}.")
    catalog.add("drafted", "en borrador")
    monkeypatch.setattr(catalogs, "read_catalog", lambda code: catalog)
    catalogs.translations.cache_clear()
    with app.test_request_context(), force_locale("es"):
        yield
    catalogs.translations.cache_clear()


@pytest.mark.usefixtures("spanish")
class TestTold:
    def test_it_says_an_error_in_the_readers_language(self) -> None:
        error = Conflict(phrase(EMPTY, number=3, why=phrase("nothing was written")))

        assert told(error) == "El segmento 3 está vacío: no se escribió nada"

    def test_it_names_languages_and_states_as_the_reader_does(self) -> None:
        said = phrase("It is in {language}, and {state}.", language=language("vi"), state=State.DRAFTED)

        assert told(said) == "Está en vietnamita, y en borrador."

    def test_it_leaves_other_texts_as_they_are(self) -> None:
        assert told("nothing was written") == "nothing was written"

    def test_it_puts_values_in_as_they_are(self) -> None:
        assert told(phrase(EMPTY, number="{why}", why="")) == "El segmento {why} está vacío: "


@pytest.mark.usefixtures("spanish")
class TestTemplates:
    def test_they_say_phrases_wherever_they_print_them(self) -> None:
        page = render_template_string("<p>{{ said }}</p>", said=phrase(EMPTY, number=1, why="<b>"))

        assert page == "<p>El segmento 1 está vacío: &lt;b&gt;</p>"


def test_the_api_says_them_in_english(app: Flask) -> None:
    with app.test_request_context(), force_locale("es"):
        assert str(Conflict(phrase(EMPTY, number=1, why="x"))) == "Segment 1 is empty: x"
