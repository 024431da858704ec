"""Changing the memory by hand, with a record of it."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.memory.index import Passage
from desk.models import MemoryAction, MemoryEntry, Translation
from desk.services.actor import Actor
from desk.services.memory import Memory
from desk.services.memory_entries import MemoryEntries
from desk.services.memory_search import MemoryFilter, MemorySearch
from tests import factories
from tests.factories import House

FIRST, SECOND, THIRD = factories.SENTENCES


@pytest.fixture
def translation(home: House) -> Translation:
    return factories.approved(home)


@pytest.fixture
def entry(home: House, translation: Translation) -> MemoryEntry:
    return home.session.scalars(select(MemoryEntry).where(MemoryEntry.source == SECOND)).one()


def of(home: House, actor: Actor | None = None) -> MemoryEntries:
    return MemoryEntries(home.session, actor or home.editor)


def found(home: House, words: str) -> int:
    return len(MemorySearch(home.session, home.translator).page(MemoryFilter(words)).rows)


class TestChanging:
    def test_the_new_target_is_what_the_memory_knows(self, home: House, entry: MemoryEntry) -> None:
        of(home).change(entry.id, "  Three people were hurt. ", 1, "Said so in court.")

        [match] = Memory(home.session, home.translator).exact([Passage(SECOND, FIRST, THIRD)], "vi", "en")
        assert match is not None
        assert match.target == "Three people were hurt."
        assert (found(home, "hurt"), found(home, "gamma")) == (1, 0)

    def test_it_keeps_who_did_it_and_what_it_was(self, home: House, entry: MemoryEntry) -> None:
        of(home).change(entry.id, "One.", 1, " Better. ")
        of(home, home.administrator).change(entry.id, "Two.", 2)

        second, first = of(home).changes(entry.id)

        assert (first.before, first.after, first.reason) == ("Sentence gamma in plain English.", "One.", "Better.")
        assert first.person.profile is not None
        assert (first.action, first.person.profile.name) == (MemoryAction.EDITED, "Lan")
        assert (second.before, second.after, second.person_id) == ("One.", "Two.", home.administrator.person)

    def test_the_record_is_append_only(self, home: House, entry: MemoryEntry) -> None:
        of(home).change(entry.id, "One.", 1)

        with pytest.raises(DatabaseError, match="append-only"), home.session.begin_nested():
            home.session.execute(text("UPDATE memory_change SET after = 'Two.'"))

    def test_two_at_once_are_told(self, home: House, entry: MemoryEntry) -> None:
        of(home).change(entry.id, "One.", 1)

        with pytest.raises(Conflict, match="meanwhile"):
            of(home).change(entry.id, "Two.", 1)

    def test_the_same_text_is_no_change(self, home: House, entry: MemoryEntry) -> None:
        of(home).change(entry.id, entry.target, 1)

        assert of(home).changes(entry.id) == []

    @pytest.mark.parametrize(("target", "reason"), [(" \n", ""), ("x" * 20_001, ""), ("One.", "x" * 2_001)])
    def test_it_refuses_what_says_nothing_or_too_much(
        self, home: House, entry: MemoryEntry, target: str, reason: str
    ) -> None:
        with pytest.raises(Invalid):
            of(home).change(entry.id, target, 1, reason)

    def test_translators_only_read(self, home: House, entry: MemoryEntry) -> None:
        assert of(home, home.translator).get(entry.id)[0] is entry
        with pytest.raises(Forbidden):
            of(home, home.translator).change(entry.id, "One.", 1)
        with pytest.raises(Forbidden):
            of(home, home.translator).delete(entry.id, 1)

    def test_a_newer_approval_brings_its_own_text(
        self, home: House, translation: Translation, entry: MemoryEntry
    ) -> None:
        of(home).change(entry.id, "One.", 1)
        home.translations(home.editor).reopen(translation.id, "Look again.")
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert (found(home, "gamma"), found(home, "one")) == (1, 0)


class TestDeleting:
    def test_it_is_told_no_more(self, home: House, entry: MemoryEntry) -> None:
        of(home).delete(entry.id, 1, "Untrue.")

        assert Memory(home.session, home.translator).exact([Passage(SECOND, FIRST, THIRD)], "vi", "en") == [None]
        assert Memory(home.session, home.translator).similar(Passage(SECOND), "vi", "en") == []
        assert found(home, "gamma") == 0
        with pytest.raises(NotFound):
            of(home).get(entry.id)

    def test_it_leaves_a_record(self, home: House, entry: MemoryEntry) -> None:
        of(home).delete(entry.id, 1, "Untrue.")

        [change], more = of(home).record()

        assert (change.action, change.before, change.after) == (
            MemoryAction.DELETED,
            "Sentence gamma in plain English.",
            "",
        )
        assert (change.entry.source, change.reason, more) == (SECOND, "Untrue.", "")

    def test_a_second_time_there_is_nothing(self, home: House, entry: MemoryEntry) -> None:
        of(home).delete(entry.id, 1)

        with pytest.raises(NotFound):
            of(home).delete(entry.id, 2)


class TestRecord:
    def test_it_comes_in_pages(self, home: House, entry: MemoryEntry) -> None:
        for number in range(1, 4):
            of(home).change(entry.id, f"Text {number}.", number)

        first, more = of(home).record(size=2)
        second, none = of(home).record(before=more, size=2)

        assert [one.after for one in (*first, *second)] == ["Text 3.", "Text 2.", "Text 1."]
        assert none == ""

    def test_it_says_nothing_of_restricted_stories(
        self, home: House, translation: Translation, entry: MemoryEntry
    ) -> None:
        of(home).change(entry.id, "One.", 1)
        translation.story.restricted = True
        home.session.flush()

        assert of(home, home.administrator).record() == ([], "")
        with pytest.raises(NotFound):
            of(home, home.administrator).changes(entry.id)
