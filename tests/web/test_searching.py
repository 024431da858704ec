"""The search page: what it shows, and that what people wrote is shown as text."""

import re

import pytest

from desk.services.search.search import Search
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


class TestPage:
    def test_it_says_how_to_ask(self, translator: Visitor) -> None:
        page = translator.get("/search").text

        assert "How to ask" in page
        assert "state:submitted" in page

    def test_it_marks_what_was_looked_for_in_both_languages(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, "Cơn bão Yagi đổ bộ.")
            unit = home.units(made)[1]
            home.editing(home.translator).save(unit.id, "Typhoon Yagi made landfall.", unit.version)

        page = translator.get("/search?q=YAGI").text

        assert "Cơn bão <mark>Yagi</mark> đổ bộ." in page
        assert "Typhoon <mark>Yagi</mark> made landfall." in page
        assert '<p lang="vi" dir="ltr">' in page
        assert "1 story, the newest first" in page
        assert f'href="/translations/{made.id}"' in page

    def test_texts_are_text(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, "Bão <script>alert(1)</script> & gió.")
            made.story.title = "<img src=x onerror=alert(1)> bão"

        page = translator.get("/search", query_string={"q": 'script "alert 1"'}).text

        assert "&lt;<mark>script</mark>&gt;<mark>alert(1</mark>)&lt;/<mark>script</mark>&gt; &amp; gió." in page
        assert "<img src=x" not in page

    def test_the_question_is_text(self, translator: Visitor) -> None:
        page = translator.get("/search", query_string={"q": '"><script>alert(1)</script>'}).text

        assert "<script>alert" not in page

    def test_it_says_what_to_do_where_nothing_is_found(self, translator: Visitor) -> None:
        page = translator.get("/search?q=Atlantis").text

        assert "Nothing found" in page

    def test_a_hint_says_what_was_not_understood(self, translator: Visitor) -> None:
        assert "“lost” is no state that the desk knows." in translator.get("/search?q=state:lost").text

    @pytest.mark.parametrize("page", ["x", "-1", "0", "99999999"])
    def test_any_page_number_is_answered(self, translator: Visitor, page: str) -> None:
        translator.get(f"/search?q=x&page={page}", status=422 if page == "x" else 200)


class TestForm:
    def test_its_fields_become_part_of_the_question(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home, "Bão Yagi.")
            factories.edited(home, "Bão Yagi.")

        page = translator.get("/search", query_string={"q": "yagi", "state": "editing", "by": "Mai", "topic": ""}).text

        assert 'value="yagi state:editing by:Mai"' in page
        assert "1 story" in page

    def test_a_name_of_two_words_stays_one(self, translator: Visitor) -> None:
        page = translator.get("/search", query_string={"outlet": 'Tuổi "Trẻ'}).text

        assert 'value="outlet:&#34;Tuổi Trẻ&#34;"' in page


class TestPages:
    def test_there_is_a_way_on_and_back(
        self, desk: WebDesk, translator: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with desk.work() as home:
            for number in range(5):
                factories.drafted(home, f"Bão số {number}.")
        page = Search.page
        monkeypatch.setattr(Search, "page", lambda self, text, number: page(self, text, number, 2))

        second = translator.get("/search?q=bão&page=2").text

        assert "3–4 of 5" in second
        assert re.findall(r'href="(/search[^"]*)"[^>]*rel="(prev|next)"', second) == [
            ("/search?q=b%C3%A3o", "prev"),
            ("/search?q=b%C3%A3o&amp;page=3", "next"),
        ]

    def test_it_asks_as_much_for_many_as_for_few(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home, "Bão Yagi.")
        translator.get("/search?q=yagi")
        with counted(desk) as few:
            translator.get("/search?q=yagi")
        with desk.work() as home:
            for _ in range(9):
                factories.drafted(home, "Bão Yagi.", "Lại Yagi.")

        with counted(desk) as many:
            translator.get("/search?q=yagi")

        assert len(many) == len(few) <= 16


class TestHidden:
    def test_nobody_finds_what_they_may_not_see(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home, "Bí mật Yagi.", restricted=True)

        assert "1 story" in translator.get("/search?q=yagi").text
        assert "Nothing found" in editor.get("/search?q=yagi").text
