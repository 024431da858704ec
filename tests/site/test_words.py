"""What pages say can be translated: nothing stands in templates outside of gettext."""

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.site.literals import literals

TEMPLATES = Path(__file__).parents[2] / "templates"
FOR_MAKERS = {"patterns.html"}
"""Pages for those who write pages; they are in English."""

environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
ALL = sorted(TEMPLATES.rglob("*.html"))


def parsed(text: str) -> nodes.Template:
    return environment.parse(text)


IMPORTED = {
    node.template.value
    for path in ALL
    for node in parsed(path.read_text("utf-8")).find_all((nodes.FromImport, nodes.Import))
    if isinstance(node.template, nodes.Const)
}
"""Templates whose macros others use."""


class TestTemplates:
    @pytest.mark.parametrize("path", [path for path in ALL if path.name not in FOR_MAKERS], ids=lambda path: path.stem)
    def test_they_say_nothing_that_no_catalog_knows(self, path: Path) -> None:
        assert literals(parsed(path.read_text("utf-8"))) == []

    @pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
    def test_they_leave_gettexts_name_alone(self, path: Path) -> None:
        named = parsed(path.read_text("utf-8")).find_all(nodes.Name)

        assert not [name.lineno for name in named if name.name in ("_", "ngettext") and name.ctx == "store"]

    @pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
    def test_they_look_no_word_up_that_is_kept_for_everybody(self, path: Path) -> None:
        """What stands outside of macros is worked out once for all who import the template."""
        template = parsed(path.read_text("utf-8"))
        if path.relative_to(TEMPLATES).as_posix() not in IMPORTED:
            return
        kept = [node for node in template.body if isinstance(node, nodes.Assign)]

        calls = [call for node in kept for call in node.find_all(nodes.Call) if isinstance(call.node, nodes.Name)]
        assert not [call.lineno for call in calls if call.node.name in ("_", "ngettext")]


class TestLiterals:
    @pytest.mark.parametrize(
        "text",
        [
            "<p>Saved</p>",
            '<p title="Save it">{{ _("Saved") }}</p>',
            '<button aria-label="Close">x</button>',
            '<p data-copied="Copied">{{ word }}</p>',
            '{{ button("Save it") }}',
            '{{ "removal" if n == 1 else "removals" }}',
            '{{ n }} {{ _("segments") }} left',
            '{{ text_field("name", _("Name"), hint="As others see it.") }}',
            '{% set title = "Approve this text" %}{{ title }}',
            "{% block title %}Queue{% endblock %}",
            '{{ _("Segment %(n)s", n="of the article") }}',
        ],
    )
    def test_they_are_found(self, text: str) -> None:
        assert literals(parsed(text))

    @pytest.mark.parametrize(
        "text",
        [
            '<p class="card wide">{{ _("Saved") }}</p>',
            '{{ ngettext("%(num)s segment", "%(num)s segments", n) }}',
            "{% block page_class %}page-wide{% endblock %}",
            '{{ badge(_("Late"), "warn", "clock") }}',
            "<p>{{ a }} → {{ b }} · {{ c }}</p>",
            '{% if state == "Open" %}{{ name }}{% endif %}',
        ],
    )
    def test_they_are_not_seen_where_there_are_none(self, text: str) -> None:
        assert literals(parsed(text)) == []
