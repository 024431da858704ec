"""Scores of an approval: made again from the same texts, left out where no machine drafted, gone with the text."""

import pytest
from sacrebleu.metrics.chrf import CHRF

from desk.models import ScoreRow
from desk.services.scores import Scores
from tests import factories
from tests.factories import House


class TestScores:
    def test_they_are_sacrebleus_on_the_same_texts(self, home: House) -> None:
        translation = factories.approved(home)

        rows = {row.metric: row for row in Scores(home.session).of(translation)}

        units = home.units(translation)
        drafts = [unit.draft.text for unit in units if unit.draft]
        expected = CHRF(word_order=2).corpus_score(drafts, [[unit.text for unit in units]]).score
        assert rows["chrf"].value == pytest.approx(expected, abs=1e-9)
        assert set(rows) == {"chrf", "bleu", "hter"}
        assert {(row.engine, row.model, row.n, row.excluded) for row in rows.values()} == {("quiet", "quiet", 4, 0)}
        assert "version" in rows["bleu"].signature

    def test_what_a_person_wrote_by_hand_is_left_out_and_counted(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[2]
        home.editing(home.translator).omit(unit.id, "No news abroad.")
        home.translations(home.translator).submit(translation.id)

        home.translations(home.editor).approve(translation.id)

        assert {(row.n, row.excluded) for row in Scores(home.session).of(translation)} == {(3, 1)}

    def test_they_name_the_text_that_they_are_of(self, home: House) -> None:
        translation = factories.approved(home)

        hashes = {row.content_hash for row in Scores(home.session).of(translation)}

        assert hashes == {home.session.query(ScoreRow).first().content_hash}  # type: ignore[union-attr]
        assert len(hashes.pop()) == 64

    def test_an_engines_score_is_of_all_its_segments_together(self, home: House) -> None:
        first, second = factories.approved(home), factories.approved(home, "Một câu khác hẳn.", "Hai người gặp nhau.")

        found = {one.score.metric: one for one in Scores(home.session).by_engine(home.editor)}

        units = [*home.units(first), *home.units(second)]
        drafts = [unit.draft.text for unit in units if unit.draft]
        expected = CHRF(word_order=2).corpus_score(drafts, [[unit.text for unit in units]]).score
        assert found["chrf"].score.value == pytest.approx(expected, abs=1e-9)
        assert (found["chrf"].articles, found["chrf"].score.n) == (2, 7)
