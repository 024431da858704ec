"""Words that no dictionary knows are shown in the help, with what may be meant."""

from pathlib import Path

import pytest

from desk.models import Translation
from desk.text.spelling import Spellers
from tests import factories
from tests.text.test_spelling import AFFIX, WORDS
from tests.web.conftest import Visitor, WebDesk


@pytest.fixture
def made(desk: WebDesk, tmp_path: Path) -> tuple[str, str]:
    """A translation in hand with a misspelt word in its second segment, and that segment's id."""
    (tmp_path / "en_US.aff").write_text(AFFIX, encoding="utf-8")
    (tmp_path / "en_US.dic").write_text("\n".join((str(len(WORDS)), *WORDS)), encoding="utf-8")
    vars(desk.wiring)["spellers"] = Spellers([tmp_path])
    assert desk.wiring.spellers.wait("en") is not None
    with desk.work() as home:
        translation = factories.edited(home, "Bệnh viện cháy.")
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "The hospitl in Bryansk burnt.", unit.version)
        return translation.id, unit.id


class TestHelp:
    def test_it_shows_what_the_dictionary_does_not_know(self, translator: Visitor, made: tuple[str, str]) -> None:
        translation, unit = made

        page = translator.get(f"/translations/{translation}/units/{unit}/help?write=1").text

        assert 'data-word="hospitl"' in page
        assert 'data-start="4"' in page
        assert "Bryansk" not in page.partition('data-help-part="spelling"')[2].partition("</section>")[0]

    def test_without_a_dictionary_there_is_nothing(
        self, desk: WebDesk, translator: Visitor, made: tuple[str, str]
    ) -> None:
        translation, unit = made
        vars(desk.wiring)["spellers"] = Spellers([])

        assert "spelling" not in translator.get(f"/translations/{translation}/units/{unit}/help").text


class TestSuggestions:
    def test_it_offers_words_to_put_in(self, translator: Visitor, made: tuple[str, str]) -> None:
        page = translator.get(f"/translations/{made[0]}/spelling?word=hospitl&start=4").text

        assert 'data-text="hospital"' in page
        assert 'data-was="hospitl"' in page

    @pytest.mark.parametrize("word", ["", "<script>", "a" * 500, "12"])
    def test_what_is_no_word_has_none(self, translator: Visitor, made: tuple[str, str], word: str) -> None:
        page = translator.get(f"/translations/{made[0]}/spelling", query_string={"word": word, "start": "x"}).text

        assert "<script>" not in page

    def test_restricted_stories_are_for_those_named(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made: Translation = factories.edited(home, restricted=True)

        editor.get(f"/translations/{made.id}/spelling?word=x", status=404)
