"""Routes in a real database: the desk's own, and the usual order for all other pairs."""

from itertools import permutations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desk.domain.draft import EngineModel
from desk.domain.errors import Forbidden, Invalid, NotFound
from desk.domain.routing import Route, WhenDown
from desk.engines.engines import Engines
from desk.engines.quiet import QuietEngine
from desk.models import AuditEntry, Desk, EngineRoute
from desk.services.engine_routes import EngineRoutes
from tests.factories import House

WAITS = Route("apertium", ("argos",), ("libretranslate",), WhenDown.WAIT)


def engine(name: str, *pairs: tuple[str, str], down: bool = False) -> QuietEngine:
    made = QuietEngine(pairs, down=down)
    made.name = name
    return made


class Starter(QuietEngine):
    """An engine whose models are for trying the desk."""

    name = "argos"

    def models(self) -> dict[tuple[str, str], EngineModel]:
        return dict.fromkeys(self.pairs(), EngineModel("argos", "starter", "1", starter=True))


@pytest.fixture
def engines() -> Engines:
    return Engines(
        [
            engine("argos", ("vi", "en"), ("es", "en")),
            engine("libretranslate", ("fr", "en")),
            engine("apertium", ("es", "en")),
        ]
    )


@pytest.fixture
def routes(session: Session, engines: Engines) -> EngineRoutes:
    return EngineRoutes(session, engines)


class TestForPair:
    def test_it_is_the_usual_order_where_nothing_was_chosen(self, home: House, routes: EngineRoutes) -> None:
        assert routes.for_pair(home.desk.id, "fr", "en") == Route("libretranslate", ("argos", "apertium"))

    def test_it_is_what_the_desk_chose(self, home: House, routes: EngineRoutes) -> None:
        elsewhere = Desk(name="Elsewhere", settings={})
        home.session.add(elsewhere)
        home.session.flush()

        routes.choose(home.administrator, "es", "en", WAITS)

        home.session.expire_all()
        assert routes.for_pair(home.desk.id, "es", "en") == WAITS
        assert routes.for_pair(home.desk.id, "vi", "en").first == "argos"
        assert routes.for_pair(elsewhere.id, "es", "en") == Route("argos", ("apertium", "libretranslate"))


class TestChoose:
    def test_it_keeps_every_order(self, home: House, routes: EngineRoutes) -> None:
        for first, *others in permutations(("argos", "libretranslate", "apertium")):
            route = Route(first, tuple(others), tuple(reversed(others)))

            routes.choose(home.administrator, "es", "en", route)

            home.session.expire_all()
            assert routes.for_pair(home.desk.id, "es", "en") == route

    def test_it_is_recorded(self, home: House, routes: EngineRoutes) -> None:
        routes.choose(home.administrator, "es", "en", WAITS)
        routes.choose(home.administrator, "es", "en", Route("argos"))

        _, entry = home.session.scalars(select(AuditEntry).where(AuditEntry.action == "change_route"))
        assert (entry.actor_id, entry.details["pair"]) == (home.administrator.person_id, ["es", "en"])
        assert (entry.details["before"]["first"], entry.details["after"]["first"]) == ("apertium", "argos")
        assert home.session.scalars(select(EngineRoute)).one().changed_by == home.administrator.person_id

    def test_it_is_for_administrators(self, home: House, routes: EngineRoutes) -> None:
        with pytest.raises(Forbidden, match="administrator"):
            routes.choose(home.editor, "es", "en", WAITS)

    @pytest.mark.parametrize(
        ("pair", "route", "said"),
        [
            (("es", "xx"), Route("argos"), "“xx” is not a language"),
            (("es", "es"), Route("argos"), "named as both"),
            (("es", "en"), Route("oracle"), "“oracle” is not set up here"),
            (("es", "en"), Route("argos", ("quiet",)), "“quiet” is not set up here"),
            (("es", "en"), Route("argos", (), ("quiet",)), "“quiet” is not set up here"),
        ],
    )
    def test_it_takes_only_what_there_is(
        self, home: House, routes: EngineRoutes, pair: tuple[str, str], route: Route, said: str
    ) -> None:
        with pytest.raises(Invalid, match=said):
            routes.choose(home.administrator, *pair, route)

        assert routes.chosen(home.desk.id) == {}


