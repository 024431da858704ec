"""A translation's history page."""

import pytest

from desk.services.translations import Returned
from desk.web import history
from tests import factories
from tests.web.conftest import Visitor, WebDesk

EVIL = "<script>alert('x')</script>"


class TestPage:
    def test_it_tells_the_whole_road_newest_first(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            home.publishing(home.editor).withdraw(made.id, "A source recanted.")

        page = translator.get(f"/translations/{made.id}/history").text

        words = ["Version 1 withdrawn", "Version 1 published", "Review: approved", "Submitted", "Claimed", "Drafted"]
        places = [page.index(word) for word in words]
        assert places == sorted(places)
        assert "A source recanted." in page

    def test_it_shows_how_each_text_was_changed(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
            unit = home.units(made)[1]
            home.editing(home.translator).confirm(unit.id, "Sentence beta, shorter.", unit.version, milliseconds=42_000)

        page = translator.get(f"/translations/{made.id}/history").text

        assert "segment 2" in page
        assert "42 s at work" in page
        assert "<ins>" in page
        assert "<del>" in page

    def test_it_repeats_what_editors_said_and_runs_nothing(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[1].id
            home.translations(home.editor).return_(made.id, [Returned(unit, "terminology", EVIL)], EVIL)

        page = translator.get(f"/translations/{made.id}/history").text

        assert "Segment 2: Terminology" in page
        assert "&lt;script&gt;alert" in page
        assert "<script>alert" not in page

    def test_it_is_paged(self, desk: WebDesk, translator: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(history, "SHOWN", 3)
        with desk.work() as home:
            made = factories.edited(home)

        assert "1–3 of" in translator.get(f"/translations/{made.id}/history").text
        assert "4–6 of" in translator.get(f"/translations/{made.id}/history?page=2").text

    def test_it_shows_nothing_of_a_restricted_story_to_others(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, restricted=True)

        editor.get(f"/translations/{made.id}/history", status=404)
