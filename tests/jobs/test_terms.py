"""Looking at what a change of a term touches, in the background."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from desk.domain.term import Form, FormStatus, Term
from desk.jobs import terms
from desk.jobs.run import GaveWay, Run
from desk.jobs.worker import Worker
from desk.models import Job, PlanState, TermEffect, TermPlan
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import Terms
from desk.services.jobs import Jobs
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import take_in

OLD = Term("this", {"vi": (Form("Câu này"),), "en": (Form("Câu này"),)})
NEW = replace(OLD, forms={"vi": OLD.forms["vi"], "en": (Form("This one"), Form("Câu này", FormStatus.FORBIDDEN))})


@pytest.fixture
def plan_id(wiring: Wiring) -> str:
    """A plan that touches all six segments of an article, none of which was looked at yet."""
    with wiring.database.session(write=True) as session:
        editor = factories.house(session).editor
        row = Terms(session, editor).propose(OLD)
        Terms(session, editor).approve(row.id, row.version)
        session.commit()
    take_in(wiring, 5)
    Worker(wiring).run_until_idle()
    with wiring.database.session(write=True) as session:
        plan = TermPlans(session, editor).change(row.id, NEW, row.version)
        session.commit()
        return plan.id


def looked_at(wiring: Wiring) -> int:
    with wiring.database.session() as session:
        return session.scalar(select(func.count()).select_from(TermEffect)) or 0


class TestLooking:
    def test_it_gives_way_between_two_chunks_and_goes_on_behind_them(
        self, wiring: Wiring, plan_id: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(terms, "CHUNK", 2)
        with wiring.database.session(write=True) as session:
            job = Jobs(session).claim("worker", 30)
            session.commit()
        assert job is not None
        take_in(wiring, 1, target="fr", breaking=True)

        with pytest.raises(GaveWay):
            terms.term_plan(Run(wiring, job, "worker", lambda: True))

        assert looked_at(wiring) == 2
        with wiring.database.session(write=True) as session:
            Jobs(session).put_back(job.id, "worker", behind=True)
            session.commit()
        Worker(wiring).run_until_idle()
        with wiring.database.session() as session:
            assert session.get_one(TermPlan, plan_id).state is PlanState.READY
            assert (session.get_one(Job, job.id).done, session.get_one(Job, job.id).attempt) == (8, 1)
        assert looked_at(wiring) == 6
