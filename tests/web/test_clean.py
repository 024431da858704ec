"""The finished text without anything around it."""

import pytest

from desk.models import Translation
from desk.web.clean import plain
from desk.web.paper import paper
from tests import factories
from tests.web.conftest import Visitor, WebDesk


@pytest.fixture
def made(desk: WebDesk) -> str:
    """A translation of a headline and three paragraphs, the second of them left out on purpose."""
    with desk.work() as home:
        translation = factories.edited(home)
        home.editing(home.translator).omit(home.units(translation)[2].id, "Said above.")
        unit = home.units(translation)[3]
        home.editing(home.translator).confirm(unit.id, "He said <b>no</b> & left.", unit.version)
        return translation.id


class TestClean:
    def test_it_is_a_page_to_copy_and_print(self, translator: Visitor, made: str) -> None:
        page = translator.get(f"/translations/{made}/clean").text

        assert "<h1>Sentence alpha in plain English.</h1>" in page
        assert "Sentence gamma" not in page
        assert "He said &lt;b&gt;no&lt;/b&gt; &amp; left." in page
        assert "No editor has approved this text" in page

    def test_an_approved_text_is_not_warned_of(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home).id

        assert "No editor has approved" not in translator.get(f"/translations/{made}/clean").text

    def test_it_is_a_text_file(self, translator: Visitor, made: str) -> None:
        answer = translator.client.get(f"/translations/{made}/clean/text")

        assert answer.content_type == "text/plain; charset=utf-8"
        assert "attachment" in answer.headers["Content-Disposition"]
        assert answer.text == (
            "Sentence alpha in plain English.\n\nSentence beta in plain English.\n\nHe said <b>no</b> & left.\n"
        )

    def test_it_is_an_html_file_that_says_its_language(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        answer = translator.client.get(f"/translations/{made}/clean/html")

        assert '<html lang="en" dir="ltr">' in answer.text
        assert "He said &lt;b&gt;no" in answer.text
        assert "class=" not in answer.text.partition("<body>")[2].replace('class="standfirst"', "")

    def test_restricted_stories_are_for_those_named(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, restricted=True).id

        for kind in ("", "/text", "/html"):
            editor.get(f"/translations/{made}/clean{kind}", status=404)

    def test_the_editor_leads_to_it(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        with desk.work() as home:
            assert home.session.get_one(Translation, made)

        assert f"/translations/{made}/clean" in translator.get(f"/translations/{made}").text


def test_line_breaks_stay_in_plain_text() -> None:
    document = (
        '{"language": "en", "units": [{"paragraph": 0, "kind": "headline", "omitted": false, "to_follow": false, '
        '"text": "One two", "marks": [["line_break", 3, 4, {}]]}]}'
    )

    assert plain(paper(document)).split() == ["One", "two"]
