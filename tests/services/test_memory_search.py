"""Looking through the memory: on which side, of which pair and origin, and who is told of what."""

import datetime as dt

import pytest
from sqlalchemy import event

from desk.domain.errors import Invalid
from desk.memory.query import Side
from desk.models import Desk, MemoryEntry, MemoryImport, StoryAccess, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.memory_indexing import COLUMNS, index
from desk.services.memory_search import Found, From, MemoryFilter, MemorySearch
from tests import factories
from tests.factories import House


def look(home: House, text: str = "", actor: Actor | None = None, **more: object) -> list[Found]:
    wanted = MemoryFilter(text, **more)  # type: ignore[arg-type]
    return list(MemorySearch(home.session, actor or home.translator).page(wanted).rows)


def sources(found: list[Found]) -> list[str]:
    return [one.entry.source for one in found]


def imported(home: House, *texts: tuple[str, str], pair: tuple[str, str] = ("vi", "en")) -> MemoryImport:
    file = MemoryImport(desk_id=home.desk.id, file="old.tmx", person_id=home.editor.person)
    home.session.add(file)
    home.session.flush()
    for source, target in texts:
        entry = MemoryEntry(
            desk_id=home.desk.id,
            source_language=pair[0],
            target_language=pair[1],
            source_key="",
            context_key="",
            source=source,
            target=target,
            import_id=file.id,
            person_id=file.person_id,
        )
        home.session.add(entry)
        home.session.flush()
        index(home.session, [{name: getattr(entry, name) for name in COLUMNS}])
    return file


class TestWords:
    def test_it_marks_what_was_looked_for(self, home: House) -> None:
        factories.approved(home)

        [found] = look(home, "bị THƯƠNG")

        assert [span.of(found.entry.source) for span in found.source_hits] == ["bị", "thương"]
        assert found.target_hits == []
        assert found.origin.story == "Mưa lớn ở Hà Nội"

    @pytest.mark.parametrize(
        ("text", "side", "count"),
        [
            ("gamma", Side.BOTH, 1),
            ("gamma", Side.TARGET, 1),
            ("gamma", Side.SOURCE, 0),
            ("sentence", Side.TARGET, 4),
            ("“plain sentence”", Side.TARGET, 0),
            ("“in plain english”", Side.TARGET, 4),
            ("senten*", Side.TARGET, 4),
            ("…", Side.BOTH, 0),
        ],
    )
    def test_it_looks_on_the_side_that_is_said(self, home: House, text: str, side: Side, count: int) -> None:
        factories.approved(home)

        assert len(look(home, text, side=side)) == count

    def test_it_keeps_to_the_pair(self, home: House) -> None:
        factories.approved(home)
        factories.approved(home, target="fr")

        assert len(look(home, "thương")) == 2
        assert [one.entry.target_language for one in look(home, "thương", source="vi", target="fr")] == ["fr"]
        assert look(home, "thương", source="en") == []

    def test_the_newest_comes_first_and_pages_follow(self, home: House) -> None:
        imported(home, *((f"Câu {number}", "Text") for number in range(5)))
        search = MemorySearch(home.session, home.translator)

        first = search.page(MemoryFilter("câu", size=2))
        second = search.page(MemoryFilter("câu", size=2, before=first.next))
        third = search.page(MemoryFilter("câu", size=2, before=second.next))

        assert sources([*first.rows, *second.rows, *third.rows]) == [f"Câu {number}" for number in (4, 3, 2, 1, 0)]
        assert third.next == ""

    def test_an_invented_page_is_refused(self, home: House) -> None:
        factories.approved(home)

        with pytest.raises(Invalid, match="no such page"):
            look(home, "thương", before="1; DROP")

    def test_chinese_is_found_by_its_parts(self, home: House) -> None:
        imported(home, ("中国政府今天宣布", "The government said"), pair=("zh", "en"))

        for asked in ("政府", "国", "今天宣布", "布"):
            assert len(look(home, asked)) == 1, asked
        assert look(home, "府中") == []


