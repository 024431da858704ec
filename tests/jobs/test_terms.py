"""Looking at what a change of a term touches, in the background."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.db import Database
from desk.domain.provenance import Origin
from desk.domain.term import Form, FormStatus, Term
from desk.domain.workflow import Role, State
from desk.engines.quiet import QuietEngine
from desk.glossary.matcher import Glossary
from desk.jobs import terms
from desk.jobs.run import GaveWay, Run
from desk.jobs.worker import Worker
from desk.models import (
    EffectOutcome,
    Job,
    Membership,
    Person,
    PlanState,
    TermEffect,
    TermPlan,
    Translation,
    Unit,
)
from desk.services.accounts import Accounts
from desk.services.draft_queue import ask_for_drafts, wait_anew
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import Terms
from desk.services.jobs import Jobs
from desk.services.units import units_of
from desk.settings import Settings
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import state, take_in

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


class TestDraftingAgain:
    """Where a new term belongs in a draft that lacks it, the engine's attention shows, which is not kept."""

    ASKED = "Điện Kremlin từ chối bình luận."
    DRAFT = "Russian fortress would not comment now."
    OTHER = "Ba người bị thương."
    TERM = Term("kremlin", {"vi": (Form("Điện Kremlin"),), "en": (Form("Kremlin"),)})

    @pytest.fixture
    def wiring(self, own_database: Database, tmp_path: Path) -> Wiring:
        url = own_database.url.render_as_string(hide_password=False)
        engine = QuietEngine(canned={self.ASKED: self.DRAFT})
        wiring = Wiring(Settings(data_dir=tmp_path, database_url=url, job_lease_seconds=1.0), engine)
        vars(wiring).update(database=own_database, file_glossary=Glossary())
        return wiring

    def desk(self, wiring: Wiring) -> tuple[str, str]:
        """A drafted translation, and the plan of a term that its first paragraph lacks."""
        with wiring.database.session(write=True) as session:
            home = factories.house(session)
            story = factories.story(home, self.ASKED, self.OTHER)
            translation = factories.translation_of(home, story)
            row = Terms(session, home.translator).propose(self.TERM)
            session.commit()
        Worker(wiring).run_until_idle()
        with wiring.database.session(write=True) as session:
            plan = TermPlans(session, home.editor).approve(row.id, row.version)
            session.commit()
        Worker(wiring).run_until_idle()
        return translation.id, plan.id

    def carry_out(self, wiring: Wiring, plan_id: str, *, redraft: bool) -> TermPlan:
        with wiring.database.session(write=True) as session:
            maker = Accounts(session).actor(Accounts(session).person(session.get_one(TermPlan, plan_id).created_by))
            TermPlans(session, maker).carry_out(plan_id, redraft=redraft)
            session.commit()
        Worker(wiring).run_until_idle()
        with wiring.database.session() as session:
            return session.get_one(TermPlan, plan_id)

    def units(self, wiring: Wiring, translation_id: str) -> list[Unit]:
        with wiring.database.session() as session:
            return units_of(session, session.get_one(Translation, translation_id))

    def test_the_term_is_held_where_attention_points(self, wiring: Wiring) -> None:
        translation_id, plan_id = self.desk(wiring)
        assert self.units(wiring, translation_id)[1].text == self.DRAFT

        plan = self.carry_out(wiring, plan_id, redraft=True)

        unit = self.units(wiring, translation_id)[1]
        assert unit.text == "Kremlin would not comment now."
        assert unit.draft is not None
        assert [(one["term"], one["repair"]) for one in unit.draft.terms] == [("kremlin", "attention")]
        assert (unit.origin, unit.author_id) == (Origin.MACHINE, None)
        assert plan.state is PlanState.DONE
        assert outcomes(wiring, plan_id) == [EffectOutcome.REDRAFTED]

    def test_the_engine_is_asked_for_that_segment_alone(self, wiring: Wiring) -> None:
        translation_id, plan_id = self.desk(wiring)
        engine = wiring.engines.get("quiet")
        assert isinstance(engine, QuietEngine)
        engine.calls.clear()
        before = [unit.version for unit in self.units(wiring, translation_id)]

        self.carry_out(wiring, plan_id, redraft=True)

        assert [call[0] for call in engine.calls] == [(self.ASKED,)]
        after = self.units(wiring, translation_id)
        assert [unit.version for unit in after] == [before[0], before[1] + 1, before[2]]
        assert state(wiring, translation_id) is State.DRAFTED

    def test_without_it_the_draft_stays(self, wiring: Wiring) -> None:
        translation_id, plan_id = self.desk(wiring)

        self.carry_out(wiring, plan_id, redraft=False)

        assert self.units(wiring, translation_id)[1].text == self.DRAFT
        assert outcomes(wiring, plan_id) == [EffectOutcome.TOLD]

    def test_what_somebody_wrote_meanwhile_is_left_alone(self, wiring: Wiring) -> None:
        translation_id, plan_id = self.desk(wiring)
        self.write(wiring, translation_id, "The Kremlin was silent.")

        self.carry_out(wiring, plan_id, redraft=True)

        assert self.units(wiring, translation_id)[1].text == "The Kremlin was silent."
        assert outcomes(wiring, plan_id) == [EffectOutcome.CHANGED]

    def test_what_somebody_confirms_while_it_waits_stays(self, wiring: Wiring) -> None:
        """The engine answers after a person has said that the text is right as it is."""
        translation_id, _ = self.desk(wiring)
        with wiring.database.session(write=True) as session:
            translation = session.get_one(Translation, translation_id)
            units = units_of(session, translation)
            wait_anew(translation, units, {units[1].id})
            session.flush()
            ask_for_drafts(session, translation, None)
            session.commit()
        self.write(wiring, translation_id, self.DRAFT)

        Worker(wiring).run_until_idle()

        unit = self.units(wiring, translation_id)[1]
        assert (unit.text, unit.drafted_round) == (self.DRAFT, 2)
        assert unit.confirmed_at is not None

    def write(self, wiring: Wiring, translation_id: str, text: str) -> None:
        """Confirms a text for the first paragraph, as the translator."""
        with wiring.database.session(write=True) as session:
            translator = session.scalars(select(Membership).where(Membership.role == Role.TRANSLATOR)).first()
            assert translator is not None
            actor = Accounts(session).actor(session.get_one(Person, translator.person_id))
            wiring.translations(session, actor).claim(translation_id)
            unit = units_of(session, session.get_one(Translation, translation_id))[1]
            wiring.editing(session, actor).confirm(unit.id, text, unit.version)
            session.commit()


def outcomes(wiring: Wiring, plan_id: str) -> list[EffectOutcome | None]:
    with wiring.database.session() as session:
        return list(session.scalars(select(TermEffect.outcome).where(TermEffect.plan_id == plan_id)))
