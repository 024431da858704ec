import datetime as dt

import pytest

from desk.domain.draft import EngineModel
from desk.domain.errors import Invalid
from desk.domain.routing import EngineState, Route, WhenDown

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MODELS = {("vi", "en"): EngineModel("argos", "translate-vi_en", "1")}


class TestRoute:
    def test_it_asks_the_first_and_then_its_fallbacks(self) -> None:
        assert Route("argos", ("apertium", "libretranslate")).asked == ("argos", "apertium", "libretranslate")

    def test_it_asks_nobody_else_where_it_waits(self) -> None:
        assert Route("argos", ("apertium",), when_down=WhenDown.WAIT).asked == ("argos",)

    def test_it_lets_no_engine_draft_twice(self) -> None:
        with pytest.raises(Invalid, match="“apertium” stands twice"):
            Route("argos", ("apertium", "apertium"))

    def test_it_lets_no_engine_shadow_itself(self) -> None:
        with pytest.raises(Invalid, match="“argos” stands twice"):
            Route("argos", shadows=("argos",))


class TestEngineState:
    def test_it_drafts_its_pairs_while_it_is_up(self) -> None:
        state = EngineState("argos", MODELS, "", NOW, NOW)

        assert state.drafts(("vi", "en"))
        assert not state.drafts(("en", "vi"))

    def test_it_drafts_nothing_while_it_is_down(self) -> None:
        state = EngineState("argos", MODELS, "It is away.", NOW, NOW)

        assert not state.up
        assert not state.drafts(("vi", "en"))
