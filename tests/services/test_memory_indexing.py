"""What was approved is in the index by its words, and what was voided or changed is in it no more."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from desk.memory.query import Side, parse
from desk.memory.rarest import Ask
from desk.models import MemoryEntry, MemoryScope, MemoryWord
from desk.models.base import utc_now
from desk.services.memory_index import index_of
from desk.services.memory_index.base import counts, scope_ids
from desk.services.memory_indexing import COLUMNS, index, index_waiting
from tests import factories
from tests.factories import House


def near(home: House, *words: str) -> list[str]:
    """The ids of entries whose sources hold these words."""
    scope, _ = counts(home.session, (home.desk.id, "vi", "en"), words)
    assert scope is not None
    return index_of(home.session).near(scope, [Ask((word,), 1.0) for word in words], 4, 50)


def holding(home: House, asked: str, side: Side) -> set[str]:
    scopes = list(home.session.scalars(select(MemoryScope.id)))
    return {row.entry_id for row in home.session.execute(index_of(home.session).holding(scopes, parse(asked), side))}


def hurt(home: House) -> MemoryEntry:
    """The entry of “Ba người bị thương.” that is in force."""
    query = select(MemoryEntry).where(MemoryEntry.source.contains("bị thương"), MemoryEntry.voided_at.is_(None))
    return home.session.scalars(query.execution_options(populate_existing=True)).one()


class TestEntering:
    def test_an_approved_segment_is_found_by_its_words(self, home: House) -> None:
        factories.approved(home)

        assert near(home, "thương") == [hurt(home).id]

    def test_words_of_another_pair_are_others(self, home: House) -> None:
        factories.approved(home, target="fr")
        scope_ids(home.session, [(home.desk.id, "vi", "en")])

        assert near(home, "thương") == []

    def test_it_counts_the_words_of_sources(self, home: House) -> None:
        factories.approved(home)

        _, known = counts(home.session, (home.desk.id, "vi", "en"), ["mưa", "thương", "sentence"])

        assert known == {"mưa": 2, "thương": 1}

    def test_what_holds_more_of_what_is_asked_comes_first_then_what_is_as_long(self, home: House) -> None:
        factories.approved(home, "Mưa.", "Mưa to quá.", "Mưa to ở đây suốt cả ngày hôm nay.")

        texts = [home.session.get_one(MemoryEntry, one).source for one in near(home, "mưa", "to")]

        assert texts[:2] == ["Mưa to quá.", "Mưa to ở đây suốt cả ngày hôm nay."]

    def test_nothing_in_a_text_is_obeyed(self, home: House) -> None:
        hostile = """a"b 'c' \\d & | :* NEAR(x) <-> %s :q0 -- */"""
        factories.approved(home, hostile)

        assert len(near(home, "near", "q0")) == 1
        assert len(holding(home, hostile, Side.SOURCE)) == 1

    def test_words_and_phrases_are_found_on_either_side(self, home: House) -> None:
        factories.approved(home)

        assert holding(home, '"bị thương"', Side.SOURCE) == {hurt(home).id}
        assert holding(home, '"thương bị"', Side.SOURCE) == set()
        assert holding(home, "gamma plain", Side.TARGET) == {hurt(home).id}
        assert holding(home, "gam*", Side.BOTH) == {hurt(home).id}
        assert holding(home, "gam", Side.BOTH) == set()
        assert holding(home, "gamma", Side.SOURCE) == set()
        assert holding(home, "thương gamma", Side.BOTH) == set()


class TestLeaving:
    @pytest.fixture(autouse=True)
    def entered(self, home: House) -> None:
        factories.approved(home)

    def test_a_voided_entry_leaves_by_the_databases_own_hand(self, home: House) -> None:
        home.session.execute(update(MemoryEntry).where(MemoryEntry.id == hurt(home).id).values(voided_at=utc_now()))

        assert near(home, "thương") == []
        assert holding(home, "gamma", Side.BOTH) == set()

    @pytest.mark.parametrize("side", ["source", "target"])
    def test_a_text_that_changed_is_not_found_by_its_old_words(self, home: House, side: str) -> None:
        home.session.execute(update(MemoryEntry).where(MemoryEntry.id == hurt(home).id).values({side: "Khác"}))

        assert near(home, "thương") == []
        assert holding(home, "gamma", Side.BOTH) == set()

    def test_other_changes_leave_it_in(self, home: House) -> None:
        home.session.execute(update(MemoryEntry).values(version=2))

        assert near(home, "thương") == [hurt(home).id]

    def test_a_newer_approval_takes_the_place_of_the_older(self, home: House) -> None:
        translation = factories.approved(home, "Chỉ có một câu thôi.")
        home.translations(home.editor).reopen(translation.id, "One word.")
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "Better.", unit.version)
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert len(near(home, "câu")) == 1
        assert len(holding(home, "better", Side.TARGET)) == 1

    def test_nothing_of_it_is_left_once_something_else_comes(self, home: House) -> None:
        home.session.execute(update(MemoryEntry).values(voided_at=utc_now()))
        index(home.session, [])

        assert rows(home.session) == 0
        assert postings(home.session, "thương") == 0

    def test_one_whose_row_is_taken_away_leaves_too(self, home: House) -> None:
        entry = hurt(home).id
        home.session.execute(delete(MemoryEntry).where(MemoryEntry.id == entry))

        assert near(home, "thương") == []


def rows(session: Session) -> int:
    return session.scalar(text("SELECT COUNT(*) FROM memory_search")) or 0


def postings(session: Session, word: str) -> int:
    """How many rows the full-text index itself has of a word."""
    if session.get_bind().dialect.name != "sqlite":
        return 0  # there it is an index of the rows
    matching = text("SELECT COUNT(*) FROM memory_fts WHERE memory_fts MATCH :word")
    return session.scalar(matching, {"word": f'"1/{word}"'}) or 0


class TestWaiting:
    def test_what_is_in_no_index_is_brought_in_once(self, home: House) -> None:
        factories.approved(home)
        home.session.execute(text("DELETE FROM memory_search"))
        home.session.execute(delete(MemoryWord))
        if home.session.get_bind().dialect.name == "sqlite":
            home.session.execute(text("INSERT INTO memory_fts (memory_fts) VALUES ('rebuild')"))
        assert near(home, "thương") == []

        brought = [index_waiting(home.session, 3) for _ in range(3)]

        assert brought == [3, 1, 0]
        assert near(home, "thương") == [hurt(home).id]

    def test_it_leaves_out_what_is_voided(self, home: House) -> None:
        factories.approved(home)
        home.session.execute(update(MemoryEntry).values(voided_at=utc_now()))
        index(home.session, [])

        assert index_waiting(home.session, 10) == 0

    def test_the_columns_are_the_entrys(self) -> None:
        assert set(COLUMNS) <= set(MemoryEntry.__table__.columns.keys())


class TestSettling:
    def test_what_came_in_is_found_after_it_and_counted_where_the_database_counts(self, home: House) -> None:
        factories.approved(home)

        index_of(home.session).settle()

        assert near(home, "thương") == [hurt(home).id]
        if home.session.get_bind().dialect.name == "postgresql":
            assert home.session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'memory_search'")) == 4
