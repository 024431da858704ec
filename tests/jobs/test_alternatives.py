"""An alternative from the asking to the taking, and back."""

import pytest
from sqlalchemy import select

from desk.db import Database
from desk.domain.draft import DraftKind
from desk.domain.errors import Conflict, Forbidden
from desk.domain.provenance import Origin
from desk.domain.workflow import Role
from desk.engines.quiet import QuietEngine
from desk.jobs.worker import Worker
from desk.models import Draft, Edit, Job, JobState, Translation, Unit
from desk.services.accounts import Accounts
from desk.services.actor import system
from desk.services.alternatives import AT_ONCE, Alternatives, Stage, alternatives_of
from desk.services.editing import Editing, Saved
from desk.services.intake import IntakeOptions, IntakeService
from desk.services.jobs import Jobs
from desk.services.translations import Translations
from desk.wiring import Wiring
from tests import factories

SOURCE = "Điện Kremlin im lặng."
DRAFT = "They keep silent."


@pytest.fixture
def wiring(own_database: Database, wiring: Wiring) -> Wiring:
    wiring._engine = QuietEngine(canned={SOURCE: DRAFT})
    return wiring


@pytest.fixture
def unit_id(wiring: Wiring) -> str:
    """A unit whose draft lacks a term, held by the translator mai."""
    with wiring.database.session(write=True) as session:
        desk = Accounts(session).default_desk()
        mai = factories.person(session, desk, "mai", Role.TRANSLATOR)
        service = IntakeService(session, system(desk.id), lambda source, target: True)
        story = service.take_in(factories.read_article(SOURCE), IntakeOptions(targets=["en"]))
        session.commit()
        translation_id = session.scalars(select(Translation.id).where(Translation.story_id == story.id)).one()
    Worker(wiring).run_until_idle()
    with wiring.database.session(write=True) as session:
        Translations(session, mai, wiring.findings(session, mai)).claim(translation_id)
        found = session.scalars(select(Unit.id).where(Unit.text == DRAFT)).one()
        session.commit()
    return found


def alternatives(wiring: Wiring, session, name: str = "mai") -> Alternatives:  # type: ignore[no-untyped-def]
    accounts = Accounts(session)
    return Alternatives(session, Editing(session, accounts.actor(accounts.by_username(name))))


def stage(wiring: Wiring, unit_id: str) -> Stage:
    with wiring.database.session() as session:
        unit = session.get_one(Unit, unit_id)
        return alternatives_of(session, [unit])[unit_id].stage


def ask(wiring: Wiring, unit_id: str) -> None:
    with wiring.database.session(write=True) as session:
        alternatives(wiring, session).ask(unit_id)
        session.commit()


def take(wiring: Wiring, unit_id: str, based_on: int | None = None) -> Saved:
    with wiring.database.session(write=True) as session:
        unit = session.get_one(Unit, unit_id)
        outcome = alternatives(wiring, session).take(unit_id, unit.version if based_on is None else based_on)
        session.commit()
        return outcome.result


def stands(wiring: Wiring, unit_id: str) -> tuple[str, Origin, DraftKind]:
    with wiring.database.session() as session:
        unit = session.get_one(Unit, unit_id)
        assert unit.draft is not None
        return unit.text, unit.origin, unit.draft.kind


class TestAlternatives:
    def test_it_is_offered_made_taken_and_taken_back(self, wiring: Wiring, unit_id: str) -> None:
        assert stage(wiring, unit_id) is Stage.OFFERED

        ask(wiring, unit_id)
        assert stage(wiring, unit_id) is Stage.WAITING

        Worker(wiring).run_until_idle()
        assert stage(wiring, unit_id) is Stage.READY

        assert take(wiring, unit_id) is Saved.SAVED
        text, origin, kind = stands(wiring, unit_id)
        assert text.startswith("The Kremlin")
        assert (origin, kind, stage(wiring, unit_id)) == (Origin.MACHINE, DraftKind.ALTERNATIVE, Stage.TAKEN)

        with wiring.database.session(write=True) as session:
            unit = session.get_one(Unit, unit_id)
            alternatives(wiring, session).editing.restore_draft(unit_id, unit.version)
            session.commit()
        assert stands(wiring, unit_id) == (DRAFT, Origin.MACHINE, DraftKind.TERMS)

    def test_taking_it_is_recorded_as_an_edit(self, wiring: Wiring, unit_id: str) -> None:
        ask(wiring, unit_id)
        Worker(wiring).run_until_idle()

        take(wiring, unit_id)

        with wiring.database.session() as session:
            edit = session.scalars(select(Edit).where(Edit.unit_id == unit_id)).one()
            made = session.scalars(select(Draft).where(Draft.kind == DraftKind.ALTERNATIVE)).one()
            assert (edit.before, edit.after, edit.draft_id, edit.origin) == (
                DRAFT,
                made.text,
                made.id,
                Origin.MACHINE,
            )

    def test_asking_twice_asks_once(self, wiring: Wiring, unit_id: str) -> None:
        ask(wiring, unit_id)
        ask(wiring, unit_id)
        Worker(wiring).run_until_idle()
        ask(wiring, unit_id)

        with wiring.database.session() as session:
            [job] = session.scalars(select(Job).where(Job.kind == "alternative"))
            assert job.state is JobState.DONE
            assert len(session.scalars(select(Draft).where(Draft.kind == DraftKind.ALTERNATIVE)).all()) == 1

    def test_nobody_keeps_breaking_news_waiting_with_a_whole_article(self, wiring: Wiring, unit_id: str) -> None:
        with wiring.database.session(write=True) as session:
            person = alternatives(wiring, session).editing.actor.person
            for number in range(AT_ONCE):
                Jobs(session).enqueue("alternative", f"alternative:{number}", {}, by=person)
            with pytest.raises(Conflict, match="wait for one of them"):
                alternatives(wiring, session).ask(unit_id)
            session.query(Job).update({"created_by": None})

            alternatives(wiring, session).ask(unit_id)

    def test_what_was_written_meanwhile_is_not_lost(self, wiring: Wiring, unit_id: str) -> None:
        ask(wiring, unit_id)
        Worker(wiring).run_until_idle()

        assert take(wiring, unit_id, based_on=0) is Saved.CONFLICT
        assert stands(wiring, unit_id) == (DRAFT, Origin.MACHINE, DraftKind.TERMS)

    def test_an_engine_that_cannot_says_so(self, wiring: Wiring, unit_id: str) -> None:
        class Plain(QuietEngine):
            redecode = None  # type: ignore[assignment]

        vars(wiring).pop("engines", None)
        wiring._engine = Plain(canned={SOURCE: DRAFT})
        ask(wiring, unit_id)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            found = alternatives_of(session, [session.get_one(Unit, unit_id)])[unit_id]
        assert found.stage is Stage.FAILED
        assert found.reason

    def test_who_may_not_write_may_not_ask(self, wiring: Wiring, unit_id: str) -> None:
        with wiring.database.session(write=True) as session:
            desk = Accounts(session).default_desk()
            factories.person(session, desk, "tom", Role.TRANSLATOR)

            with pytest.raises(Forbidden):
                alternatives(wiring, session, "tom").ask(unit_id)

    def test_a_draft_that_has_its_terms_is_offered_none(self, wiring: Wiring, unit_id: str) -> None:
        with wiring.database.session(write=True) as session:
            headline = session.scalars(select(Unit).where(Unit.position == 0)).one()

            assert alternatives_of(session, [headline]) == {}
            with pytest.raises(Conflict):
                alternatives(wiring, session).ask(headline.id)
