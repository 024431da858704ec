"""How catalogs are read, for pages and for scripts."""

import json

import pytest
from babel.messages import Catalog, Message

from desk import catalogs
from desk.web import catalogs as pages
from desk.web.catalogs import script_words

SCRIPT = "desk/web/static/js/words.js"


@pytest.fixture
def arabic(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """A catalog of a few messages in place of the desk's."""
    catalog = Catalog(locale="ar")
    for module in (catalogs, pages):
        monkeypatch.setattr(module, "read_catalog", lambda language: catalog)
    catalogs.translations.cache_clear()
    yield catalog
    catalogs.translations.cache_clear()


class TestWordsOfScripts:
    def test_they_are_what_scripts_say_alone(self, arabic: Catalog) -> None:
        arabic.add("Saved", "محفوظ", locations=[(SCRIPT, 0), ("templates/pages/queue.html", 0)])
        arabic.add("Queue", "القائمة", locations=[("templates/pages/queue.html", 0)])
        arabic.add("Untranslated", "", locations=[(SCRIPT, 0)])

        assert _read(script_words("ar")) == {"Saved": "محفوظ"}

    def test_they_have_a_text_for_each_plural_category(self, arabic: Catalog) -> None:
        forms = tuple(f"%(num)s-{index}" for index in range(6))
        arabic[("%(num)s segment",)] = Message(
            ("%(num)s segment", "%(num)s segments"), forms, locations=[(SCRIPT, 0)], flags=["python-format"]
        )

        assert set(_read(script_words("ar"))["%(num)s segment"]) == {"zero", "one", "two", "few", "many", "other"}


class TestPages:
    def test_they_choose_the_plural_form_by_the_languages_rule(self, arabic: Catalog) -> None:
        arabic.add(("%(num)s segment", "%(num)s segments"), ("zero", "one", "two", "few", "other", "many"))

        chosen = [catalogs.translations("ar").ngettext("%(num)s segment", "%(num)s segments", n) for n in (1, 2, 7, 11)]

        assert chosen == ["one", "two", "few", "many"]

    def test_english_stands_in_the_sources(self) -> None:
        assert catalogs.translations("en").gettext("Language") == "Language"


def _read(module: str) -> dict[str, object]:
    return json.loads(module.removeprefix("export default ").removesuffix(";\n"))
