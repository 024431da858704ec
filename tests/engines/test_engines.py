import datetime as dt
from collections.abc import Sequence

import pytest

from desk.domain.draft import EngineModel, EngineOutput, TranslationEngine
from desk.domain.errors import EngineDown, EngineUnavailable, Invalid
from desk.domain.routing import Route, WhenDown, in_order
from desk.engines.engines import DOWN_FOR, Engines
from desk.engines.quiet import QuietEngine

VI_EN = [("vi", "en")]


class Clock:
    """A time that goes on when it is told to."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time


class Counted(QuietEngine):
    """A quiet engine by another name, which counts how often it is looked at."""

    def __init__(self, name: str, pairs: Sequence[tuple[str, str]] | None = None, *, starter: bool = False) -> None:
        super().__init__(pairs)
        self.name = name
        self.starter = starter
        self.looks = 0

    def models(self) -> dict[tuple[str, str], EngineModel]:
        self.looks += 1
        return dict.fromkeys(self.pairs(), EngineModel(self.name, "", "", starter=self.starter))


@pytest.fixture
def clock() -> Clock:
    return Clock()


class TestGet:
    def test_it_is_the_engine_itself(self) -> None:
        engine = QuietEngine()

        assert Engines([engine]).get("quiet") is engine

    def test_it_says_which_are_set_up(self) -> None:
        with pytest.raises(Invalid, match="“apertium” is not set up here; there are: quiet"):
            Engines([QuietEngine()]).get("apertium")


class TestCheck:
    def test_it_is_up_with_its_pairs(self) -> None:
        state = Engines([Counted("argos", VI_EN)]).check("argos")

        assert state.up
        assert set(state.models) == {("vi", "en")}

    def test_it_is_down_with_the_reason(self) -> None:
        state = Engines([QuietEngine(down=True)]).check("quiet")

        assert (state.up, state.reason) == (False, "The quiet engine is down.")

    def test_what_is_not_set_up_is_down(self) -> None:
        assert "not set up" in Engines([QuietEngine()]).check("libretranslate").reason

    def test_it_does_not_ask_again_at_once(self, clock: Clock) -> None:
        engine = Counted("argos", VI_EN)
        engine.down = True
        engines = Engines([engine], clock)

        states = [engines.check("argos") for _ in range(3)]

        assert engine.looks == 1
        assert not any(state.up for state in states)

    def test_it_finds_that_an_engine_is_back(self, clock: Clock) -> None:
        engine = Counted("argos", VI_EN)
        engine.down = True
        engines = Engines([engine], clock)
        engines.check("argos")
        engine.down = False

        clock.time += DOWN_FOR

        assert engines.check("argos").up

    def test_one_that_keeps_the_desk_waiting_is_left_alone_for_longer(self, clock: Clock) -> None:
        class Slow(Counted):
            def models(self) -> dict[tuple[str, str], EngineModel]:
                clock.time += dt.timedelta(seconds=5)
                return super().models()

        engine = Slow("argos", VI_EN)
        engine.down = True
        engines = Engines([engine], clock)
        engines.check("argos")

        clock.time += dt.timedelta(seconds=49)
        engines.check("argos")
        assert engine.looks == 1

        clock.time += dt.timedelta(seconds=1)
        engines.check("argos")
        assert engine.looks == 2

    def test_one_that_fails_again_and_again_is_left_alone_for_longer(self, clock: Clock) -> None:
        engines = Engines([Counted("argos", VI_EN)], clock)
        waits = []

        for _ in range(7):
            engines.failed("argos", EngineDown("It went away."))
            began = clock.time
            while not engines.check("argos").up:
                clock.time += dt.timedelta(seconds=1)
            waits.append((clock.time - began).total_seconds())

        assert waits == [10, 20, 40, 80, 160, 300, 300]

    def test_it_remembers_since_when_and_what_an_engine_drafted(self, clock: Clock) -> None:
        engine = Counted("argos", VI_EN)
        engines = Engines([engine], clock)
        engines.check("argos")
        engine.down = True
        began = clock.time = clock.time + dt.timedelta(minutes=1)
        engines.check("argos")
        clock.time += DOWN_FOR

        state = engines.check("argos")

        assert (state.since, state.checked_at) == (began, began + DOWN_FOR)
        assert set(state.models) == {("vi", "en")}

    def test_it_is_told_of_failures(self, clock: Clock) -> None:
        engine = Counted("argos", VI_EN)
        engines = Engines([engine], clock)

        engines.failed("argos", EngineDown("It went away."))

        assert engines.check("argos").reason == "It went away."
        assert engine.looks == 0


class TestChoose:
    def test_it_takes_the_first_that_serves_the_pair(self) -> None:
        engines = Engines([Counted("argos", [("es", "en")]), Counted("apertium", VI_EN)])

        assert engines.choose(Route("argos", ("apertium",)), "vi", "en").name == "apertium"

    def test_it_falls_back(self) -> None:
        first = Counted("argos", VI_EN)
        first.down = True
        engines = Engines([first, Counted("apertium", VI_EN)])

        assert engines.choose(Route("argos", ("apertium",)), "vi", "en").name == "apertium"

    def test_it_waits(self) -> None:
        first = Counted("argos", VI_EN)
        first.down = True
        engines = Engines([first, Counted("apertium", VI_EN)])

        with pytest.raises(EngineDown, match="The quiet engine is down"):
            engines.choose(Route("argos", ("apertium",), when_down=WhenDown.WAIT), "vi", "en")

    def test_it_does_not_wait_for_an_engine_that_is_up_and_does_not_serve_the_pair(self) -> None:
        engines = Engines([Counted("argos", VI_EN)])

        with pytest.raises(EngineUnavailable, match="“argos” does not draft en → vi") as raised:
            engines.choose(Route("argos", when_down=WhenDown.WAIT), "en", "vi")
        assert not isinstance(raised.value, EngineDown)

    def test_it_names_every_reason(self) -> None:
        first = Counted("argos", VI_EN)
        first.down = True
        engines = Engines([first, Counted("apertium", [])])

        with pytest.raises(EngineUnavailable, match=r"is down\. .*“apertium” does not draft vi → en"):
            engines.choose(Route("argos", ("apertium",)), "vi", "en")


class TestServes:
    def test_it_serves_what_waits(self) -> None:
        first = Counted("argos", VI_EN)
        first.down = True
        engines = Engines([first])

        assert engines.serves(Route("argos", when_down=WhenDown.WAIT), "vi", "en")
        assert not engines.serves(Route("argos"), "vi", "en")

    def test_it_serves_what_is_drafted_now(self) -> None:
        assert Engines([Counted("argos", VI_EN)]).serves(Route("argos"), "vi", "en")


class Plain:
    """An engine that does no more than it must."""

    name = "plain"

    def pairs(self) -> list[tuple[str, str]]:
        return VI_EN

    def model(self, source: str, target: str) -> EngineModel:
        return EngineModel("plain", f"{source}-{target}", "1")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        return [EngineOutput(text) for text in texts]


class TestModels:
    @pytest.mark.parametrize("engine", [QuietEngine(VI_EN), Plain()])
    def test_they_are_what_the_engine_says_of_each_pair(self, engine: TranslationEngine) -> None:
        state = Engines([engine]).check(engine.name)

        assert state.models == {("vi", "en"): engine.model("vi", "en")}


class TestInOrder:
    def test_it_keeps_the_order_of_engines(self) -> None:
        engines = Engines([Counted("argos", VI_EN), Counted("apertium", VI_EN)])

        assert in_order(engines.states(), ("vi", "en")) == ["argos", "apertium"]

    def test_a_starter_model_comes_after_whatever_else_serves_the_pair(self) -> None:
        starter = Counted("argos", [*VI_EN, ("es", "en")], starter=True)
        engines = Engines([starter, Counted("libretranslate", []), Counted("apertium", [("es", "en")])])

        assert in_order(engines.states(), ("es", "en")) == ["apertium", "argos", "libretranslate"]
        assert in_order(engines.states(), ("vi", "en")) == ["argos", "libretranslate", "apertium"]
