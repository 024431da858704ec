"""What nobody asks for any more is cleared away, a little at a time; what is history stays."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from desk.domain.term import Form, Term
from desk.models import (
    APPEND_ONLY,
    EffectKind,
    Job,
    JobState,
    PlanState,
    TermChange,
    TermEffect,
    TermPlan,
    TermRow,
)
from desk.models.base import utc_now
from desk.services import clean_up as clearing
from desk.services.clean_up import clean_up
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import Terms
from tests import factories
from tests.factories import House

DAYS = 14


def ago(days: float) -> dt.datetime:
    return utc_now() - dt.timedelta(days=days)


def job(home: House, state: JobState, days: float, key: str = "package:x") -> str:
    """A job that ended so many days ago, or was asked for then."""
    ended = ago(days) if state in (JobState.DONE, JobState.FAILED) else None
    made = Job(kind="package", key=key, state=state, finished_at=ended, created_at=ago(days))
    home.session.add(made)
    home.session.flush()
    return made.id


def plan(home: House, state: PlanState, days: float, effects: int = 0) -> str:
    """A plan made so many days ago, without a job; it touches so many segments."""
    row = home.session.scalars(select(TermRow)).first() or Terms(home.session, home.editor).propose(
        Term("kremlin", {"en": (Form("Kremlin"),)})
    )
    made = TermPlans(home.session, home.editor).change(row.id, Term("kremlin", {"en": (Form("X"),)}), row.version)
    made.state, made.created_at = state, ago(days)
    for one in home.session.scalars(select(Job).where(Job.kind == "term_plan")):
        home.session.delete(one)
    if effects:
        translation = factories.drafted(home, *(f"Câu {number}." for number in range(effects)))
        for unit in home.units(translation)[:effects]:
            home.session.add(
                TermEffect(
                    plan_id=made.id,
                    translation_id=translation.id,
                    unit_id=unit.id,
                    unit_version=1,
                    kind=EffectKind.DRAFT,
                    language="en",
                    before="a",
                    after="b",
                )
            )
    home.session.flush()
    return made.id


def kept(home: House, model: type[Job | TermPlan]) -> set[str]:
    home.session.expire_all()
    return set(home.session.scalars(select(model.id)))


class TestJobs:
    def test_finished_ones_go_and_failed_ones_are_kept_longer(self, home: House) -> None:
        before = kept(home, Job)
        young = {job(home, JobState.DONE, 13), job(home, JobState.FAILED, 41)}
        job(home, JobState.DONE, 15)
        job(home, JobState.FAILED, 43)

        assert not clean_up(home.session, DAYS)

        assert kept(home, Job) - before == young

    @pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
    def test_what_did_not_end_stays_however_old(self, home: House, state: JobState) -> None:
        id = job(home, state, 400)

        clean_up(home.session, DAYS)

        assert id in kept(home, Job)

    def test_it_does_a_little_at_a_time(self, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clearing, "MOST", 2)
        before = kept(home, Job)
        for number in range(3):
            job(home, JobState.DONE, 20, f"package:{number}")

        assert clean_up(home.session, DAYS)
        assert len(kept(home, Job) - before) == 1
        assert not clean_up(home.session, DAYS)
        assert kept(home, Job) == before


class TestPlans:
    @pytest.mark.parametrize("state", [PlanState.LOOKING, PlanState.READY, PlanState.DONE])
    def test_old_ones_go_with_what_they_touched(self, home: House, state: PlanState) -> None:
        plan(home, state, 31, effects=2)
        young = plan(home, state, 29, effects=1)

        clean_up(home.session, DAYS)

        assert kept(home, TermPlan) == {young}
        assert home.session.scalar(select(func.count()).select_from(TermEffect)) == 1

    def test_one_whose_texts_are_still_seen_to_stays(self, home: House) -> None:
        acting = plan(home, PlanState.ACTING, 90)
        looking = plan(home, PlanState.LOOKING, 90)
        job(home, JobState.WAITING, 90, f"term_plan:{looking}")

        clean_up(home.session, DAYS)

        assert kept(home, TermPlan) == {acting, looking}

    def test_a_large_one_goes_in_several_steps_and_last_itself(
        self, home: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(clearing, "MOST", 2)
        id = plan(home, PlanState.DONE, 31, effects=3)

        assert clean_up(home.session, DAYS)
        assert kept(home, TermPlan) == {id}
        clean_up(home.session, DAYS)

        assert kept(home, TermPlan) == set()

    def test_the_history_of_the_term_stays(self, home: House) -> None:
        plan(home, PlanState.DONE, 31)

        clean_up(home.session, DAYS)

        assert home.session.scalar(select(func.count()).select_from(TermChange)) == 1

    def test_nothing_that_is_cleared_away_is_append_only(self) -> None:
        assert not {model.__tablename__ for model in (Job, TermPlan, TermEffect)} & set(APPEND_ONLY)
