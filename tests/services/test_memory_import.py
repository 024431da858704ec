"""Letting files in, and writing the memory out."""

import datetime as dt
import io

import pytest

from desk.domain.errors import Forbidden, Invalid
from desk.memory.index import Kind, Passage
from desk.memory.keys import context_key
from desk.memory.tmx import TmxSegment
from desk.memory.tmx_reading import TmxReader
from desk.memory.tmx_writing import write
from desk.models import MemoryEntry, MemoryImport
from desk.models.base import utc_now
from desk.services.actor import Actor, system
from desk.services.memory import Memory
from desk.services.memory_export import exported
from desk.services.memory_import import MemoryImporting, summary_of
from tests import factories
from tests.factories import House

FIRST, SECOND, THIRD = factories.SENTENCES
ONE = TmxSegment("vi", "en", SECOND, "Three people were hurt.", attributes={"tuid": "7"})


def importing(home: House, actor: Actor | None = None) -> MemoryImporting:
    return MemoryImporting(home.session, actor or home.editor)


def enter(home: House, *segments: TmxSegment) -> tuple[MemoryImport, int]:
    service = importing(home)
    file = service.begin("old.tmx")
    return file, service.enter(file, segments)


def out(home: House, actor: Actor | None = None, **languages: str) -> list[TmxSegment]:
    return list(exported(home.session, actor or home.translator, **languages))


class TestEntering:
    def test_what_enters_is_found_and_says_where_it_comes_from(self, home: House) -> None:
        enter(home, ONE)

        [found] = Memory(home.session, home.translator).similar(Passage(SECOND), "vi", "en")

        assert (found.target, found.kind, found.score) == ("Three people were hurt.", Kind.EXACT, 1.0)
        assert (found.origin.file, found.origin.person, found.origin.story) == ("old.tmx", "Lan", "")
        assert utc_now() - found.origin.at < dt.timedelta(minutes=5)

    def test_what_nobody_knows_the_context_of_is_never_taken_for_a_match_in_context(self, home: House) -> None:
        enter(home, ONE)

        [match] = Memory(home.session, system(home.desk.id)).exact([Passage(SECOND)], "vi", "en")

        assert match is not None
        assert not match.in_context

    def test_a_context_that_the_file_tells_counts(self, home: House) -> None:
        enter(home, TmxSegment("vi", "en", SECOND, "Told.", context_key(FIRST, THIRD)))

        [match] = Memory(home.session, system(home.desk.id)).exact([Passage(SECOND, FIRST, THIRD)], "vi", "en")

        assert match is not None
        assert match.in_context

    def test_a_segment_enters_once(self, home: House) -> None:
        again = TmxSegment("vi", "en", f" {SECOND} ", "Three  people were hurt.")
        other = TmxSegment("vi", "en", SECOND, "Another translation.")

        assert enter(home, ONE, again, other)[1] == 2
        assert enter(home, ONE, again, other)[1] == 0

    def test_what_the_desk_approved_already_is_known(self, home: House) -> None:
        factories.approved(home)

        assert enter(home, TmxSegment("vi", "en", SECOND, "Sentence gamma in plain English."))[1] == 0

    def test_what_only_some_may_see_is_no_reason_to_leave_one_out(self, home: House) -> None:
        factories.published(home).story.restricted = True
        home.session.flush()

        assert enter(home, TmxSegment("vi", "en", SECOND, "Sentence gamma in plain English."))[1] == 1

    def test_many_enter_in_one_chunk(self, home: House) -> None:
        many = [TmxSegment("vi", code, f"Câu {number}", "Text") for number in range(900) for code in ("en", "fr")]

        assert enter(home, *many)[1] == 1_800
        assert enter(home, *many)[1] == 0

    def test_it_is_for_editors_and_administrators(self, home: House) -> None:
        importing(home, home.administrator)
        with pytest.raises(Forbidden):
            importing(home, home.translator)

    def test_a_file_has_a_name(self, home: House) -> None:
        with pytest.raises(Invalid, match="name"):
            importing(home).begin(" \n")
        assert len(importing(home).begin("x" * 999).file) == 255

    def test_a_new_import_has_read_nothing(self, home: House) -> None:
        summary = summary_of(importing(home).begin("old.tmx"))

        assert (summary.read, summary.finished) == (0, False)


class TestExporting:
    def test_what_is_written_enters_elsewhere_as_it_was(self, home: House) -> None:
        factories.approved(home)
        stream = io.BytesIO()
        write(stream, exported(home.session, home.translator))
        home.session.query(MemoryEntry).update({"voided_at": utc_now()})

        read = list(TmxReader(io.BytesIO(stream.getvalue()), "x").segments())
        enter(home, *read)

        [match] = Memory(home.session, system(home.desk.id)).exact([Passage(SECOND, FIRST, THIRD)], "vi", "en")
        assert match is not None
        assert (match.target, match.in_context) == ("Sentence gamma in plain English.", True)

    def test_it_keeps_to_languages(self, home: House) -> None:
        factories.approved(home)
        enter(home, TmxSegment("en", "fr", "One", "Un"))

        assert [one.source for one in out(home, source="en")] == ["One"]
        assert len(out(home, target="en")) == 4
        assert out(home, source="fr") == []

    def test_it_says_what_a_file_said_and_names_nobody(self, home: House) -> None:
        enter(home, ONE)

        [found] = out(home)

        assert found.attributes["tuid"] != "7"  # its own id, by which it can be asked for
        assert "Lan" not in str(found)

    def test_it_leaves_out_what_the_actor_may_not_see(self, home: House) -> None:
        translation = factories.published(home)
        assert len(out(home)) == 4
        translation.story.restricted = True
        home.session.flush()

        assert out(home) == out(home, system(home.desk.id)) == []

    def test_it_goes_through_all_of_a_long_memory(self, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("desk.services.memory_export.CHUNK", 3)
        enter(home, *(TmxSegment("vi", "en", f"Câu {number}", "Text") for number in range(7)))

        assert [one.source for one in out(home)] == [f"Câu {number}" for number in range(7)]
