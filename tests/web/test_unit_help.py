"""Help with one segment, and taking what it offers."""

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from desk.domain.draft import DraftKind
from desk.domain.provenance import Origin, fingerprint
from desk.domain.term import Form, FormStatus, Term
from desk.glossary.matcher import Glossary
from desk.models import Draft, DraftConfidence, MemoryEntry, Translation, Unit
from desk.services.units import source_text
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

KREMLIN = Term(
    "kremlin",
    {"vi": (Form("Điện Kremlin"),), "en": (Form("the Kremlin"), Form("Red Square", FormStatus.FORBIDDEN))},
    note="The seat of the government.",
)
HEARD = "Bà nói rằng cuộc họp đã kết thúc."


@pytest.fixture
def made(desk: WebDesk) -> Translation:
    """A translation in hand whose second segment names a term."""
    vars(desk.wiring)["file_glossary"] = Glossary([KREMLIN])
    with desk.work() as home:
        translation = factories.drafted(home, "Điện Kremlin im lặng.", HEARD)
        home.translations(home.translator).claim(translation.id)
        return translation


def unit_at(home: factories.House, made: Translation, place: int) -> Unit:
    return home.units(home.session.get_one(Translation, made.id))[place]


def shadow(home: factories.House, unit: Unit, text: str, engine: str = "apertium", **more: object) -> Draft:
    assert unit.draft is not None
    fields: dict[str, object] = {"kind": DraftKind.SHADOW, "source_fingerprint": fingerprint(source_text(unit))}
    draft = Draft(
        unit_id=unit.id,
        revision_id=unit.draft.revision_id,
        round=unit.draft.round,
        engine=engine,
        model="vi-en",
        model_version="3",
        text=text,
        **(fields | more),
    )
    home.session.add(draft)
    home.session.flush()
    return draft


def help_of(visitor: Visitor, made: Translation, unit_id: str, status: int = 200) -> str:
    return visitor.get(f"/translations/{made.id}/units/{unit_id}/help", status=status).get_data(as_text=True)


def ids(desk: WebDesk, made: Translation) -> Sequence[str]:
    with desk.work() as home:
        return [unit.id for unit in home.units(home.session.get_one(Translation, made.id))]


class TestTerms:
    def test_they_come_with_note_and_with_what_is_never_printed(self, desk: WebDesk, made: Translation) -> None:
        page = help_of(desk.visitor(desk.translator), made, ids(desk, made)[1])

        assert "the Kremlin" in page
        assert "The seat of the government." in page
        assert '<del lang="en">Red Square</del>' in page

    def test_a_term_that_stands_twice_is_said_once_as_it_fares_worst(self, desk: WebDesk) -> None:
        vars(desk.wiring)["file_glossary"] = Glossary([KREMLIN])
        with desk.work() as home:
            made = factories.drafted(home, "Điện Kremlin im lặng, Điện Kremlin nói.")

        page = help_of(desk.visitor(desk.translator), made, ids(desk, made)[1])

        assert page.count("The seat of the government.") == 1
        assert "term-missed" in page


class TestOtherDrafts:
    def test_another_engine_s_is_shown_with_its_engine(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 1)
            shadow(home, unit, "Castle Kremlin keeps quiet.")
            shadow(home, unit_at(home, made, 2), "Of another segment.")

        page = help_of(desk.visitor(desk.translator), made, unit.id)

        assert "Another engine" in page
        assert "Apertium" in page
        assert "quiet" in page
        assert "Of another segment" not in page

    def test_what_reads_like_the_text_or_failed_or_is_a_round_trip_is_not_shown(
        self, desk: WebDesk, made: Translation
    ) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 1)
            shadow(home, unit, unit.text)
            shadow(home, unit, "", engine="libretranslate")
            shadow(home, unit, "Điện Kremlin giữ im lặng.", kind=DraftKind.ROUND_TRIP)

        assert "Other drafts" not in help_of(desk.visitor(desk.translator), made, unit.id)

    def test_a_draft_of_an_earlier_source_says_so(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 1)
            shadow(home, unit, "Castle Kremlin keeps quiet.", source_fingerprint="another")

        assert "Of an earlier source" in help_of(desk.visitor(desk.translator), made, unit.id)


