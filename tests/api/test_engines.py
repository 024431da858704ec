"""Engines over the API."""

from desk.domain.routing import Route, WhenDown
from desk.engines.engines import Engines
from desk.engines.quiet import QuietEngine
from tests.api.conftest import Program
from tests.web.conftest import WebDesk


def set_up(desk: WebDesk, *, down: bool = False) -> None:
    """Two engines: the first may be down."""
    first, second = QuietEngine([("vi", "en")], down=down), QuietEngine([("es", "en")])
    first.name, second.name = "argos", "apertium"
    vars(desk.wiring)["engines"] = Engines([first, second])


class TestEngines:
    def test_they_are_up_or_down(self, desk: WebDesk, translator: Program) -> None:
        set_up(desk, down=True)

        page = translator.get("/engines")

        assert [(one["name"], one["up"], one["pairs"]) for one in page["items"]] == [
            ("argos", False, 0),
            ("apertium", True, 1),
        ]
        assert page["items"][0]["reason"] == "The quiet engine is down."

    def test_they_are_for_the_newsroom(self, nobody: Program) -> None:
        nobody.get("/engines", 401)
        nobody.get("/engines/routes", 401)


class TestRoutes:
    def test_they_say_who_drafts_now(self, desk: WebDesk, translator: Program) -> None:
        set_up(desk)
        with desk.work() as home:
            route = Route("argos", shadows=("apertium",), when_down=WhenDown.WAIT)
            desk.wiring.routes(home.session).choose(home.administrator, "vi", "en", route)

        es, vi = translator.get("/engines/routes")["items"]

        assert (es["from"], es["to"], es["chosen"], es["drafts_now"]["engine"]) == ("es", "en", False, "apertium")
        assert (vi["first"], vi["shadows"], vi["when_down"], vi["chosen"]) == ("argos", ["apertium"], "wait", True)

    def test_they_say_why_nobody_does(self, desk: WebDesk, translator: Program) -> None:
        set_up(desk, down=True)
        with desk.work() as home:
            desk.wiring.routes(home.session).choose(home.administrator, "vi", "en", Route("argos"))

        vi = translator.get("/engines/routes?page=1")["items"][1]

        assert (vi["drafts_now"], vi["reason"]) == (None, "The quiet engine is down.")
