"""Merging and splitting segments from the editor's page."""

from desk.models import Translation, Unit
from tests import factories
from tests.web.conftest import Visitor, WebDesk

SENTENCES = "Mưa lớn ở Hà Nội. Ba người bị thương. Nước rút dần."


def made(desk: WebDesk) -> tuple[Translation, list[Unit]]:
    with desk.work() as home:
        made = factories.drafted(home, SENTENCES)
        home.translations(home.translator).claim(made.id)
        return made, home.units(made)


def act(visitor: Visitor, unit: Unit, name: str, status: int = 200, **fields: object) -> dict[str, object]:
    visitor.get("/patterns")
    answer = visitor.client.post(
        f"/translations/{unit.translation_id}/units/{unit.id}/{name}",
        json=fields,
        headers={"X-CSRFToken": visitor.token},
    )
    assert answer.status_code == status, answer.text
    return answer.json or {}


class TestMerging:
    def test_the_page_comes_back_at_the_merged_segment(self, desk: WebDesk, translator: Visitor) -> None:
        translation, units = made(desk)

        assert act(translator, units[1], "merge") == {"number": 2, "result": "moved"}

        page = translator.get(f"/translations/{translation.id}").text
        assert page.count("data-unit=") == 3
        assert page.count(" data-several") == 1
        assert "Mưa lớn ở Hà Nội. Ba người bị thương." in page

    def test_it_says_why_it_does_not(self, desk: WebDesk, translator: Visitor) -> None:
        _, units = made(desk)

        assert "last one of its paragraph" in str(act(translator, units[3], "merge", 409)["reason"])

    def test_a_reader_merges_nothing(self, desk: WebDesk, editor: Visitor, administrator: Visitor) -> None:
        _, units = made(desk)

        act(administrator, units[1], "merge", 403)

        with desk.work() as home:
            assert home.session.get_one(Unit, units[2].id).retired_at is None


class TestSplitting:
    def test_it_is_split_at_the_place_that_the_page_says(self, desk: WebDesk, translator: Visitor) -> None:
        translation, units = made(desk)
        act(translator, units[1], "merge")

        assert act(translator, units[1], "split", place=5) == {"number": 2, "result": "moved"}

        with desk.work() as home:
            texts = [unit.text for unit in home.units(home.session.get_one(Translation, translation.id))]
        assert texts[1:3] == ["[en]", "Mưa lớn ở Hà Nội. [en] Ba người bị thương."]

    def test_without_a_place_a_sentences_end_is_looked_for(self, desk: WebDesk, translator: Visitor) -> None:
        translation, units = made(desk)
        act(translator, units[1], "merge")

        act(translator, units[1], "split", place=None)

        with desk.work() as home:
            texts = [unit.text for unit in home.units(home.session.get_one(Translation, translation.id))]
        assert texts[1:3] == ["[en] Mưa lớn ở Hà Nội.", "[en] Ba người bị thương."]
