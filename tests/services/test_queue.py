"""The queue: views, filters, orders, what is hidden, and a fixed number of queries that read no more than they show."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from desk.domain.workflow import Role, State
from desk.models import Outlet, Translation
from desk.models.base import utc_now
from desk.services.intake import IntakeService
from desk.services.kept_in_step import catch_up
from desk.services.queue import BOUND, Due, Found, Queue, QueueFilter, Sort, View
from desk.services.translations import Returned
from tests import factories
from tests.factories import House


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@contextmanager
def explained(session: Session) -> Iterator[list[str]]:
    """How the database means to run what it is asked of the queue's rows meanwhile; with no eye on how few they are."""
    plans: list[str] = []
    postgresql = session.get_bind().dialect.name == "postgresql"
    if postgresql:
        session.execute(text("SET LOCAL enable_seqscan = off"))

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: object) -> None:
        if statement.startswith("SELECT") and "queue_entry" in statement:
            asked = connection.connection.cursor()
            asked.execute(("EXPLAIN " if postgresql else "EXPLAIN QUERY PLAN ") + statement, parameters)
            plans.append("\n".join(str(row[-1]) for row in asked.fetchall()))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", explain)
    yield plans
    event.remove(engine, "before_cursor_execute", explain)


def found(home: House, wanted: QueueFilter) -> list[Translation]:
    return [row.translation for row in Queue(home.session, home.translator).page(wanted).rows]


class TestViews:
    def test_each_holds_what_its_name_says(self, home: House) -> None:
        free, held = factories.drafted(home), factories.edited(home)
        submitted, approved = factories.submitted(home), factories.approved(home)
        published, returned = factories.published(home), factories.submitted(home)
        home.translations(home.editor).return_(
            returned.id, [Returned(home.units(returned)[0].id, "style", "Shorter, please.")]
        )
        late = factories.drafted(home, due_at=utc_now() - dt.timedelta(minutes=1))
        urgent = factories.drafted(home, breaking=True)
        queue = Queue(home.session, home.translator)
        expected = {
            View.ALL: {free, held, submitted, approved, published, returned, late, urgent},
            View.LATE: {late},
            View.BREAKING: {urgent},
            View.STALE: set(),
            View.MINE: {held, returned},
            View.FREE: {free, late, urgent},
            View.RETURNED: {returned},
            View.SUBMITTED: {submitted},
            View.APPROVED: {approved},
            View.PUBLISHED: {published},
        }

        found = {view: {row.translation for row in queue.page(QueueFilter(view=view)).rows} for view in View}

        assert found == expected
        assert queue.counts() == {view: len(rows) for view, rows in expected.items()}

    def test_a_translation_whose_article_has_a_newer_revision_is_stale(self, home: House) -> None:
        translation = factories.published(home)
        service = IntakeService(home.session, home.translator, lambda source, target: True)

        service.revise(translation.story_id, factories.read_article("Hà Nội tạnh mưa."))

        assert found(home, QueueFilter(view=View.STALE)) == [translation]

    def test_what_is_approved_or_closed_is_late_no_more(self, home: House) -> None:
        past = utc_now() - dt.timedelta(hours=1)
        factories.approved(home, due_at=past)
        cancelled = factories.drafted(home, due_at=past)
        home.translations(home.editor).cancel(cancelled.id, "Nobody needs it.")

        assert found(home, QueueFilter(view=View.LATE)) == []
        assert not any(row.late for row in Queue(home.session, home.translator).page(QueueFilter()).rows)

    def test_it_stops_counting_at_a_bound(self, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("desk.services.queue.BOUND", 2)
        for _ in range(4):
            factories.drafted(home)
        queue = Queue(home.session, home.translator)

        page = queue.page(QueueFilter(size=1))

        assert (page.total, page.more) == (2, True)
        assert queue.counts()[View.FREE] == 3
        assert BOUND > 2

    def test_it_counts_units_and_findings(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, "The the rain fell.", unit.version)
        home.findings(home.translator).check(translation)

        (row,) = Queue(home.session, home.translator).page(QueueFilter()).rows

        assert (row.units, row.drafted, row.confirmed, row.open_findings) == (4, 4, 3, 1)
        assert row.holder_name == "Mai"


class TestFilters:
    def test_it_looks_for_all_words_in_the_title(self, home: House) -> None:
        factories.drafted(home)
        queue = Queue(home.session, home.translator)

        assert queue.page(QueueFilter(text="hà mưa")).total == 1
        assert queue.page(QueueFilter(text="hà 100%")).total == 0

    def test_it_filters_by_language_and_state(self, home: House) -> None:
        factories.drafted(home)
        queue = Queue(home.session, home.translator)

        assert queue.page(QueueFilter(language="es")).total == 0
        assert queue.page(QueueFilter(language="en", state=State.DRAFTED)).total == 1

    def test_breaking_news_comes_first(self, home: House) -> None:
        factories.drafted(home)
        urgent = factories.drafted(home, breaking=True)
        factories.drafted(home)

        rows = Queue(home.session, home.translator).page(QueueFilter()).rows

        assert rows[0].translation is urgent

    def test_it_filters_by_outlet_topic_and_holder(self, home: House) -> None:
        outlet = Outlet(desk_id=home.desk.id, name="Tuổi Trẻ", topic="Weather")
        home.session.add(outlet)
        home.session.flush()
        of_outlet, of_topic = factories.drafted(home, outlet_id=outlet.id), factories.drafted(home, topic="Sport")
        held = factories.edited(home)

        assert found(home, QueueFilter(outlet_id=outlet.id)) == [of_outlet]
        assert found(home, QueueFilter(topic="Weather")) == [of_outlet]
        assert found(home, QueueFilter(topic="Sport")) == [of_topic]
        assert found(home, QueueFilter(holder_id=home.translator.person)) == [held]
        assert found(home, QueueFilter(source="ru")) == []

    def test_days_end_where_the_reader_lives(self, home: House) -> None:
        now = dt.datetime(2026, 11, 26, 16, 30, tzinfo=dt.UTC)  # 23:30 in Hanoi
        soon = factories.drafted(home, due_at=now + dt.timedelta(minutes=20))
        later = factories.drafted(home, due_at=now + dt.timedelta(hours=2))

        def due(zone: str) -> list[Translation]:
            queue = Queue(home.session, home.translator, ZoneInfo(zone))
            return [row.translation for row in queue.page(QueueFilter(due=Due.TODAY), now).rows]

        assert due("Asia/Ho_Chi_Minh") == [soon]
        assert due("Europe/London") == [soon, later]
        assert found(home, QueueFilter(due=Due.WEEK)) == [soon, later]

    def test_it_filters_by_what_there_is_to_do(self, home: House) -> None:
        done, long = factories.edited(home, "Mưa."), factories.drafted(home, "Mưa lớn ở Hà Nội hôm qua, hôm nay.")
        unit = home.units(done)[1]
        home.editing(home.translator).save(unit.id, "The the rain fell.", unit.version)
        home.findings(home.translator).check(done)

        assert found(home, QueueFilter(longest=3)) == [done]
        assert found(home, QueueFilter(found=Found.ANY)) == [done]
        assert found(home, QueueFilter(found=Found.BLOCKING)) == []
        assert found(home, QueueFilter(found=Found.NONE)) == [long]


class TestOrder:
    def test_what_is_due_first_comes_first_and_then_the_newest(self, home: House) -> None:
        now = utc_now()
        undue, newer = factories.drafted(home), factories.drafted(home)
        second = factories.drafted(home, due_at=now + dt.timedelta(hours=2))
        first = factories.drafted(home, due_at=now + dt.timedelta(hours=1))
        done = factories.published(home)

        assert found(home, QueueFilter()) == [first, second, newer, undue, done]

    def test_it_sorts_by_the_words_that_are_left(self, home: House) -> None:
        long = factories.drafted(home, "Mưa lớn ở Hà Nội hôm qua, hôm nay và ngày mai.")
        short = factories.drafted(home, "Mưa.")

        assert found(home, QueueFilter(sort=Sort.SHORTEST)) == [short, long]
        assert found(home, QueueFilter(sort=Sort.LONGEST)) == [long, short]

    def test_it_sorts_by_open_findings(self, home: House) -> None:
        right, wrong = factories.drafted(home), factories.edited(home)
        unit = home.units(wrong)[1]
        home.editing(home.translator).save(unit.id, "The the rain fell.", unit.version)
        home.findings(home.translator).check(wrong)

        assert found(home, QueueFilter(sort=Sort.FINDINGS)) == [wrong, right]

    def test_it_sorts_by_how_sure_the_engine_was(self, home: House) -> None:
        unknown, sure, unsure = (factories.drafted(home) for _ in range(3))
        for translation, score in ((unknown, None), (sure, -0.1), (unsure, -0.9)):
            for unit in home.units(translation):
                factories.drafted_as(home, unit, unit.text, score=score)

        assert found(home, QueueFilter(sort=Sort.DOUBTFUL)) == [unsure, sure, unknown]


class TestVisibility:
    @pytest.mark.parametrize("view", View)
    def test_restricted_stories_are_in_no_strangers_list_or_count(self, home: House, view: View) -> None:
        factories.drafted(home, restricted=True)
        stranger = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR, Role.EDITOR)
        queue = Queue(home.session, stranger)

        assert queue.page(QueueFilter(view=view)).total == 0
        assert queue.counts()[view] == 0


