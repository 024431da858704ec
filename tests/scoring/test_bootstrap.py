"""Intervals: those of sacrebleu, around the score, narrower with more segments."""

import pytest
from sacrebleu.metrics.chrf import CHRF

from desk.scoring.bootstrap import interval
from desk.scoring.metrics import segment_statistics
from desk.scoring.pair import Pair


@pytest.fixture(scope="module")
def segments(english_pairs):
    return segment_statistics(english_pairs[:200], "en")


class TestInterval:
    def test_it_is_as_wide_as_sacrebleus(self, english_pairs, segments):
        drafts, finals = [pair.draft for pair in english_pairs[:200]], [pair.final for pair in english_pairs[:200]]
        theirs = CHRF(word_order=2).corpus_score(drafts, [finals], n_bootstrap=1000)

        low, high = interval("chrf", segments["chrf"], "en")

        assert (high - low) / 2 == pytest.approx(theirs._ci, rel=1e-5)  # sacrebleu adds up in 32 bits

    def test_it_is_the_same_every_time(self, segments):
        assert interval("bleu", segments["bleu"], "en", 100) == interval("bleu", segments["bleu"], "en", 100)

    def test_it_narrows_with_more_segments(self, segments):
        few = interval("hter", segments["hter"][:20], "en", 200)
        many = interval("hter", segments["hter"], "en", 200)

        assert many[1] - many[0] < few[1] - few[0]

    def test_it_has_none_for_one_segment(self):
        segments = segment_statistics([Pair("one", "two")], "en")

        assert interval("ter", segments["ter"], "en") is None
