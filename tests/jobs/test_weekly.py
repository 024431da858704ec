"""The digest is asked for once a week, and told once."""

import datetime as dt

from desk.jobs.weekly import ask_for_digest
from desk.jobs.worker import Worker
from desk.models import Job, JobState, Notification
from desk.models.base import utc_now
from desk.wiring import Wiring
from tests import factories

MONDAY = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def asked(wiring: Wiring, now: dt.datetime) -> list[str]:
    """The keys of the digests asked for, after the sweep looked at a moment."""
    with wiring.database.session(write=True) as session:
        ask_for_digest(session, now)
        session.commit()
        return [job.key for job in session.query(Job).filter_by(kind="digest").order_by(Job.id)]


class TestAsking:
    def test_it_is_asked_for_once_the_week_is_over(self, wiring: Wiring) -> None:
        assert asked(wiring, MONDAY + dt.timedelta(hours=4)) == []
        assert asked(wiring, MONDAY + dt.timedelta(hours=5)) == ["digest:2026-W47"]
        assert asked(wiring, MONDAY + dt.timedelta(days=6)) == ["digest:2026-W47"]

    def test_it_is_not_asked_for_again_when_it_is_done(self, wiring: Wiring) -> None:
        asked(wiring, MONDAY + dt.timedelta(hours=5))
        with wiring.database.session(write=True) as session:
            session.query(Job).one().state = JobState.DONE
            session.commit()

        assert asked(wiring, MONDAY + dt.timedelta(days=1)) == ["digest:2026-W47"]
        assert asked(wiring, MONDAY + dt.timedelta(days=8)) == ["digest:2026-W47", "digest:2026-W48"]


class TestRunning:
    def test_it_tells_whose_sentences_were_changed(self, wiring: Wiring) -> None:
        with wiring.database.session(write=True) as session:
            home = factories.house(session)
            translation = factories.submitted(home)
            unit = home.units(translation)[1]
            home.editing(home.editor).save(unit.id, "Better words.", unit.version, end_of_burst=True)
            second = factories.person(session, home.desk, "second", factories.Role.EDITOR)
            review = home.translations(second).approve(translation.id)
            session.query(Job).delete()
            session.flush()
            ask_for_digest(session, utc_now() + dt.timedelta(days=8))
            assert review.at < utc_now()
            session.commit()

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            told = session.query(Notification).filter_by(kind="digest").all()
            assert [one.person_id for one in told] == [home.translator.person]
