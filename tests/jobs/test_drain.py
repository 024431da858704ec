"""Who is drafted when, by whom, and how often: told by the engine's calls, with chunks of a known size."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import event, func, select

from desk.domain.draft import EngineOutput
from desk.domain.provenance import Origin
from desk.domain.routing import Route, WhenDown
from desk.domain.term import Form, Term
from desk.domain.workflow import Role, State
from desk.engines.engines import Engines
from desk.engines.quiet import QuietEngine
from desk.glossary.matcher import Glossary
from desk.jobs.turns import IN_A_ROW
from desk.jobs.worker import Worker
from desk.models import Draft, FindingRow, Job, JobState, Translation, Unit
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.actor import Actor, system
from desk.services.draft_queue import MOST_UNITS, DraftQueue, Queue
from desk.services.findings import Findings
from desk.services.intake import NO_ENGINE, IntakeOptions, IntakeService
from desk.services.jobs import BREAKING, Jobs
from desk.services.publishing import Publishing
from desk.services.translations import Translations
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import Steady, drafts, state, take_in, until

ONE = 1
"""Characters of a chunk that holds one unit."""


@pytest.fixture
def engine(wiring: Wiring) -> QuietEngine:
    assert isinstance(wiring._engine, QuietEngine)
    return wiring._engine


def worker(wiring: Wiring, characters: int = ONE) -> Worker:
    made = Worker(wiring)
    made.pace = Steady(characters)
    return made


def names(engine: QuietEngine) -> list[str]:
    """The first word of each chunk, and its target language where that is not English."""
    return [
        texts[0].split()[0].strip("!") + ("" if target == "en" else f":{target}") for texts, _, target in engine.calls
    ]


def editor(wiring: Wiring) -> Actor:
    with wiring.database.session(write=True) as session:
        desk = Accounts(session).default_desk()
        made = factories.person(session, desk, "lan", Role.EDITOR)
        session.commit()
        return made


class TestOrder:
    def test_a_chunk_goes_across_articles(self, wiring: Wiring, engine: QuietEngine) -> None:
        for name in ("An", "Bình", "Chi"):
            take_in(wiring, 2, name=name)

        worker(wiring, 10_000).run_until_idle()

        assert len(engine.calls) == 1
        assert len(engine.calls[0][0]) == 9

    def test_whoever_waits_longest_is_drafted_first(self, wiring: Wiring, engine: QuietEngine) -> None:
        for name in ("An", "Bình"):
            take_in(wiring, 1, name=name)

        worker(wiring).run_until_idle()

        assert names(engine) == ["An", "An", "Bình", "Bình"]

    def test_pairs_take_turns(self, wiring: Wiring, engine: QuietEngine) -> None:
        take_in(wiring, 2, name="An")
        take_in(wiring, 2, name="An", target="fr")
        take_in(wiring, 2, name="An", target="de")

        worker(wiring).run_until_idle()

        assert names(engine) == ["An", "An:fr", "An:de"] * 3

    def test_breaking_news_goes_before_another_pairs_backlog(self, wiring: Wiring, engine: QuietEngine) -> None:
        take_in(wiring, 8, name="Cũ")
        at_work = worker(wiring)
        engine_says = Interrupting(engine, lambda: take_in(wiring, 1, name="Nóng", target="fr", breaking=True))
        wiring._engine = engine_says
        vars(wiring).pop("engines", None)

        at_work.run_until_idle()

        assert names(engine_says)[:4] == ["Cũ", "Nóng:fr", "Nóng:fr", "Cũ"]
        assert len(engine_says.calls) == 11

    def test_breaking_news_goes_before_its_own_pairs_backlog(self, wiring: Wiring, engine: QuietEngine) -> None:
        take_in(wiring, 4, name="Cũ")
        take_in(wiring, 1, name="Nóng", breaking=True)

        worker(wiring).run_until_idle()

        assert names(engine) == ["Nóng"] * 2 + ["Cũ"] * 5

    @pytest.mark.parametrize("target", ["en", "fr"])
    def test_breaking_news_without_end_lets_the_backlog_have_every_fifth_turn(
        self, wiring: Wiring, engine: QuietEngine, target: str
    ) -> None:
        take_in(wiring, 2, name="Cũ", target=target)
        take_in(wiring, 11, name="Nóng", breaking=True)

        worker(wiring).run_until_idle()

        old = "Cũ" if target == "en" else "Cũ:fr"
        assert names(engine) == [*["Nóng"] * 4, old] * 3

    def test_any_job_that_is_less_urgent_counts_as_the_backlogs_turn(self, wiring: Wiring) -> None:
        take_in(wiring, 1, name="Nóng", breaking=True)
        with wiring.database.session(write=True) as session:
            Jobs(session).enqueue("package", "package:none", {"source": "none.argosmodel"})
            session.commit()
        one = worker(wiring)
        for _ in range(IN_A_ROW):
            one.turns.taken(BREAKING)

        one.run_once()

        with wiring.database.session() as session:
            assert session.scalars(select(Job).where(Job.kind == "package")).one().state is JobState.FAILED
        assert not one.turns.backlog_first

    def test_giving_way_is_no_attempt(self, wiring: Wiring) -> None:
        take_in(wiring, 20, name="An")
        take_in(wiring, 20, name="An", target="fr")

        worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            jobs = list(session.scalars(select(Job).where(Job.kind == "draft")))
            assert {(job.state, job.attempt, job.done, job.total) for job in jobs} == {(JobState.DONE, 1, 21, 21)}

    def test_two_workers_share_what_waits_and_draft_each_text_once(self, wiring: Wiring, engine: QuietEngine) -> None:
        made = [take_in(wiring, 3, name="An"), take_in(wiring, 3, name="An", target="fr")]
        first, second = worker(wiring), worker(wiring)

        while first.run_once() | second.run_once():
            pass

        assert {state(wiring, one) for one in made} == {State.DRAFTED}
        assert len(engine.calls) == 8

    def test_a_worker_that_is_killed_among_several_pairs_costs_no_draft_twice(self, wiring: Wiring) -> None:
        made = [take_in(wiring, 120, target=target, breaking=target == "de") for target in ("en", "fr", "de")]
        environment = {
            **os.environ,
            "DESK_DATA_DIR": str(wiring.settings.data_dir),
            "DESK_DATABASE_URL": wiring.settings.database_url,
            "DESK_JOB_LEASE_SECONDS": "1",
        }
        victim = subprocess.Popen([sys.executable, "-c", SMALL_CHUNKS], env=environment)
        until(lambda: drafts(wiring) > 300)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        done_by_victim = drafts(wiring)

        survivor = Worker(wiring)
        until(lambda: not survivor.run_once() and {state(wiring, one) for one in made} == {State.DRAFTED})

        assert 300 < done_by_victim < 3 * 121 * 2
        with wiring.database.session() as session:
            counts = session.execute(select(Draft.unit_id, func.count()).group_by(Draft.unit_id)).all()
            assert {count for _, count in counts} == {2}
            assert len(counts) == 3 * 121

    def test_a_translation_whose_worker_died_before_it_could_say_so_is_moved_on(self, wiring: Wiring) -> None:
        made = take_in(wiring, 2)
        with wiring.database.session(write=True) as session:
            for unit in session.query(Unit):
                unit.drafted_round = 1
            session.commit()

        Worker(wiring).run_until_idle()

        assert state(wiring, made) is State.DRAFTED


SMALL_CHUNKS = """
from desk.engines.quiet import QuietEngine
from desk.jobs.worker import Worker
from desk.settings import load_settings
from desk.wiring import Wiring
from tests.jobs.desk import Steady
worker = Worker(Wiring(load_settings(), QuietEngine(delay=0.05)))
worker.pace = Steady(500)
worker.run()
"""


class Interrupting(QuietEngine):
    """Lets something happen while it drafts its first chunk."""

    def __init__(self, like: QuietEngine, happens: object) -> None:
        super().__init__()
        self.happens = happens

    def translate(self, texts: object, source: str, target: str) -> list[EngineOutput]:
        happens, self.happens = self.happens, None
        if callable(happens):
            happens()
        return super().translate(texts, source, target)  # type: ignore[arg-type]


class TestMeanwhile:
    """What changes while a chunk is under way."""

    def run(self, wiring: Wiring, happens: object, characters: int = 10_000) -> QuietEngine:
        wiring._engine = engine = Interrupting(QuietEngine(), happens)
        worker(wiring, characters).run_until_idle()
        return engine

    def test_what_was_cancelled_gets_nothing(self, wiring: Wiring) -> None:
        gone, stays = take_in(wiring, 2, name="An"), take_in(wiring, 2, name="Bình")
        who = editor(wiring)

        def cancel() -> None:
            with wiring.database.session(write=True) as session:
                Translations(session, who, Findings(session, who, None)).cancel(gone, "Not ours.")
                session.commit()

        self.run(wiring, cancel)

        with wiring.database.session() as session:
            drafted = set(session.scalars(select(Unit.translation_id).where(Unit.text != "")))
            assert drafted == {stays}
            assert session.scalar(select(func.count()).select_from(Draft)) == 6

    def test_what_was_killed_gets_nothing_and_is_drafted_no_further(self, wiring: Wiring) -> None:
        gone = take_in(wiring, 3, name="An")
        who = editor(wiring)

        def kill() -> None:
            with wiring.database.session(write=True) as session:
                Publishing(session, who).kill(session.get_one(Translation, gone).story_id, "Untrue.")
                session.commit()

        engine = self.run(wiring, kill, ONE)

        assert len(engine.calls) == 1
        assert drafts(wiring) == 0

    def test_a_worker_that_is_told_to_stop_stores_the_chunk_that_it_has(self, wiring: Wiring) -> None:
        made = take_in(wiring, 3, name="An")
        one = worker(wiring)
        wiring._engine = Interrupting(QuietEngine(), one.stop.set)

        one.run_once()

        assert (drafts(wiring), state(wiring, made)) == (2, State.DRAFTING)
        with wiring.database.session() as session:
            job = session.scalars(select(Job).where(Job.kind == "draft")).one()
            assert (job.state, job.attempt, job.done, job.total) == (JobState.WAITING, 0, 1, 4)

    def test_what_was_asked_anew_is_drafted_for_the_new_round_alone(self, wiring: Wiring) -> None:
        made = take_in(wiring, 1, name="An")

        def ask_anew() -> None:
            with wiring.database.session(write=True) as session:
                session.get_one(Translation, made).draft_round = 2
                session.commit()

        self.run(wiring, ask_anew)

        with wiring.database.session() as session:
            assert set(session.scalars(select(Draft.round))) == {2}
        assert state(wiring, made) is State.DRAFTED


class TestMemory:
    """What was approved is not drafted again."""

    @pytest.fixture(autouse=True)
    def approved(self, wiring: Wiring) -> None:
        with wiring.database.session(write=True) as session:
            factories.approved(factories.house(session), *factories.SENTENCES)
            session.commit()

    def take_in(self, wiring: Wiring, *texts: str, served: bool = True) -> str:
        with wiring.database.session(write=True) as session:
            desk = system(Accounts(session).default_desk().id)
            service = IntakeService(session, desk, lambda source, target: served)
            story = service.take_in(factories.read_article(*texts), IntakeOptions(targets=["en"]))
            session.commit()
            return session.scalars(select(Translation.id).where(Translation.story_id == story.id)).one()

    def origins(self, wiring: Wiring, translation_id: str) -> list[Origin]:
        with wiring.database.session() as session:
            units = select(Unit.origin).where(Unit.translation_id == translation_id).order_by(Unit.position)
            return list(session.scalars(units))

    def test_the_same_article_again_asks_no_engine(self, wiring: Wiring, engine: QuietEngine) -> None:
        made = self.take_in(wiring, *factories.SENTENCES)

        worker(wiring, 10_000).run_until_idle()

        assert engine.calls == []
        assert state(wiring, made) is State.DRAFTED
        assert set(self.origins(wiring, made)) == {Origin.MEMORY}

    def test_a_sentence_in_another_context_goes_to_the_engine(self, wiring: Wiring, engine: QuietEngine) -> None:
        made = self.take_in(wiring, *factories.SENTENCES, "Mưa còn kéo dài.")

        worker(wiring, 10_000).run_until_idle()

        assert [texts for texts, _, _ in engine.calls] == [(factories.SENTENCES[2], "Mưa còn kéo dài.")]
        assert self.origins(wiring, made) == [Origin.MEMORY] * 3 + [Origin.MACHINE] * 2

    def test_it_serves_while_the_engine_is_away(self, wiring: Wiring, engine: QuietEngine) -> None:
        made = self.take_in(wiring, *factories.SENTENCES)
        engine.down = True

        worker(wiring, 10_000).run_until_idle()

        assert set(self.origins(wiring, made)) == {Origin.MEMORY}

    def test_it_serves_a_pair_that_no_engine_does(self, wiring: Wiring) -> None:
        engine = wiring._engine = QuietEngine(pairs=[])
        made = self.take_in(wiring, *factories.SENTENCES, "Mưa còn kéo dài.", served=False)
        assert state(wiring, made) is State.DRAFTING

        worker(wiring, 10_000).run_until_idle()

        assert engine.calls == []
        assert state(wiring, made) is State.DRAFTED
        assert self.origins(wiring, made) == [Origin.MEMORY] * 3 + [Origin.NONE] * 2
        with wiring.database.session() as session:
            errors = session.scalars(
                select(Unit.draft_error).where(Unit.translation_id == made).order_by(Unit.position)
            ).all()
        assert errors[:3] == ["", "", ""]
        assert all("does not draft vi → en" in error for error in errors[3:])

    def test_what_neither_knows_is_drafted_at_once_for_people(self, wiring: Wiring) -> None:
        made = self.take_in(wiring, "Mưa còn kéo dài.", served=False)

        with wiring.database.session() as session:
            assert session.query(Job).filter_by(kind="draft", state=JobState.WAITING).count() == 1
            errors = set(session.scalars(select(Unit.draft_error).where(Unit.translation_id == made)))
        assert state(wiring, made) is State.DRAFTED
        assert errors == {NO_ENGINE}

    def test_intake_asks_it_in_one_query_however_long_the_article(self, wiring: Wiring) -> None:
        asked: list[str] = []
        event.listen(wiring.database.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))

        self.take_in(wiring, *(f"Câu số {number}." for number in range(50)), served=False)

        assert sum("FROM memory_entry" in statement for statement in asked) == 1


class TestFinishing:
    """What happens once a translation has all its drafts."""

    @pytest.fixture
    def made(self, wiring: Wiring) -> str:
        forms = {"vi": (Form("ISIS-K"),), "en": (Form("ISIS-K"),)}
        term = Term("isis-k", forms, first_mention={"en": "Islamic State Khorasan (ISIS-K)"})
        vars(wiring)["file_glossary"] = Glossary([term])
        return take_in(wiring, 2, name="ISIS-K")

    def test_terms_are_held_over_the_article(self, wiring: Wiring, made: str) -> None:
        worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            texts = session.scalars(select(Unit.text).where(Unit.translation_id == made).order_by(Unit.position))
            assert ["Islamic State Khorasan" in text for text in texts] == [False, True, False]

    def test_it_is_checked(self, wiring: Wiring, made: str) -> None:
        wiring._engine = QuietEngine(canned={"ISIS-K là câu số 1.": "The the group is sentence one."})

        worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            found = select(FindingRow.check).where(FindingRow.translation_id == made)
            assert {"glossary_missing", "repeated_words"} <= set(session.scalars(found))

    def test_how_long_each_chunk_took_is_measured(self, wiring: Wiring, made: str) -> None:
        measures: list[tuple[tuple[str, str], int]] = []

        class Noted(Steady):
            def measured(self, pair: tuple[str, str], characters: int, seconds: float) -> None:
                measures.append((pair, characters))

        one = Worker(wiring)
        one.pace = Noted(10_000)
        one.run_until_idle()

        lengths = sum(map(len, ("ISIS-K!", "ISIS-K là câu số 0.", "ISIS-K là câu số 1.")))
        assert measures == [(("vi", "en"), lengths)]


class TestEnginesThatAreDown:
    @pytest.fixture
    def waits(self, wiring: Wiring) -> QuietEngine:
        """The quiet engine, down, in a route that waits for it."""
        wiring._engine = engine = QuietEngine(down=True)
        vars(wiring)["engines"] = Engines([engine], now=utc_now)
        with wiring.database.session(write=True) as session:
            desk = Accounts(session).default_desk()
            chief = factories.person(session, desk, "chief", Role.ADMINISTRATOR)
            wiring.routes(session).choose(chief, "vi", "en", Route("quiet", when_down=WhenDown.WAIT))
            session.commit()
        return engine

    def rush(self, wiring: Wiring) -> None:
        """Lets all waits be over, and the engine be asked again."""
        vars(wiring)["engines"] = Engines([wiring._engine])  # type: ignore[list-item]
        with wiring.database.session(write=True) as session:
            for job in session.scalars(select(Job)):
                job.run_at = job.created_at
            session.commit()

    def job(self, wiring: Wiring) -> Job:
        with wiring.database.session() as session:
            return session.scalars(select(Job).where(Job.kind == "draft")).one()

    def test_the_story_waits_and_the_job_says_why(self, wiring: Wiring, waits: QuietEngine) -> None:
        made = take_in(wiring, 2)

        Worker(wiring).run_until_idle()

        job = self.job(wiring)
        assert state(wiring, made) is State.DRAFTING
        assert (job.state, job.error, job.attempt) == (JobState.WAITING, "The quiet engine is down.", 0)
        assert job.run_at > utc_now()

    def test_a_text_in_hand_while_its_engine_went_down_is_not_held_to_have_killed_the_worker(
        self, wiring: Wiring, waits: QuietEngine
    ) -> None:
        made = take_in(wiring, 2)
        with wiring.database.session(write=True) as session:
            job = session.scalars(select(Job).where(Job.kind == "draft")).one()
            job.state, job.attempt, job.worker, job.lease_until = JobState.RUNNING, 1, "dead", utc_now()
            session.commit()
        Worker(wiring).run_until_idle()
        assert self.job(wiring).waits == 1

        waits.down = False
        self.rush(wiring)
        Worker(wiring).run_until_idle()

        assert state(wiring, made) is State.DRAFTED
        assert drafts(wiring) == 6

    def test_what_the_memory_knows_is_there_meanwhile(self, wiring: Wiring, waits: QuietEngine) -> None:
        with wiring.database.session(write=True) as session:
            home = factories.house(session)
            factories.approved(home, *factories.SENTENCES)
            made = factories.translation_of(home, factories.story(home, *factories.SENTENCES, "Mưa còn kéo dài.")).id
            session.commit()

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            origins = select(Unit.origin).where(Unit.translation_id == made).order_by(Unit.position)
            assert list(session.scalars(origins)) == [Origin.MEMORY] * 3 + [Origin.NONE] * 2

    def test_it_waits_longer_each_time_but_never_fails(self, wiring: Wiring, waits: QuietEngine) -> None:
        made = take_in(wiring, 2)
        at_work = Worker(wiring)
        delays = []

        for _ in range(8):
            self.rush(wiring)
            at_work.run_once()
            delays.append(round((self.job(wiring).run_at - utc_now()).total_seconds()))

        assert delays == [2, 4, 8, 16, 32, 60, 60, 60]
        at_work.sweep()
        assert state(wiring, made) is State.DRAFTING

    def test_it_goes_on_by_itself_when_the_engine_is_back(self, wiring: Wiring, waits: QuietEngine) -> None:
        made = take_in(wiring, 2)
        at_work = Worker(wiring)
        at_work.run_once()

        waits.down = False
        self.rush(wiring)
        at_work.run_once()

        job = self.job(wiring)
        assert state(wiring, made) is State.DRAFTED
        assert (job.state, job.error, job.waits) == (JobState.DONE, "", 0)

    def test_a_fallback_drafts_instead_and_is_named(self, wiring: Wiring) -> None:
        class Spare(QuietEngine):
            name = "argos"

        broken, spare = QuietEngine(down=True), Spare()
        vars(wiring)["engines"] = Engines([broken, spare])
        take_in(wiring, 2)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            assert session.query(Unit).filter(Unit.text == "").count() == 0
        assert (len(broken.calls), len(spare.calls)) == (0, 1)


class TestEffort:
    """What a chunk costs, in queries and commits: it does not grow with the number of its units."""

    def cost(self, wiring: Wiring, sentences: int) -> tuple[int, int]:
        """Statements and commits of a job whose one chunk holds so many sentences, its beginning left out."""
        wiring.settings.job_lease_seconds = 60.0  # no sign of life in between
        take_in(wiring, sentences)
        take_in(wiring, 1, target="fr")  # noise
        statements: list[str] = []
        commits: list[object] = []
        engine = wiring.database.engine
        job = self.claimed(wiring)

        def said(connection: object, cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        def committed(connection: object) -> None:
            commits.append(connection)

        event.listen(engine, "before_cursor_execute", said)
        event.listen(engine, "commit", committed)
        worker_ = worker(wiring, 80_000)
        worker_._work(job)
        event.remove(engine, "before_cursor_execute", said)
        event.remove(engine, "commit", committed)
        return len(statements), len(commits)

    def claimed(self, wiring: Wiring) -> Job:
        found = worker(wiring)._claim()
        assert found is not None
        return found

    def test_a_chunk_of_many_units_asks_no_more_than_one_of_few(self, wiring: Wiring) -> None:
        few = self.cost(wiring, 3)
        with wiring.database.session(write=True) as session:
            session.query(Job).delete()
            session.commit()

        many = self.cost(wiring, 300)

        assert many == few
        assert many[1] == 3  # the chunk, the translation that it completes, and the end of the job
        assert many[0] < 70

    def test_a_chunk_has_a_ceiling(self, wiring: Wiring) -> None:
        take_in(wiring, MOST_UNITS + 10)

        with wiring.database.session() as session:
            desk = Accounts(session).default_desk()
            assert len(DraftQueue(session, Queue(desk.id, "vi", "en")).next_chunk(10**9)) == MOST_UNITS

    def test_there_is_always_one(self, wiring: Wiring) -> None:
        take_in(wiring, 3)

        with wiring.database.session() as session:
            desk = system(Accounts(session).default_desk().id)
            assert len(DraftQueue(session, Queue(desk.desk_id, "vi", "en")).next_chunk(1)) == 1
