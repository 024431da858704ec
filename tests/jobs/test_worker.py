"""Workers die; stories get their drafts all the same, once."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from desk.domain.draft import EngineModel, EngineOutput
from desk.domain.workflow import Role, State
from desk.engines.quiet import QuietEngine
from desk.jobs.drain import DEADLY
from desk.jobs.worker import Worker
from desk.models import Draft, FindingRow, Job, JobState, Presence, Translation, Unit
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.draft_queue import DraftQueue, queue_of
from desk.services.drafting import Drafting
from desk.services.findings import Findings
from desk.services.intake import IntakeService
from desk.services.presence import GONE, appear
from desk.services.translations import Translations
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import drafts, state, take_in, until

SLOW_WORKER = """
import sys
from desk.engines.quiet import QuietEngine
from desk.jobs.drain import DEADLY
from desk.jobs.worker import Worker
from desk.settings import load_settings
from desk.wiring import Wiring
Worker(Wiring(load_settings(), QuietEngine(delay=0.5))).run()
"""


def add_a_unit(wiring: Wiring, *, editing: bool) -> str:
    """A translation whose drafts are there when a newer text adds a sentence, which waits for its own."""
    with wiring.database.session(write=True) as session:
        home = factories.house(session)
        translation = factories.edited(home) if editing else factories.drafted(home)
        for job in session.query(Job):  # the drafts were made without the worker
            job.state = JobState.DONE
        newer = factories.read_article(*factories.SENTENCES, "Mưa còn kéo dài.")
        IntakeService(session, home.translator, lambda source, target: True).revise(translation.story_id, newer)
        session.commit()
        return translation.id


def late(wiring: Wiring) -> int:
    """How many units wait for a draft."""
    with wiring.database.session() as session:
        late = Unit.drafted_round < Translation.draft_round
        return session.scalar(select(func.count(Unit.id)).join(Unit.translation).where(late)) or 0


class TestWorker:
    def test_it_drafts_what_waits(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            job = session.query(Job).filter_by(kind="draft").one()
            assert (job.state, job.done, job.total, job.error) == (JobState.DONE, 4, 4, "")

    def test_a_kill_in_mid_draft_loses_and_doubles_nothing(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 400)
        environment = {
            **os.environ,
            "DESK_DATA_DIR": str(wiring.settings.data_dir),
            "DESK_DATABASE_URL": wiring.settings.database_url,
            "DESK_JOB_LEASE_SECONDS": "1",
        }
        victim = subprocess.Popen([sys.executable, "-c", SLOW_WORKER], env=environment)
        until(lambda: drafts(wiring) > 0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        assert state(wiring, translation_id) is State.DRAFTING
        done_by_victim = drafts(wiring)

        survivor = Worker(wiring)
        until(lambda: survivor.run_once() or state(wiring, translation_id) is State.DRAFTED)

        assert 0 < done_by_victim < 802
        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            per_unit = session.execute(select(Draft.unit_id, func.count()).group_by(Draft.unit_id)).all()
            assert {count for _, count in per_unit} == {2}
            assert len(per_unit) == session.query(Unit).count() == 401

    def test_a_draft_that_nobody_works_on_is_asked_for_again(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)
        with wiring.database.session(write=True) as session:
            session.query(Job).delete()
            session.commit()

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTED

    def test_an_engine_that_is_gone_leaves_the_work_to_people_and_says_so(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)
        wiring._engine = QuietEngine(down=True)

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            assert {bool(unit.draft_error) for unit in session.query(Unit)} == {True}

    def test_a_task_that_always_fails_ends_with_its_reason_and_the_story_goes_on(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)
        wiring.__dict__["engines"] = object()

        worker = Worker(wiring)
        for _ in range(5):
            with wiring.database.session(write=True) as session:
                for job in session.query(Job):
                    job.run_at = job.created_at
                session.commit()
            worker.run_once()
        worker.sweep()

        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            (job,) = session.query(Job).filter_by(state=JobState.FAILED)
            assert job.error == "The desk failed at this (AttributeError); its log says more."
            assert job.error in {unit.draft_error for unit in session.query(Unit)}

    @pytest.mark.parametrize("editing", [False, True])
    def test_a_unit_added_later_waits_for_no_job_that_failed(self, wiring: Wiring, editing: bool) -> None:
        translation_id = add_a_unit(wiring, editing=editing)
        before = state(wiring, translation_id)
        worker = Worker(wiring)
        with wiring.database.session(write=True) as session:
            (job,) = session.query(Job).filter_by(kind="draft", state=JobState.WAITING)
            job.state, job.error = JobState.FAILED, "Out of memory."
            session.commit()

        worker.sweep()

        assert late(wiring) == 0
        assert state(wiring, translation_id) is before
        with wiring.database.session() as session:
            errors = session.scalars(select(Unit.draft_error).order_by(Unit.position)).all()
        assert errors == [*[""] * 4, "Out of memory."]

    def test_what_the_sweep_leaves_to_people_is_checked(self, wiring: Wiring) -> None:
        translation_id = add_a_unit(wiring, editing=False)
        with wiring.database.session(write=True) as session:
            (job,) = session.query(Job).filter_by(kind="draft", state=JobState.WAITING)
            job.state, job.error = JobState.FAILED, "Out of memory."
            session.query(FindingRow).delete()
            session.commit()

        Worker(wiring).sweep()

        with wiring.database.session() as session:
            added = select(Unit.id).where(Unit.translation_id == translation_id, Unit.draft_error != "")
            found = select(FindingRow.check).where(FindingRow.unit_id.in_(added))
            assert set(session.scalars(found)) == {"empty_target"}

    def test_a_translation_awaits_drafts_until_it_has_them(self, wiring: Wiring) -> None:
        awaits = select(Translation.awaits_drafts)
        take_in(wiring, 3)
        with wiring.database.session() as session:
            before = session.scalar(awaits)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            assert (before, session.scalar(awaits)) == (True, False)

    def test_nobody_looks_through_the_units_of_what_awaits_none(self, wiring: Wiring) -> None:
        take_in(wiring, 3)
        with wiring.database.session(write=True) as session:
            translation = session.scalars(select(Translation)).one()
            queue = DraftQueue(session, queue_of(translation))
            waiting = queue.count()

            translation.awaits_drafts = False
            session.flush()

            assert (waiting, queue.count(), queue.next_chunk(1_000), queue.awaiting()) == (4, 0, [], [])

    def test_what_was_cancelled_awaits_no_drafts_but_does_again_once_resumed(self, wiring: Wiring) -> None:
        awaits = select(Translation.awaits_drafts)
        translation_id = take_in(wiring, 3)
        with wiring.database.session(write=True) as session:
            made = factories.person(session, Accounts(session).default_desk(), "lan", Role.EDITOR)
            service = Translations(session, made, Findings(session, made, None))

            service.cancel(translation_id, "Not ours.")
            Drafting(session).unstick()
            cancelled = session.scalar(awaits)
            service.resume(translation_id)
            Drafting(session).unstick()
            resumed = session.scalar(awaits)

        assert (cancelled, resumed) == (False, True)

    @pytest.mark.parametrize("editing", [False, True])
    def test_a_unit_added_later_is_asked_for_again(self, wiring: Wiring, editing: bool) -> None:
        add_a_unit(wiring, editing=editing)
        with wiring.database.session(write=True) as session:
            session.query(Job).filter_by(kind="draft", state=JobState.WAITING).delete()
            session.commit()
        assert late(wiring) == 1

        Worker(wiring).run_until_idle()

        assert late(wiring) == 0
        with wiring.database.session() as session:
            assert {unit.draft_error for unit in session.query(Unit)} == {""}

    def test_an_error_of_the_database_names_no_text(self, wiring: Wiring) -> None:
        with wiring.database.session() as session, pytest.raises(DBAPIError) as raised:
            session.execute(text("SELECT a FROM nowhere WHERE a = :said"), {"said": "what few may read"})

        assert "what few may read" not in str(raised.value)

    def test_a_worker_that_is_told_to_stop_leaves_the_rest_to_the_next(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring)
        worker = Worker(wiring)
        worker.stop.set()

        worker.run_once()

        assert state(wiring, translation_id) is State.DRAFTING
        with wiring.database.session() as session:
            job = session.query(Job).filter_by(kind="draft").one()
            assert (job.state, job.attempt) == (JobState.WAITING, 0)

    def test_its_lease_lasts_while_it_works(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)
        wiring._engine = QuietEngine(delay=2.5)  # two and a half leases long

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            job = session.query(Job).filter_by(kind="draft").one()
            assert (job.state, job.attempt) == (JobState.DONE, 1)
        assert state(wiring, translation_id) is State.DRAFTED


class PoisonedEngine(QuietEngine):
    """Breaks on one text, and with it on every batch that holds it, instead of saying so."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        if POISON in texts:
            raise RuntimeError(f"cannot bear {texts}")
        return super().translate(texts, source, target)