class TestListing:
    def test_it_lists_all_the_newest_first_by_pages(self, home: House) -> None:
        factories.approved(home)
        search = MemorySearch(home.session, home.translator)

        first = search.page(MemoryFilter(size=3))
        second = search.page(MemoryFilter(size=3, before=first.next))

        assert [len(first.rows), len(second.rows)] == [3, 1]
        assert second.next == ""

    @pytest.mark.parametrize("text", ["", "câu"])
    def test_it_tells_the_desks_own_from_files(self, home: House, text: str) -> None:
        factories.approved(home, "Một câu của ta.")
        file = imported(home, ("Một câu khác", "Another"))

        assert sources(look(home, text, came=From.FILES)) == ["Một câu khác"]
        assert sources(look(home, text, came=file.id)) == ["Một câu khác"]
        assert "Một câu của ta." in sources(look(home, text, came=From.DESK))
        assert "Một câu khác" not in sources(look(home, text, came=From.DESK))
        assert look(home, text, came=From.FILES)[0].origin.file == "old.tmx"

    def test_it_tells_who_let_entries_in_and_when(self, home: House) -> None:
        factories.approved(home)

        assert len(look(home, person=home.editor.person)) == 4
        assert look(home, person=home.translator.person) == []
        now = utc_now()
        hour = dt.timedelta(hours=1)
        assert len(look(home, since=now - hour, until=now + hour)) == 4
        assert look(home, since=now + hour) == look(home, until=now - hour) == []

    def test_it_keeps_to_the_pair(self, home: House) -> None:
        factories.approved(home)

        assert len(look(home, source="vi", target="en")) == 4
        assert look(home, target="fr") == []

    @pytest.mark.parametrize(("text", "queries"), [("", 1), ("sentence", 2)])
    def test_it_asks_a_fixed_number_of_queries(self, home: House, text: str, queries: int) -> None:
        for _ in range(3):
            factories.approved(home)
        asked: list[str] = []
        connection = home.session.connection()
        event.listen(connection, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))

        assert len(look(home, text)) == 12

        assert len(asked) == queries

    def test_it_knows_pairs_and_files(self, home: House) -> None:
        factories.approved(home)
        imported(home)
        search = MemorySearch(home.session, home.translator)

        assert search.languages() == [("vi", "en")]
        assert [one.file for one in search.files()] == ["old.tmx"]


@pytest.mark.parametrize("text", ["", "thương"])
class TestHiding:
    @pytest.fixture
    def translation(self, home: House) -> Translation:
        return factories.published(home)

    def test_a_restricted_story_is_told_to_those_who_are_named(
        self, home: House, translation: Translation, text: str
    ) -> None:
        translation.story.restricted = True
        home.session.add(StoryAccess(story_id=translation.story_id, person_id=home.translator.person))
        home.session.flush()

        assert look(home, text)
        assert look(home, text, home.editor) == look(home, text, home.administrator) == []

    def test_a_kill_and_an_embargo_hide_it(self, home: House, translation: Translation, text: str) -> None:
        home.publishing(home.editor).embargo(translation.story_id, utc_now() + dt.timedelta(hours=1))
        assert look(home, text) == []

        home.publishing(home.editor).embargo(translation.story_id, utc_now() - dt.timedelta(hours=1))
        assert look(home, text)
        home.publishing(home.editor).kill(translation.story_id, "Untrue.")

        assert look(home, text) == []

    def test_a_reopened_approval_hides_it(self, home: House, text: str) -> None:
        translation = factories.approved(home)
        home.translations(home.editor).reopen(translation.id, "Look again.")

        assert look(home, text) == []

    def test_another_desk_is_told_nothing(self, home: House, translation: Translation, text: str) -> None:
        other = Desk(name="Sports", settings={})
        home.session.add(other)
        home.session.flush()
        stranger = Actor(home.editor.person, other.id, home.editor.roles)

        assert look(home, text, stranger) == []
        assert MemorySearch(home.session, stranger).languages() == []
