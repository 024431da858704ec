"""What is done with drafts when nothing waits, and that it is done unseen and once."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from desk.domain.draft import DraftKind
from desk.domain.errors import EngineDown
from desk.domain.routing import Route
from desk.domain.workflow import Role, State
from desk.engines.engines import Engines
from desk.engines.quiet import QuietEngine
from desk.jobs.worker import Worker
from desk.models import Draft, DraftConfidence, Job, JobState, Translation, Unit
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.idle_drafts import SURE, doubtful_below
from desk.services.jobs import IDLE
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import Steady, drafts, state, take_in


class Other(QuietEngine):
    """An engine under another name."""

    name = "argos"


class Mute(QuietEngine):
    """An engine that cannot tell how sure it is."""

    score_tokens = None  # type: ignore[assignment]


@pytest.fixture
def shadowed(wiring: Wiring) -> Other:
    """A second engine that shadows the first."""
    spare = Other()
    vars(wiring)["engines"] = Engines([wiring._engine, spare])  # type: ignore[list-item]
    with wiring.database.session(write=True) as session:
        root = factories.person(session, Accounts(session).default_desk(), "root", Role.ADMINISTRATOR)
        wiring.routes(session).choose(root, "vi", "en", Route("quiet", shadows=("argos",)))
        session.commit()
    return spare


def counted(wiring: Wiring, kind: DraftKind) -> int:
    with wiring.database.session() as session:
        return session.scalar(select(func.count()).where(Draft.kind == kind)) or 0


class TestConfidence:
    def test_every_raw_draft_is_scored_once_when_nothing_waits(self, wiring: Wiring) -> None:
        take_in(wiring, 3)
        engine = wiring._engine
        assert isinstance(engine, QuietEngine)

        Worker(wiring).run_until_idle()
        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            found = session.execute(
                select(DraftConfidence, Draft).join(Draft, Draft.id == DraftConfidence.draft_id)
            ).all()
            assert {draft.kind for _, draft in found} == {DraftKind.RAW}
            assert len(found) == 4
            assert all(len(row.tokens) == len(draft.text.split()) for row, draft in found)
        assert len(engine.scored) == 1

    def test_the_job_is_of_the_lowest_priority(self, wiring: Wiring) -> None:
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            job = session.scalars(select(Job).where(Job.kind == "confidence")).one()
            assert (job.priority, job.state) == (IDLE, JobState.DONE)

    def test_it_gives_way_to_what_waits(self, wiring: Wiring) -> None:
        made = take_in(wiring, 100)
        worker = Worker(wiring)
        while state(wiring, made) is State.DRAFTING:
            worker.run_once()
        late = take_in(wiring, 1, target="fr")

        worker.run_once()

        assert state(wiring, late) is State.DRAFTED
        with wiring.database.session() as session:
            assert session.scalar(select(func.count()).select_from(DraftConfidence)) == 0

    def test_it_gives_way_in_the_middle(self, wiring: Wiring) -> None:
        take_in(wiring, 100)
        worker = Worker(wiring)
        worker.run_once()
        late: list[str] = []

        class Busy(QuietEngine):
            def score_tokens(self, pairs, source, target):  # type: ignore[no-untyped-def]
                late.append(take_in(wiring, 1, target="fr")) if not late else None
                return super().score_tokens(pairs, source, target)

        vars(wiring)["engines"] = Engines([Busy()])
        worker.run_once()

        with wiring.database.session() as session:
            job = session.scalars(select(Job).where(Job.kind == "confidence")).one()
            assert (job.state, job.attempt, job.done, job.total) == (JobState.WAITING, 0, 64, 101)
        worker.run_once()
        assert state(wiring, late[0]) is State.DRAFTED

    def test_it_waits_for_an_engine_that_goes_away_meanwhile(self, wiring: Wiring) -> None:
        class Leaving(QuietEngine):
            def score_tokens(self, pairs, source, target):  # type: ignore[no-untyped-def]
                raise EngineDown("It has just left.")

        wiring._engine = Leaving()
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            job = session.scalars(select(Job).where(Job.kind == "confidence")).one()
            assert (job.state, job.waits, job.error) == (JobState.WAITING, 1, "It has just left.")

    def test_an_engine_that_cannot_tell_is_not_asked(self, wiring: Wiring) -> None:
        wiring._engine = Mute()
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            assert session.scalar(select(func.count()).where(Job.kind == "confidence", Job.error != "")) == 0
            assert session.scalar(select(func.count()).select_from(DraftConfidence)) == 0


class TestThreshold:
    def test_a_tenth_of_the_tokens_is_doubtful(self) -> None:
        below = doubtful_below([-float(number) for number in range(1, 101)])

        assert sum(-float(number) <= below for number in range(1, 101)) == 10

    def test_a_model_that_is_sure_of_everything_doubts_nothing(self) -> None:
        assert doubtful_below([-0.01] * 100) == SURE

    def test_nothing_seen_is_no_reason_for_doubt(self) -> None:
        assert doubtful_below([]) == SURE


class TestShadows:
    def test_a_shadow_drafts_every_unit_once_and_fills_none(self, wiring: Wiring, shadowed: Other) -> None:
        made = take_in(wiring, 3)

        Worker(wiring).run_until_idle()
        Worker(wiring).run_until_idle()

        assert state(wiring, made) is State.DRAFTED
        assert counted(wiring, DraftKind.SHADOW) == 4
        assert len(shadowed.calls) == 1
        with wiring.database.session() as session:
            begun = select(Draft.kind, Draft.engine).join(Unit, Unit.draft_id == Draft.id).distinct()
            assert [tuple(row) for row in session.execute(begun)] == [(DraftKind.TERMS, "quiet")]

    @pytest.mark.parametrize("secret", [{"restricted": True}, {"embargo_until": utc_now() + dt.timedelta(days=1)}])
    def test_nothing_is_tried_out_on_a_secret_story(
        self, wiring: Wiring, shadowed: Other, secret: dict[str, object]
    ) -> None:
        wiring.settings.round_trips = True
        made = take_in(wiring, 1)
        with wiring.database.session(write=True) as session:
            story = session.get_one(Translation, made).story
            for name, value in secret.items():
                setattr(story, name, value)
            session.commit()

        Worker(wiring).run_until_idle()

        assert state(wiring, made) is State.DRAFTED
        assert shadowed.calls == []
        assert counted(wiring, DraftKind.SHADOW) + counted(wiring, DraftKind.ROUND_TRIP) == 0

    def test_a_failed_shadow_has_no_text_and_says_why(self, wiring: Wiring, shadowed: Other) -> None:
        shadowed._failing = frozenset({"Câu này là câu số 0."})
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            failed = session.scalars(select(Draft).where(Draft.kind == DraftKind.SHADOW, Draft.text == "")).one()
            assert failed.notice == "The quiet engine was told to fail on this text."

    def test_a_shadow_that_is_down_costs_nothing_but_its_drafts(self, wiring: Wiring, shadowed: Other) -> None:
        shadowed.down = True
        made = take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        assert state(wiring, made) is State.DRAFTED
        assert counted(wiring, DraftKind.SHADOW) == 0

    def test_nothing_shadows_where_no_route_says_so(self, wiring: Wiring) -> None:
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        assert drafts(wiring) == 4
        with wiring.database.session() as session:
            assert session.scalar(select(func.count()).where(Job.kind == "shadow")) == 0


class TestRoundTrips:
    def test_drafts_are_translated_back_where_the_settings_say_so(self, wiring: Wiring) -> None:
        wiring.settings.round_trips = True
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            texts = session.scalars(select(Draft.text).where(Draft.kind == DraftKind.ROUND_TRIP).order_by(Draft.id))
            assert list(texts) == ["[vi] [en] Câu này!", "[vi] [en] Câu này là câu số 0."]

    def test_nothing_is_translated_back_otherwise(self, wiring: Wiring) -> None:
        take_in(wiring, 1)

        Worker(wiring).run_until_idle()

        assert counted(wiring, DraftKind.ROUND_TRIP) == 0


class TestTurns:
    def test_idle_work_of_several_pairs_takes_turns(self, wiring: Wiring) -> None:
        for target in ("en", "fr"):
            take_in(wiring, 100, target=target)
        worker = Worker(wiring)
        worker.pace = Steady(100_000)
        engine = wiring._engine
        assert isinstance(engine, QuietEngine)

        worker.run_until_idle()

        assert [target for _, _, target in engine.scored] == ["en", "fr", "en", "fr"]
