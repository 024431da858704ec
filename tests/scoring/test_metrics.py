"""Scores from sufficient statistics are sacrebleu's own, and those of several articles are sums."""

import statistics as stdlib_statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from desk.domain.errors import Invalid
from desk.scoring.metrics import (
    METRICS,
    UNITS,
    from_statistics,
    segment_statistics,
    signature,
    statistics,
    total,
    value,
)
from desk.scoring.pair import Pair

WORDS = st.lists(st.sampled_from(["the", "Kremlin", "said", "on", "Friday", "144", ",", "."]), max_size=12).map(
    " ".join
)
PAIRS = st.lists(st.builds(Pair, WORDS, WORDS, st.none() | WORDS), min_size=1, max_size=6)


def sacrebleus(scorer, drafts, against):
    return scorer.corpus_score(drafts, [against]).score


class TestStatistics:
    def test_it_gives_sacrebleus_corpus_scores_for_english(self, english_pairs):
        drafts, finals = [pair.draft for pair in english_pairs], [pair.final for pair in english_pairs]

        sums = statistics(english_pairs, "en")

        assert value("bleu", sums["bleu"], "en") == pytest.approx(sacrebleus(BLEU(), drafts, finals), abs=1e-9)
        assert value("chrf", sums["chrf"], "en") == pytest.approx(
            sacrebleus(CHRF(word_order=2), drafts, finals), abs=1e-9
        )
        assert value("ter", sums["ter"], "en") == pytest.approx(
            sacrebleus(TER(normalized=True), drafts, finals), abs=1e-9
        )

    def test_it_gives_sacrebleus_corpus_scores_for_chinese(self, chinese_pairs):
        drafts, finals = [pair.draft for pair in chinese_pairs], [pair.final for pair in chinese_pairs]

        sums = statistics(chinese_pairs, "zh")

        assert value("bleu", sums["bleu"], "zh") == pytest.approx(
            sacrebleus(BLEU(tokenize="zh"), drafts, finals), abs=1e-9
        )
        assert value("ter", sums["ter"], "zh") == pytest.approx(
            sacrebleus(TER(normalized=True, asian_support=True), drafts, finals), abs=1e-9
        )

    def test_it_measures_the_hter_that_the_corpus_was_published_with(self, russian_english, english_pairs):
        published = [row["hter"] for row in russian_english]

        segments = segment_statistics(english_pairs, "en")["hter"]

        ours = [min(1.0, value("hter", segment, "en")) for segment in segments]
        assert stdlib_statistics.correlation(ours, published) > 0.99
        assert stdlib_statistics.mean(ours) == pytest.approx(stdlib_statistics.mean(published), abs=0.005)

    @given(PAIRS, PAIRS)
    @settings(max_examples=50, deadline=None)
    def test_it_sums_articles_to_the_score_of_all_their_segments(self, one, other):
        sums = [statistics(article, "en") for article in (one, other)]

        for metric in METRICS:
            together = value(metric, total(each[metric] for each in sums), "en")

            assert together == pytest.approx(value(metric, statistics(one + other, "en")[metric], "en"), abs=1e-9)

    @given(WORDS.filter(bool))
    @settings(max_examples=25, deadline=None)
    def test_it_finds_no_edit_in_a_draft_that_was_kept(self, text):
        sums = statistics([Pair(text, text)], "en")

        assert value("hter", sums["hter"], "en") == 0
        assert value("chrf", sums["chrf"], "en") == pytest.approx(100)

    def test_it_scores_against_the_reference_but_takes_hter_from_the_final_text(self):
        pair = Pair("Peskov denied it", "Peskov denied it", "The Kremlin's spokesman rejected the claim")

        sums = statistics([pair], "en")

        assert value("hter", sums["hter"], "en") == 0
        assert value("ter", sums["ter"], "en") > 50

    def test_it_counts_edits_in_hundredths_for_ter_and_in_whole_words_for_hter(self):
        sums = statistics([Pair("Peskov denied this", "Peskov denied it")], "en")

        assert value("ter", sums["ter"], "en") == pytest.approx(100 / 3)
        assert value("hter", sums["hter"], "en") == pytest.approx(1 / 3)

    def test_it_takes_an_empty_draft(self):
        sums = statistics([Pair("", "Nothing was drafted")], "en")

        assert value("hter", sums["hter"], "en") == 1
        assert value("bleu", sums["bleu"], "en") == 0

    def test_it_counts_characters_where_thai_has_no_spaces(self):
        sums = statistics([Pair("เครมลินปฏิเสธ", "เครมลินยืนยัน")], "th")

        assert sums["hter"][1] == len("เครมลินยืนยัน")


class TestFromStatistics:
    def test_it_carries_unit_sample_size_and_signature(self):
        score = from_statistics("chrf", statistics([Pair("one", "one")], "en")["chrf"], "en", 1)

        assert (score.metric, score.unit, score.n) == ("chrf", "0–100", 1)
        assert score.signature == signature("chrf", "en")

    def test_it_refuses_to_score_nothing(self):
        with pytest.raises(Invalid, match="at least one segment"):
            from_statistics("bleu", [], "en", 0)

    def test_it_has_a_unit_for_every_metric(self):
        assert set(UNITS) == set(METRICS)


class TestSignature:
    @pytest.mark.parametrize(
        ("language", "tokenizer"), [("en", "13a"), ("vi", "13a"), ("zh", "zh"), ("ja", "char"), ("ko", "char")]
    )
    def test_it_names_the_tokenizer_of_the_language(self, language, tokenizer):
        assert f"|tok:{tokenizer}|" in signature("bleu", language)

    def test_it_is_sacrebleus(self):
        scorer = CHRF(word_order=2)
        scorer.corpus_score(["a"], [["a"]])

        assert signature("chrf", "en") == str(scorer.get_signature())

    def test_it_says_where_thai_was_split_into_characters(self):
        assert signature("hter", "th").endswith("|pre:char")

    def test_it_refuses_an_unknown_metric(self):
        with pytest.raises(Invalid, match="not a metric"):
            signature("comet", "en")
