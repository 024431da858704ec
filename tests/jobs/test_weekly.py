"""The digest is asked for once a week, and told once."""

import datetime as dt

import pytest

from desk.domain.workflow import Role
from desk.jobs.weekly import ask_for_digest
from desk.jobs.worker import Worker
from desk.models import Job, JobState, Notification, Review
from desk.models.base import utc_now
from desk.wiring import Wiring
from tests import factories

MONDAY = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


@pytest.fixture
def approved(wiring: Wiring) -> Wiring:
    """A desk at which something was approved in each of two weeks."""
    with wiring.database.session(write=True) as session:
        home = factories.house(session)
        for day in (3, 10):
            review = home.translations(home.editor).approve(factories.submitted(home).id)
            later = copied(review, at=MONDAY - dt.timedelta(days=7 - day))
            session.add(later)
        session.query(Job).delete()
        session.commit()
    return wiring


def copied(review: Review, at: dt.datetime) -> Review:
    """The same decision at another time; a review that was written never changes."""
    return Review(
        translation_id=review.translation_id,
        revision_id=review.revision_id,
        editor_id=review.editor_id,
        decision=review.decision,
        content_hash=review.content_hash,
        canonical_version=review.canonical_version,
        at=at,
    )


def asked(wiring: Wiring, now: dt.datetime) -> list[str]:
    """The keys of the digests asked for, after the sweep looked at a moment."""
    with wiring.database.session(write=True) as session:
        ask_for_digest(session, now)
        session.commit()
        return [job.key for job in session.query(Job).filter_by(kind="digest").order_by(Job.id)]


class TestAsking:
    def test_it_is_asked_for_once_the_week_is_over(self, approved: Wiring) -> None:
        wiring = approved
        assert asked(wiring, MONDAY + dt.timedelta(hours=4)) == []
        assert asked(wiring, MONDAY + dt.timedelta(hours=5)) == ["digest:2026-W47"]
        assert asked(wiring, MONDAY + dt.timedelta(days=6)) == ["digest:2026-W47"]

    def test_it_is_not_asked_for_where_nothing_was_approved(self, wiring: Wiring) -> None:
        assert asked(wiring, MONDAY + dt.timedelta(hours=5)) == []

    def test_it_is_not_asked_for_again_when_it_is_done(self, approved: Wiring) -> None:
        wiring = approved
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
            second = factories.person(session, home.desk, "second", Role.EDITOR)
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
