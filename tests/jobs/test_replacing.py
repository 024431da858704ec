"""Looking for words all over a desk, and replacing them, in the background."""

import pytest
from sqlalchemy import func, select

from desk.jobs import replacing
from desk.jobs.run import GaveWay, Run
from desk.jobs.worker import Worker
from desk.models import Replacement, ReplacementChange, ReplacementState, Unit
from desk.services.actor import Actor
from desk.services.jobs import Jobs
from desk.text.replacing import Wanted
from desk.wiring import Wiring
from tests import factories
from tests.jobs.desk import take_in


@pytest.fixture
def editor(wiring: Wiring) -> Actor:
    """The editor of a desk with the drafts of an article: six segments with the words "Câu này"."""
    with wiring.database.session(write=True) as session:
        editor = factories.house(session).editor
        session.commit()
    take_in(wiring, 5)
    Worker(wiring).run_until_idle()
    return editor


def ask(wiring: Wiring, editor: Actor) -> str:
    with wiring.database.session(write=True) as session:
        found = wiring.replacements(session, editor).over_desk("en", Wanted("Câu này"), "This sentence")
        session.commit()
        return found.id


def state(wiring: Wiring, replacement_id: str) -> ReplacementState:
    with wiring.database.session() as session:
        return session.get_one(Replacement, replacement_id).state


def having(wiring: Wiring, text: str) -> int:
    with wiring.database.session() as session:
        return session.scalar(select(func.count()).where(Unit.text.contains(text))) or 0


class TestReplacing:
    def test_it_looks_then_makes_then_takes_back(self, wiring: Wiring, editor: Actor) -> None:
        before = having(wiring, "Câu này")
        replacement_id = ask(wiring, editor)

        Worker(wiring).run_until_idle()
        assert (state(wiring, replacement_id), having(wiring, "Câu này")) == (ReplacementState.READY, before)
        for act in ("make", "undo"):
            with wiring.database.session(write=True) as session:
                getattr(wiring.replacements(session, editor), act)(replacement_id)
                session.commit()
            Worker(wiring).run_until_idle()
            made = before if act == "make" else 0
            assert (having(wiring, "This sentence"), having(wiring, "Câu này")) == (made, before - made)

        assert before > 0
        assert state(wiring, replacement_id) is ReplacementState.UNDONE

    def test_it_gives_way_between_two_chunks_and_goes_on_behind_them(
        self, wiring: Wiring, editor: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(replacing, "CHUNK", 2)
        replacement_id = ask(wiring, editor)
        with wiring.database.session(write=True) as session:
            job = Jobs(session).claim("worker", 30)
            session.commit()
        assert job is not None
        take_in(wiring, 1, target="fr", breaking=True)

        with pytest.raises(GaveWay):
            replacing.replacement(Run(wiring, job, "worker", lambda: True))
        with wiring.database.session(write=True) as session:
            Jobs(session).put_back(job.id, "worker", behind=True)
            session.commit()
        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            changes = session.scalar(select(func.count()).select_from(ReplacementChange))
        assert changes == having(wiring, "Câu này") - 2  # the French ones are another language
        assert state(wiring, replacement_id) is ReplacementState.READY
