"""What translators do besides translating, as the sheet's script asks for it."""

from typing import Any

import pytest

from desk.models import Translation
from desk.services.units import source_text
from tests import factories
from tests.web.conftest import Visitor, WebDesk
from tests.web.test_replacing import send

CONTEXT = "The hall holds 6,200 people."


@pytest.fixture
def made(desk: WebDesk) -> str:
    with desk.work() as home:
        return factories.edited(home, "Hà Nọi mưa lớn.", "Ba người bị thương.").id


def rows(desk: WebDesk, translation: str) -> list[tuple[str, str, str]]:
    """Id, source and text of every segment."""
    with desk.work() as home:
        units = home.units(home.session.get_one(Translation, translation))
        return [(unit.id, source_text(unit), unit.text) for unit in units]


def act(visitor: Visitor, translation: str, unit: str, name: str, text: object, *, status: int = 200) -> Any:
    return send(visitor, f"/translations/{translation}/units/{unit}/{name}", {"text": text}, status=status)


class TestAddingASentence:
    def test_it_says_where_the_page_goes_on(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        answer = act(translator, made, rows(desk, made)[1][0], "add", CONTEXT)

        assert answer == {"result": "moved", "number": 3}
        assert rows(desk, made)[2][1:] == ("", CONTEXT)
        page = translator.get(f"/translations/{made}").text
        assert "Added in the translation" in page
        assert 'data-does="remove"' in page

    def test_it_is_taken_out_again(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        act(translator, made, rows(desk, made)[1][0], "add", CONTEXT)

        act(translator, made, rows(desk, made)[2][0], "remove", "")

        assert len(rows(desk, made)) == 3

    @pytest.mark.parametrize("text", ["", " ", None, 3, ["x"]])
    def test_it_says_why_not(self, desk: WebDesk, translator: Visitor, made: str, text: object) -> None:
        answer = act(translator, made, rows(desk, made)[1][0], "add", text, status=422)

        assert "Write the sentence" in answer["reason"]

    def test_it_is_not_for_those_who_only_read(self, desk: WebDesk, made: str) -> None:
        other = desk.visitor(desk.person("other", *desk.translator.roles))

        act(other, made, rows(desk, made)[1][0], "add", CONTEXT, status=403)


class TestMisprints:
    def test_the_source_reads_right(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        act(translator, made, rows(desk, made)[1][0], "source", "Hà Nội mưa lớn.")

        assert rows(desk, made)[1][1] == "Hà Nội mưa lớn."

    def test_the_storys_page_shows_it_and_puts_it_back(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        act(translator, made, rows(desk, made)[1][0], "source", "Hà Nội mưa lớn.")
        with desk.work() as home:
            translation = home.session.get_one(Translation, made)
            story, removal = translation.story_id, translation.revision.removals[0].id

        page = translator.get(f"/stories/{story}").text
        assert "Misprint, put right" in page
        translator.post(f"/removals/{removal}/undo")

        assert rows(desk, made)[1][1] == "Hà Nọi mưa lớn."

    def test_another_translations_segment_is_not_found(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        with desk.work() as home:
            other = factories.edited(home).id

        act(translator, other, rows(desk, made)[1][0], "source", "Hà Nội.", status=404)
