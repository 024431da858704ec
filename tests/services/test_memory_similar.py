"""What the memory knows that is like a text, and where it says that it comes from."""

import datetime as dt

import pytest
from sqlalchemy import event

from desk.memory.index import Candidate, Kind, Passage
from desk.memory.tmx import TmxSegment
from desk.models import Desk, Translation
from desk.models.base import utc_now
from desk.services import memory_similar
from desk.services.actor import Actor, system
from desk.services.memory import Memory
from desk.services.memory_import import MemoryImporting
from tests import factories
from tests.factories import House

FIRST, SECOND, THIRD = factories.SENTENCES
ALIKE = "Bốn người bị thương nặng."


def ask(home: House, text: str = ALIKE, actor: Actor | None = None, **more: float) -> list[Candidate]:
    passage = Passage(text, FIRST, THIRD)
    return Memory(home.session, actor or home.translator).similar(passage, "vi", "en", **more)  # type: ignore[arg-type]


def approve_as(home: House, target: str, *texts: str) -> Translation:
    """A translation whose second segment says `target`."""
    made = factories.edited(home, *texts)
    unit = home.units(made)[2]
    home.editing(home.translator).confirm(unit.id, target, unit.version)
    home.translations(home.translator).submit(made.id)
    home.translations(home.editor).approve(made.id)
    return made


class TestSimilar:
    def test_it_finds_a_text_that_is_alike(self, home: House) -> None:
        factories.approved(home)

        [found] = ask(home)

        assert (found.source, found.kind) == (SECOND, Kind.FUZZY)
        assert found.target == "Sentence gamma in plain English."
        assert 0.6 <= found.score < 1

    def test_it_tells_context_from_the_same_text_elsewhere(self, home: House) -> None:
        approve_as(home, "In context.")
        approve_as(home, "Elsewhere.", FIRST, SECOND, "Một câu khác.")

        found = ask(home, SECOND)

        assert [(one.kind, one.target, one.score) for one in found] == [
            (Kind.CONTEXT, "In context.", 1.0),
            (Kind.EXACT, "Elsewhere.", 1.0),
        ]

    def test_the_same_pair_of_texts_is_told_once(self, home: House) -> None:
        factories.approved(home)
        factories.approved(home)

        assert len(ask(home, SECOND)) == 1

    def test_it_tells_what_is_alike_enough_and_no_more_than_is_asked_for(self, home: House) -> None:
        approve_as(home, "One.")
        approve_as(home, "Another.")

        assert ask(home, floor=0.95) == []
        assert [one.target for one in ask(home, limit=1)] == ["Another."]

    def test_it_says_which_story_who_approved_it_and_when(self, home: House) -> None:
        translation = factories.approved(home)

        origin = ask(home)[0].origin

        assert (origin.translation_id, origin.story) == (translation.id, "Mưa lớn ở Hà Nội")
        assert (origin.person, origin.file) == ("Lan", "")
        assert utc_now() - origin.at < dt.timedelta(minutes=5)

    def test_it_asks_a_fixed_number_of_queries(self, home: House) -> None:
        for _ in range(3):
            factories.approved(home)
        asked: list[str] = []
        connection = home.session.connection()
        event.listen(connection, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))

        assert ask(home)

        assert len(asked) == QUERIES


QUERIES = 4


class TestHiding:
    @pytest.fixture
    def translation(self, home: House) -> Translation:
        made = factories.published(home)
        assert ask(home)
        return made

    def test_a_restricted_story_is_not_told(self, home: House, translation: Translation) -> None:
        translation.story.restricted = True
        home.session.flush()

        assert ask(home) == []
        assert ask(home, actor=system(home.desk.id)) == []

    def test_an_embargo_hides_it(self, home: House, translation: Translation) -> None:
        home.publishing(home.editor).embargo(translation.story_id, utc_now() + dt.timedelta(hours=1))

        assert ask(home) == []

    def test_a_kill_hides_it(self, home: House, translation: Translation) -> None:
        home.publishing(home.editor).kill(translation.story_id, "Untrue.")

        assert ask(home) == []

    def test_a_voided_approval_hides_it(self, home: House) -> None:
        translation = factories.approved(home)

        home.translations(home.editor).reopen(translation.id, "Look again.")

        assert ask(home) == []

    def test_another_desk_is_told_nothing(self, home: House, translation: Translation) -> None:
        other = Desk(name="Sports", settings={})
        home.session.add(other)
        home.session.flush()

        assert ask(home, actor=Actor(home.translator.person, other.id, home.translator.roles)) == []


class TestBounds:
    def test_however_many_are_alike_few_are_compared(self, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
        importing = MemoryImporting(home.session, home.editor)
        file = importing.begin("many.tmx")
        importing.enter(file, [TmxSegment("vi", "en", f"Bốn người bị thương, lần {n}.", "x") for n in range(300)])
        compared: list[str] = []
        real = memory_similar.likeness

        def counted(asked: str, known: str, floor: float) -> float:
            compared.append(known)
            return real(asked, known, floor)

        monkeypatch.setattr(memory_similar, "likeness", counted)

        assert len(ask(home)) == 5

        assert 5 <= len(compared) <= memory_similar.CANDIDATES + memory_similar.MOST_EXACT
