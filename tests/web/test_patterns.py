"""The page of patterns."""

from pathlib import Path

from tests.web.conftest import Visitor

TEMPLATES = Path(__file__).parents[2] / "templates"
UNSEEN = {"brand", "icon", "keys", "script"}
"""Components that other components show, and one that nobody sees."""


class TestPatterns:
    def test_it_shows_every_component(self, nobody: Visitor) -> None:
        nobody.get("/patterns")
        source = (TEMPLATES / "pages" / "patterns.html").read_text("utf-8")

        components = {path.stem for path in (TEMPLATES / "components").glob("*.html")} - UNSEEN

        assert [name for name in sorted(components) if f'"components/{name}.html"' not in source] == []

    def test_it_shows_lengths_fields_articles_and_facets(self, nobody: Visitor) -> None:
        page = nobody.get("/patterns").text

        shown = ("unit-count is-over", 'data-field="push_alert"', "reading-sentence is-paired", 'class="review-facets"')
        assert [part for part in shown if part not in page] == []

    def test_it_shows_right_to_left_and_long_words(self, nobody: Visitor) -> None:
        page = nobody.get("/patterns").text

        assert 'dir="rtl"' in page
        assert "Donaudampfschifffahrt" in page


class TestTemplates:
    def test_they_all_compile(self, nobody: Visitor) -> None:
        environment = nobody.client.application.jinja_env
        for name in environment.list_templates(extensions=["html"]):
            environment.get_template(name)