class TestForget:
    def test_the_usual_order_holds_again(self, home: House, routes: EngineRoutes) -> None:
        routes.choose(home.administrator, "es", "en", WAITS)

        routes.forget(home.administrator, "es", "en")

        home.session.expire_all()
        assert routes.chosen(home.desk.id) == {}
        assert home.session.scalar(text("SELECT count(*) FROM engine_route_step")) == 0

    def test_there_must_be_something_to_forget(self, home: House, routes: EngineRoutes) -> None:
        with pytest.raises(NotFound, match="es → en"):
            routes.forget(home.administrator, "es", "en")


class TestServes:
    def test_it_asks_all_engines(self, home: House, routes: EngineRoutes) -> None:
        served = {pair for pair in (("vi", "en"), ("fr", "en"), ("en", "vi")) if routes.serves(home.desk.id, *pair)}

        assert served == {("vi", "en"), ("fr", "en")}

    def test_it_serves_what_waits_for_an_engine(self, home: House) -> None:
        routes = EngineRoutes(home.session, Engines([engine("argos", ("vi", "en"), down=True)]))
        assert not routes.serves(home.desk.id, "vi", "en")

        routes.choose(home.administrator, "vi", "en", Route("argos", when_down=WhenDown.WAIT))

        assert routes.serves(home.desk.id, "vi", "en")


class TestOverview:
    def test_it_names_who_drafts_now(self, home: House, routes: EngineRoutes, engines: Engines) -> None:
        routes.choose(home.administrator, "es", "en", WAITS)

        es, fr, vi = routes.overview(home.desk.id, engines.states())

        assert [(one.source, one.chosen) for one in (es, fr, vi)] == [("es", True), ("fr", False), ("vi", False)]
        assert es.engines == ("argos", "apertium")
        assert es.model is not None

    def test_it_says_why_nobody_does(self, home: House, routes: EngineRoutes) -> None:
        routes.choose(home.administrator, "en", "es", WAITS)

        one = routes.pair(home.desk.id, "en", "es")

        assert (one.model, one.engines) == (None, ())
        assert "“apertium” does not draft en → es" in one.reason

    def test_it_remembers_engines_that_are_not_set_up_any_more(self, home: House, routes: EngineRoutes) -> None:
        routes.choose(home.administrator, "es", "en", WAITS)
        fewer = EngineRoutes(home.session, Engines([engine("argos", ("es", "en"))]))

        one = fewer.pair(home.desk.id, "es", "en")

        assert (one.model, one.reason) == (None, "The engine “apertium” is not set up here.")
        assert fewer.serves(home.desk.id, "es", "en")


class TestAnyFromStarter:
    def test_it_is_the_engine_that_drafts_now(self, home: House) -> None:
        starter = Starter([("vi", "en"), ("es", "en")])
        routes = EngineRoutes(home.session, Engines([starter, engine("apertium", ("es", "en"))]))

        assert routes.any_from_starter(home.desk.id, {("vi", "en"), ("es", "en")})
        assert not routes.any_from_starter(home.desk.id, {("es", "en")})
        assert not routes.any_from_starter(home.desk.id, set())


class TestDatabase:
    def test_it_keeps_one_route_for_a_pair(self, home: House, routes: EngineRoutes) -> None:
        routes.choose(home.administrator, "es", "en", WAITS)

        home.session.add(EngineRoute(desk_id=home.desk.id, source="es", target="en", when_down=WhenDown.WAIT))

        with pytest.raises(IntegrityError), home.session.begin_nested():
            home.session.flush()

    @pytest.mark.parametrize(("kind", "name"), [("drafts", "oracle"), ("dreams", "argos"), ("drafts", "apertium")])
    def test_it_keeps_no_step_that_means_nothing(self, home: House, routes: EngineRoutes, kind: str, name: str) -> None:
        routes.choose(home.administrator, "es", "en", WAITS)
        route = home.session.scalars(select(EngineRoute)).one()
        insert = text("INSERT INTO engine_route_step (route_id, kind, engine, position) VALUES (:r, :k, :e, 0)")

        with pytest.raises(IntegrityError), home.session.begin_nested():
            home.session.execute(insert, {"r": route.id, "k": kind, "e": name})