class TestQueries:
    def test_a_page_makes_as_many_for_one_row_as_for_twelve(self, home: House) -> None:
        factories.edited(home)
        queue = Queue(home.session, home.translator)
        catch_up(home.session)
        with counted(home.session) as for_one:
            queue.page(QueueFilter())
        for _ in range(11):
            factories.edited(home)

        catch_up(home.session)
        home.session.expire_all()
        with counted(home.session) as for_twelve:
            queue.page(QueueFilter())

        assert len(for_one) <= 5
        assert len(for_twelve) <= 5

    @pytest.mark.parametrize("view", View)
    def test_a_view_reads_by_an_index(self, home: House, view: View) -> None:
        catch_up(home.session)
        queue = Queue(home.session, home.translator)
        with explained(home.session) as plans:
            queue.page(QueueFilter(view=view))
            queue.counts()

        assert plans
        for steps in plans:
            assert not re.search(r"(SCAN|Seq Scan on) (queue_entry|translation|unit|finding)\b", steps), steps

    @pytest.mark.parametrize("view", [view for view in View if view is not View.LATE])
    def test_the_index_of_a_view_brings_it_in_order(self, home: House, view: View) -> None:
        """Of what is late there is little, wherever there is an editor."""
        catch_up(home.session)
        with explained(home.session) as plans:
            Queue(home.session, home.translator).page(QueueFilter(view=view))

        if view is View.STALE:
            assert [steps for steps in plans if "ix_queue_entry_stale" in steps]
        assert not [steps for steps in plans if re.search(r"TEMP B-TREE FOR ORDER BY|Sort Key: rank", steps)]