POISON = "Câu này là câu số 1."


class TestPoison:
    """One text that an engine cannot bear."""

    def run(self, wiring: Wiring) -> None:
        Worker(wiring).run_until_idle()
        with wiring.database.session(write=True) as session:
            for job in session.query(Job):
                job.run_at = job.created_at  # as if ten seconds had gone by
            session.commit()
        Worker(wiring).run_until_idle()

    def test_it_costs_itself_its_draft_and_no_other(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 40)
        wiring._engine = PoisonedEngine()

        self.run(wiring)

        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            failed = {unit.draft_error for unit in session.query(Unit) if unit.draft_error}
            assert failed == {"The engine fails on this text (RuntimeError)."}
            assert session.query(Unit).filter(Unit.text != "").count() == 40

    def test_the_log_tells_no_texts(self, wiring: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
        take_in(wiring, 3)
        wiring._engine = QuietEngine()
        wiring._engine.translate = None  # type: ignore[assignment]

        Worker(wiring).run_until_idle()

        told = capsys.readouterr()
        assert "TypeError" in told.out
        assert "câu số" not in told.out

    def test_an_answer_that_no_database_keeps_is_an_error_of_its_text(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)
        wiring._engine = QuietEngine(canned={POISON: "This is \0 sentence \ud800."})

        Worker(wiring).run_until_idle()

        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            assert [unit.draft_error for unit in session.query(Unit) if unit.draft_error] == [
                "The engine gave characters that no text has."
            ]


class TestAttribution:
    def test_a_draft_names_the_model_that_made_it_not_the_one_that_was_announced(self, wiring: Wiring) -> None:
        class Upgraded(QuietEngine):
            def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
                newer = EngineModel("quiet", "quiet", "2", "New.")
                return [replace(output, model=newer) for output in super().translate(texts, source, target)]

        take_in(wiring, 3)
        upgraded = Wiring(wiring.settings, Upgraded())
        vars(upgraded)["database"] = wiring.database

        Worker(upgraded).run_until_idle()

        with wiring.database.session() as session:
            assert {(draft.model_version, draft.notice) for draft in session.query(Draft)} == {("2", "New.")}


class TestCleaningUp:
    def test_the_sweep_clears_away_old_jobs(self, wiring: Wiring) -> None:
        take_in(wiring, 1)
        Worker(wiring).run_until_idle()
        with wiring.database.session(write=True) as session:
            for job in session.query(Job):
                assert job.finished_at is not None
                job.finished_at -= timedelta(days=wiring.settings.job_days + 1)
            session.commit()

        Worker(wiring).sweep()

        with wiring.database.session() as session:
            assert session.query(Job).count() == 0

    def test_the_sweep_forgets_who_had_a_text_open(self, wiring: Wiring) -> None:
        with wiring.database.session(write=True) as session:
            home = factories.house(session)
            made = factories.edited(home)
            appear(session, home.translator, made, "", utc_now() - GONE)
            appear(session, home.editor, made, "")
            session.commit()

        Worker(wiring).sweep()

        with wiring.database.session() as session:
            assert session.scalars(select(Presence.person_id)).all() == [home.editor.person_id]


DEADLY_WORKER = """
import os
import signal
from desk.engines.quiet import QuietEngine
from desk.jobs.drain import DEADLY
from desk.jobs.worker import Worker
from desk.settings import load_settings
from desk.wiring import Wiring

class Deadly(QuietEngine):
    def translate(self, texts, source, target):
        if any(text == "Chết là câu số 1." or text.startswith("Tử") for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().translate(texts, source, target)

Worker(Wiring(load_settings(), Deadly())).run_until_idle()
"""


def deaths(wiring: Wiring, most: int) -> int:
    """How many workers the queue kills until one comes through; never more than `most`."""
    environment = {
        **os.environ,
        "DESK_DATA_DIR": str(wiring.settings.data_dir),
        "DESK_DATABASE_URL": wiring.settings.database_url,
    }
    for died in range(most + 1):
        done = subprocess.run([sys.executable, "-c", DEADLY_WORKER], env=environment, timeout=120, check=False)
        if done.returncode == 0:
            return died
        assert done.returncode == -signal.SIGKILL
        with wiring.database.session(write=True) as session:  # its lease runs out
            session.execute(update(Job).where(Job.state == JobState.RUNNING).values(lease_until=utc_now()))
            session.commit()
    raise AssertionError("no worker came through")


class TestATextThatKillsTheWorker:
    def test_it_alone_goes_without_a_draft(self, wiring: Wiring) -> None:
        ids = [take_in(wiring, 3, name=name) for name in ("An", "Chết", "Bình")]

        assert deaths(wiring, 2) == 2

        assert {state(wiring, id) for id in ids} == {State.DRAFTED}
        with wiring.database.session() as session:
            (failed,) = session.query(Unit).filter(Unit.draft_error != "")
            assert (failed.draft_error, failed.sources[0].segment.text) == (DEADLY, "Chết là câu số 1.")
            assert session.scalar(select(func.count(Draft.unit_id.distinct()))) == 11

    def test_each_of_several_costs_only_itself(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3, name="Tử")

        deaths(wiring, 8)

        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            assert {unit.draft_error for unit in session.query(Unit)} == {DEADLY}
            assert {job.state for job in session.query(Job).filter_by(kind="draft")} == {JobState.DONE}

    def test_a_death_by_chance_costs_no_text_its_draft(self, wiring: Wiring) -> None:
        translation_id = take_in(wiring, 3)
        with wiring.database.session(write=True) as session:
            (job,) = session.query(Job).filter_by(kind="draft")
            job.state, job.attempt, job.worker, job.lease_until = JobState.RUNNING, 1, "dead", utc_now()
            session.commit()

        Worker(wiring).run_until_idle()

        engine = wiring._engine
        assert isinstance(engine, QuietEngine)
        assert [len(texts) for texts, _, _ in engine.calls] == [1, 1, 1, 1]
        assert state(wiring, translation_id) is State.DRAFTED
        with wiring.database.session() as session:
            assert {unit.draft_error for unit in session.query(Unit)} == {""}
            assert {"in_hand" in job.payload for job in session.query(Job)} == {False}

    def test_a_search_that_gives_way_is_taken_up_again(self, wiring: Wiring) -> None:
        take_in(wiring, 3)
        with wiring.database.session(write=True) as session:
            (job,) = session.query(Job).filter_by(kind="draft")
            job.state, job.attempt, job.worker, job.lease_until = JobState.RUNNING, 1, "dead", utc_now()
            session.commit()
        take_in(wiring, 3, target="fr")

        Worker(wiring).run_until_idle()

        engine = wiring._engine
        assert isinstance(engine, QuietEngine)
        assert [len(texts) for texts, _, target in engine.calls if target == "en"] == [1, 1, 1, 1]
        assert [target for _, _, target in engine.calls] != sorted(target for _, _, target in engine.calls)