class TestDoubts:
    def test_the_engine_s_doubtful_words_are_named(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 2)
            raw = home.session.scalars(select(Draft).where(Draft.unit_id == unit.id, Draft.kind == DraftKind.RAW)).one()
            start, end = unit.text.index("Bà"), unit.text.index("Bà") + 2
            tokens = [[start, end, -3.0], [end + 1, end + 3, -1.0]]
            home.session.add(DraftConfidence(draft_id=raw.id, tokens=tokens, doubtful=-2.0))

        page = help_of(desk.visitor(desk.translator), made, unit.id)

        assert f'data-start="{start}" data-end="{end}"' in page
        assert page.count('class="help-doubt"') == 1


class TestHistory:
    def test_it_tells_each_change_by_words_and_by_whom(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 1)
            editing = home.editing(home.translator)
            editing.save(unit.id, "They are silent.", unit.version, end_of_burst=True)
            editing.save(unit.id, "They are quiet.", unit.version, end_of_burst=True)

        page = help_of(desk.visitor(desk.translator), made, unit.id)

        assert page.count('<li><p class="help-said">') == 2
        assert '<del><span class="unseen">[removed: </span>silent' in page
        assert page.count("<bdi>Mai</bdi>") == 2


class TestMatches:
    def test_the_memory_s_is_shown_with_where_it_comes_from(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            other = factories.approved(home, HEARD)

        page = help_of(desk.visitor(desk.translator), made, ids(desk, made)[2])

        assert "Exact" in page
        assert "Sentence beta in plain English." in page
        assert f'href="/translations/{other.id}"' in page

    def test_one_in_context_is_told_from_one_out_of_it(self, desk: WebDesk) -> None:
        with desk.work() as home:
            factories.approved(home, "Mưa.", HEARD)
            here, elsewhere = factories.drafted(home, "Mưa.", HEARD), factories.drafted(home, "Nắng.", HEARD)
        visitor = desk.visitor(desk.translator)

        assert "In context" in help_of(visitor, here, ids(desk, here)[2])
        assert "Exact" in help_of(visitor, elsewhere, ids(desk, elsewhere)[2])

    def test_a_fuzzy_one_shows_what_is_different_in_the_source(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            factories.approved(home, HEARD.replace("Bà", "Ông"))

        page = help_of(desk.visitor(desk.translator), made, ids(desk, made)[2])

        assert re.search(r">\d\d %</span>", page)
        assert '<del><span class="unseen">[removed: </span>Ông' in page
        assert '<ins><span class="unseen">[added: </span>Bà' in page

    def test_nobody_is_told_of_a_restricted_story_s(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            factories.approved(home, HEARD).story.restricted = True

        assert "Memory" not in help_of(desk.visitor(desk.translator), made, ids(desk, made)[2])


class TestTaking:
    def take(
        self, visitor: Visitor, made: Translation, unit: Unit, status: int = 200, **what: str
    ) -> dict[str, object]:
        path = f"/translations/{made.id}/units/{unit.id}/take"
        answer = visitor.post(path, {"version": str(unit.version), **what}, status=status).get_json()
        assert isinstance(answer, dict)
        return answer

    def test_another_engine_s_draft_stays_a_machine_s(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 1)
            other = shadow(home, unit, "The Kremlin keeps quiet.")

        answer = self.take(desk.visitor(desk.translator), made, unit, draft=other.id)

        assert answer["text"] == "The Kremlin keeps quiet."
        with desk.work() as home:
            now = unit_at(home, made, 1)
            assert (now.text, now.origin, now.draft_id) == ("The Kremlin keeps quiet.", Origin.MACHINE, other.id)

    def test_a_match_is_the_memory_s_until_somebody_writes_in_it(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            factories.approved(home, HEARD)
            entry = home.session.scalars(select(MemoryEntry).where(MemoryEntry.source == HEARD)).one()
            unit = unit_at(home, made, 2)
            was = unit.draft_id

        self.take(desk.visitor(desk.translator), made, unit, entry=entry.id)

        with desk.work() as home:
            now = unit_at(home, made, 2)
            assert (now.text, now.origin, now.author_id) == (entry.target, Origin.MEMORY, None)
            assert now.draft is not None
            assert (now.draft.memory_id, now.draft_id != was) == (entry.id, True)
            home.editing(home.translator).save(now.id, "She says so.", now.version)
            assert now.origin is Origin.POST_EDITED

    def test_one_match_may_be_taken_after_another_and_again(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            factories.approved(home, HEARD)
            factories.approved(home, HEARD, "Mưa.")
            entries = home.session.scalars(select(MemoryEntry).where(MemoryEntry.source == HEARD)).all()
            unit = unit_at(home, made, 2)
        visitor = desk.visitor(desk.translator)

        for entry in (*entries, entries[0]):
            self.take(visitor, made, unit, entry=entry.id)
            with desk.work() as home:
                unit = unit_at(home, made, 2)
                assert unit.draft is not None
                assert unit.draft.memory_id == entry.id

        assert len(entries) == 2

    def test_a_match_that_one_may_not_be_told_of_cannot_be_taken(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            factories.approved(home, HEARD).story.restricted = True
            entry = home.session.scalars(select(MemoryEntry).where(MemoryEntry.source == HEARD)).one()
            unit = unit_at(home, made, 2)

        answer = self.take(desk.visitor(desk.translator), made, unit, 404, entry=entry.id)

        assert answer["result"] == "refused"

    def test_a_draft_of_another_segment_cannot_be_taken(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            other = shadow(home, unit_at(home, made, 2), "Of another segment.")
            unit = unit_at(home, made, 1)

        self.take(desk.visitor(desk.translator), made, unit, 404, draft=other.id)

    def test_what_was_written_meanwhile_is_not_overwritten(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            unit = unit_at(home, made, 1)
            other = shadow(home, unit, "The Kremlin keeps quiet.")
            old = unit.version
            home.editing(home.translator).save(unit.id, "They are silent.", unit.version)
            unit.version, now = old, unit.version
            home.session.expunge(unit)
            home.session.get_one(Unit, unit.id).version = now

        answer = self.take(desk.visitor(desk.translator), made, unit, 409, draft=other.id)

        assert answer["result"] == "conflict"
        with desk.work() as home:
            assert unit_at(home, made, 1).text == "They are silent."


class TestRights:
    def test_a_reader_has_nothing_to_put_in(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            shadow(home, unit_at(home, made, 1), "The Kremlin keeps quiet.")

        page = help_of(desk.visitor(desk.editor), made, ids(desk, made)[1])

        assert "keeps quiet" in page
        assert "<button" not in page

    def test_a_unit_of_another_translation_is_not_found(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            other = factories.drafted(home)

        help_of(desk.visitor(desk.translator), made, ids(desk, other)[1], status=404)

    def test_a_restricted_story_is_seen_by_those_named_alone(self, desk: WebDesk, made: Translation) -> None:
        with desk.work() as home:
            home.session.get_one(Translation, made.id).story.restricted = True

        help_of(desk.visitor(desk.translator), made, ids(desk, made)[1], status=404)


class TestQueries:
    def test_their_number_grows_neither_with_the_article_nor_with_what_there_is_to_say(
        self, desk: WebDesk, made: Translation
    ) -> None:
        with desk.work() as home:
            longer = factories.drafted(home, *["Mưa" + " lớn" * n + "." for n in range(60)])
            home.translations(home.translator).claim(longer.id)
            unit = home.units(longer)[30]
            for engine in ("apertium", "libretranslate"):
                shadow(home, unit, f"By {engine}.", engine=engine)
            for text in ("One.", "Two.", "Three."):
                home.editing(home.translator).save(unit.id, text, unit.version, end_of_burst=True)
            factories.approved(home, source_text(unit))
            factories.approved(home, HEARD)
            short = unit_at(home, made, 2)
            home.editing(home.translator).save(short.id, "She says so.", short.version, end_of_burst=True)
        visitor = desk.visitor(desk.translator)

        with counted(desk) as few:
            help_of(visitor, made, short.id)
        with counted(desk) as many:
            help_of(visitor, longer, unit.id)

        assert len(many) == len(few) <= 21
