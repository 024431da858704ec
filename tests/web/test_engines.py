"""Engines: how they are, who drafts what, and a desk's own choice."""

import html
import re

import pytest
from sqlalchemy import select

from desk.domain.routing import Route, WhenDown
from desk.engines.engines import Engines
from desk.engines.quiet import QuietEngine
from desk.models import EngineRoute, Job, JobState
from desk.services.draft_queue import queue_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

PAIR = {"from": "es", "to": "en"}
FORM = {**PAIR, "first": "apertium", "fallback": ["argos", ""], "shadow": ["libretranslate"], "when_down": "wait"}
AWAY = "LibreTranslate is away: <Connection refused>."


def engine(name: str, *pairs: tuple[str, str]) -> QuietEngine:
    made = QuietEngine(pairs)
    made.name = name
    return made


@pytest.fixture
def engines(desk: WebDesk) -> dict[str, QuietEngine]:
    """Three engines by name, of which each drafts something else."""
    made = [
        engine("argos", ("vi", "en"), ("es", "en")),
        engine("libretranslate", ("fr", "en")),
        engine("apertium", ("es", "en")),
    ]
    vars(desk.wiring)["engines"] = Engines(made)
    return {one.name: one for one in made}


def route(desk: WebDesk, source: str = "es", target: str = "en") -> Route:
    with desk.wiring.database.session() as session:
        return desk.wiring.routes(session).for_pair(desk.translator.desk_id, source, target)


@pytest.mark.usefixtures("engines")
class TestPage:
    def test_it_shows_who_drafts_what(self, administrator: Visitor) -> None:
        page = administrator.get("/engines").text

        assert page.count("The next one drafts") == 3
        assert 'href="/engines/route?from=es&amp;to=en"' in page
        assert "Apertium" in page

    def test_an_engine_that_is_down_is_shown_as_down(
        self, desk: WebDesk, administrator: Visitor, engines: dict[str, QuietEngine]
    ) -> None:
        administrator.get("/engines")
        engines["libretranslate"].down = True

        page = administrator.get("/engines").text

        assert "Down" in page
        assert "The quiet engine is down." in page
        assert "since" in page

    def test_it_shows_the_pairs_of_a_language(self, administrator: Visitor) -> None:
        page = administrator.get("/engines?language=fr").text

        assert "from=fr" in page
        assert "from=es&" not in page
        assert "No engine drafts a pair with this language." in administrator.get("/engines?language=th").text

    def test_it_comes_in_pages(self, desk: WebDesk, administrator: Visitor) -> None:
        vars(desk.wiring)["engines"] = Engines([QuietEngine()])

        first, last = administrator.get("/engines").text, administrator.get("/engines?page=19").text

        assert "1–25 of 462" in first
        assert "451–462 of 462" in last
        administrator.get("/engines?page=-3&language=nonsense")

    def test_it_asks_the_database_as_often_for_many_pairs(self, desk: WebDesk, administrator: Visitor) -> None:
        with counted(desk) as few:
            administrator.get("/engines?language=th")
        administrator.post("/engines/route", FORM)
        vars(desk.wiring)["engines"] = Engines([QuietEngine()])

        with counted(desk) as many:
            administrator.get("/engines")

        assert len(many) <= len(few) + 1  # the steps of routes that were chosen

    def test_it_is_for_administrators(self, translator: Visitor, editor: Visitor) -> None:
        for visitor in (translator, editor):
            visitor.get("/engines", status=403)
            visitor.get("/engines/route?from=es&to=en", status=403)
            visitor.post("/engines/route", FORM, status=403)

    def test_it_does_not_show_the_key(self, desk: WebDesk, administrator: Visitor) -> None:
        desk.wiring.settings.libretranslate_url = "https://translate.example"
        desk.wiring.settings.libretranslate_key = type(desk.wiring.settings.libretranslate_key)("s3cret-k3y")

        page = administrator.get("/engines").text

        assert "The server at https://translate.example." in page
        assert "s3cret-k3y" not in page


