"""Stories whose engine is a server that goes away and comes back."""

from collections.abc import Iterator

import pytest

from desk.domain.routing import Route, WhenDown
from desk.domain.workflow import Role, State
from desk.engines.engines import Engines
from desk.engines.quiet import QuietEngine
from desk.jobs.worker import Worker
from desk.models import Job, JobState
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import drafts, state, take_in
from tests.libretranslate import Peer, fails
from tests.loopback import Site


@pytest.fixture
def peer() -> Iterator[Peer]:
    site = Site()
    yield Peer(site)
    site.close()


def route(wiring: Wiring, made: Route) -> None:
    with wiring.database.session(write=True) as session:
        root = factories.person(session, Accounts(session).default_desk(), "root", Role.ADMINISTRATOR)
        wiring.routes(session).choose(root, "vi", "en", made)
        session.commit()


def in_time(wiring: Wiring) -> None:
    """Lets the time pass that a job and an engine wait before they are tried again."""
    with wiring.database.session(write=True) as session:
        for job in session.query(Job):
            job.run_at = utc_now()
        session.commit()
    wiring.engines._states.clear()


class TestLibreTranslate:
    def test_a_story_waits_for_it_and_goes_on_by_itself(self, wiring: Wiring, peer: Peer) -> None:
        vars(wiring)["engines"] = Engines([peer.engine()])
        route(wiring, Route("libretranslate", when_down=WhenDown.WAIT))
        translation_id = take_in(wiring, 3)
        peer.offer({"error": "Starting"}, status=503)

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTING
        with wiring.database.session() as session:
            job = session.query(Job).one()
            assert (job.state, job.error) == (JobState.WAITING, "LibreTranslate is overloaded: Starting.")
        peer.back()
        in_time(wiring)

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTED
        assert drafts(wiring) == 2 * 4  # as the engine gave them, and after terms

    def test_another_engine_drafts_what_it_began(self, wiring: Wiring, peer: Peer) -> None:
        second = QuietEngine()
        vars(wiring)["engines"] = Engines([peer.engine(), second])
        route(wiring, Route("libretranslate", ("quiet",)))
        translation_id = take_in(wiring, 3)
        peer.replies = [fails(403, "Invalid API key")] * 9

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTED
        assert len(second.calls) == 1
        assert not wiring.engines.check("libretranslate").up
