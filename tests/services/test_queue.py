"""The queue: views, filters, what is hidden, and a fixed number of queries."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from desk.domain.workflow import Role, State
from desk.services.queue import Queue, QueueFilter, View
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


class TestViews:
    def test_each_holds_what_its_name_says(self, home: House) -> None:
        free, held = factories.drafted(home), factories.edited(home)
        submitted, approved = factories.submitted(home), factories.approved(home)
        published, returned = factories.published(home), factories.submitted(home)
        home.translations(home.editor).return_(
            returned.id, [Returned(home.units(returned)[0].id, "style", "Shorter, please.")]
        )
        queue = Queue(home.session, home.translator)
        expected = {
            View.ALL: {free, held, submitted, approved, published, returned},
            View.MINE: {held, returned},
            View.FREE: {free},
            View.RETURNED: {returned},
            View.SUBMITTED: {submitted},
            View.APPROVED: {approved},
            View.PUBLISHED: {published},
        }

        found = {view: {row.translation for row in queue.page(QueueFilter(view=view)).rows} for view in View}

        assert found == expected
        assert queue.counts() == {view: len(rows) for view, rows in expected.items()}

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
        with counted(home.session) as for_one:
            queue.page(QueueFilter())
        for _ in range(11):
            factories.edited(home)

        home.session.expire_all()
        with counted(home.session) as for_twelve:
            queue.page(QueueFilter())

        assert len(for_one) <= 7
        assert len(for_twelve) <= 7