@pytest.mark.usefixtures("engines")
class TestRoute:
    def test_it_begins_with_what_holds(self, administrator: Visitor) -> None:
        page = administrator.get("/engines/route?from=es&to=en").text

        assert '<option value="argos" selected>' in page
        assert "Back to the usual order" not in page

    def test_it_is_changed_and_taken_back(self, desk: WebDesk, administrator: Visitor) -> None:
        page = administrator.follow(administrator.post("/engines/route", FORM)).text

        assert "Spanish → English: these engines draft from now on." in page
        assert "Chosen" in page
        assert route(desk) == Route("apertium", ("argos",), ("libretranslate",), WhenDown.WAIT)
        assert "Back to the usual order" in administrator.get("/engines/route?from=es&to=en").text

        administrator.post("/engines/route", {**PAIR, "usual": "yes"})
        assert route(desk).first == "argos"

    @pytest.mark.parametrize(
        ("given", "drafting", "shadows"),
        [
            ({"first": "libretranslate", "shadow": []}, ("libretranslate", "argos", "apertium"), ()),
            ({"first": "apertium", "shadow": ["apertium"]}, ("apertium", "libretranslate", "argos"), ()),
            ({"fallback": ["argos", ""], "shadow": ["argos"]}, ("argos", "libretranslate"), ()),
        ],
    )
    def test_who_is_chosen_again_changes_places(
        self,
        desk: WebDesk,
        administrator: Visitor,
        given: dict[str, object],
        drafting: tuple[str, ...],
        shadows: tuple[str, ...],
    ) -> None:
        begun = {**PAIR, "first": "argos", "fallback": ["libretranslate", "apertium"], "when_down": "fall_back"}
        administrator.post("/engines/route", begun)

        administrator.post("/engines/route", {**begun, **given})

        chosen = route(desk)
        assert ((chosen.first, *chosen.fallbacks), chosen.shadows) == (drafting, shadows)

    @pytest.mark.parametrize(
        ("given", "cause"),
        [
            ({"first": "oracle"}, "“oracle” is not set up here"),
            ({"first": ""}, "is not set up here"),
            ({"when_down": "panic"}, "it waits, or another drafts it"),
            ({"to": "xx"}, "“xx” is not a language"),
            ({"from": "en"}, "named as both languages"),
        ],
    )
    def test_it_says_what_is_wrong(
        self, desk: WebDesk, administrator: Visitor, given: dict[str, object], cause: str
    ) -> None:
        answer = administrator.post("/engines/route", {**FORM, **given}, status=422)

        assert cause in answer.text
        with desk.wiring.database.session() as session:
            assert session.scalars(select(EngineRoute)).all() == []

    @pytest.mark.parametrize("query", ["", "?from=es", "?from=es&to=es", "?from=xx&to=en"])
    def test_it_needs_two_languages(self, administrator: Visitor, query: str) -> None:
        administrator.get(f"/engines/route{query}", status=422)


class TestWaiting:
    """What people see while drafting waits for an engine that is down."""

    def waits(self, desk: WebDesk, waits: int = 1) -> tuple[str, str]:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))
            key = queue_of(made).key
            for job in home.session.scalars(select(Job).where(Job.key == key)):
                home.session.delete(job)
            home.session.flush()
            home.session.add(Job(kind="draft", key=key, state=JobState.WAITING, waits=waits, error=AWAY))
            return made.id, made.story_id

    def test_its_pages_say_so(self, desk: WebDesk, translator: Visitor) -> None:
        translation_id, story_id = self.waits(desk)

        for page in (
            translator.get(f"/translations/{translation_id}").text,
            translator.get(f"/stories/{story_id}").text,
        ):
            assert "waits for its engine" in page
            assert "LibreTranslate is away: &lt;Connection refused&gt;. Drafting goes on by itself" in page

    def test_an_open_page_learns_of_it_and_of_its_end(self, desk: WebDesk, translator: Visitor) -> None:
        translation_id, _ = self.waits(desk)
        path = f"/translations/{translation_id}/drafting"

        page = translator.get(path, htmx=True).text
        assert "waits for its engine" in page
        again = re.search(r'hx-get="([^"]+)"', page)
        assert again is not None
        translator.get(html.unescape(again[1]), htmx=True, status=204)

    def test_a_failure_inside_is_told_to_nobody(self, desk: WebDesk, translator: Visitor) -> None:
        translation_id, _ = self.waits(desk, waits=0)

        assert "Connection refused" not in translator.get(f"/translations/{translation_id}").text
