import pytest

from desk.domain.draft import DraftKind, EngineModel, TokenScores
from desk.domain.segment import Span
from desk.models import Draft, Translation, Unit
from desk.services.doubts import doubts_of, kept, words_with
from desk.services.draft_queue import queue_of
from desk.services.idle_drafts import IdleDrafts
from tests import factories
from tests.factories import House


class TestWords:
    def test_a_token_inside_a_word_makes_the_whole_word_doubtful(self) -> None:
        text = "Zakharova said so."

        assert [span.of(text) for span in words_with([Span(3, 5), Span(10, 14)], text)] == ["Zakharova", "said"]

    def test_points_and_spaces_are_no_words(self) -> None:
        assert list(words_with([Span(4, 6)], "said . so")) == []

    def test_letters_stand_alone_where_words_are_not_set_apart(self) -> None:
        assert list(words_with([Span(1, 2)], "东京都")) == [Span(1, 2)]


class TestKept:
    def test_words_move_with_what_was_changed_before_them(self) -> None:
        before, after = "the Crocus theater was hit", "the Crocus City Hall was hit"

        assert [span.of(after) for span in kept(before, after, [Span(4, 10), Span(23, 26)])] == ["Crocus", "hit"]

    def test_a_changed_word_is_no_longer_the_drafts(self) -> None:
        assert kept("the theater", "the Hall", [Span(4, 11)]) == []

    def test_an_unchanged_text_keeps_all(self) -> None:
        assert kept("a b", "a b", [Span(0, 1)]) == [Span(0, 1)]

    def test_spans_are_code_points(self) -> None:
        before, after = "😀 old word", "😀 new word"

        assert [span.of(after) for span in kept(before, after, [Span(6, 10)])] == ["word"]


class TestDoubts:
    @pytest.fixture
    def translation(self, home: House) -> Translation:
        """A translation in whose first sentence the engine doubted “mưa”."""
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        raw = home.session.query(Draft).filter_by(unit_id=unit.id, kind=DraftKind.RAW).one()
        words = raw.text.split()
        place = raw.text.index("mưa")
        spans = (Span(0, 4), Span(place, place + 3))
        scores = TokenScores(spans, (-0.01, -5.0), -0.1)
        assert "mưa" in words
        IdleDrafts(home.session, queue_of(translation)).store_scores(
            {raw.id: scores}, EngineModel("quiet", "quiet", "1")
        )
        return translation

    def doubts(self, home: House, translation: Translation) -> dict[str, list[str]]:
        units = home.units(translation)
        texts = {unit.id: unit.text for unit in units}
        found = doubts_of(home.session, translation, units)
        return {id: [span.of(texts[id]) for span in spans] for id, spans in found.items()}

    def unit(self, home: House, translation: Translation) -> Unit:
        return home.units(translation)[1]

    def test_a_word_that_a_person_wrote_is_nobodys_doubt(self, home: House, translation: Translation) -> None:
        assert self.doubts(home, translation) == {self.unit(home, translation).id: []}

    def test_the_drafts_word_is_doubtful(self, home: House, translation: Translation) -> None:
        unit = self.unit(home, translation)
        home.editing(home.translator).restore_draft(unit.id, unit.version)

        assert self.doubts(home, translation) == {unit.id: ["mưa"]}

    def test_it_stays_so_beside_an_edit(self, home: House, translation: Translation) -> None:
        unit = self.unit(home, translation)
        home.editing(home.translator).save(unit.id, "[en] Today Hà Nội mưa a lot.", unit.version)

        assert self.doubts(home, translation) == {unit.id: ["mưa"]}

    def test_it_stays_so_when_the_article_decided_on_the_terms_in_a_later_round(
        self, home: House, translation: Translation
    ) -> None:
        unit = self.unit(home, translation)
        home.editing(home.translator).restore_draft(unit.id, unit.version)
        held = home.session.get_one(Draft, unit.draft_id)
        again = Draft(
            unit_id=unit.id,
            revision_id=held.revision_id,
            round=held.round + 1,
            kind=DraftKind.ARTICLE,
            engine=held.engine,
            model=held.model,
            model_version=held.model_version,
            source_fingerprint=held.source_fingerprint,
            text=held.text,
        )
        home.session.add(again)
        home.session.flush()
        unit.draft_id = again.id
        home.session.flush()

        assert self.doubts(home, translation) == {unit.id: ["mưa"]}
