"""All scores of some drafts in one call."""

import pytest

from desk.domain.errors import Invalid
from desk.scoring.measure import measure
from desk.scoring.metrics import METRICS, from_statistics
from desk.scoring.pair import Pair

PAIRS = [
    Pair("The attack happened on March 22", "The attack took place on 22 March"),
    Pair("Peskov did not want to comment", "Peskov declined to comment"),
    Pair("It was at Crocus City Hall.", "It was at Crocus City Hall."),
]


class TestMeasure:
    def test_it_scores_by_every_metric(self):
        found = measure(PAIRS, "en")

        assert set(found.scores) == set(METRICS)
        assert found.n == 3

    def test_it_keeps_what_gives_the_same_scores_again(self):
        found = measure(PAIRS, "en")

        again = {name: from_statistics(name, found.statistics[name], "en", found.n) for name in METRICS}

        assert again == found.scores

    def test_it_bounds_scores_where_asked_to(self):
        score = measure(PAIRS, "en", resamples=200).scores["chrf"]

        assert score.low < score.value < score.high
        assert "|bs:200|seed:12345" in score.signature

    def test_it_leaves_scores_without_bounds_otherwise(self):
        score = measure(PAIRS, "en").scores["chrf"]

        assert (score.low, score.high) == (None, None)

    def test_it_refuses_to_measure_nothing(self):
        with pytest.raises(Invalid, match="there is none"):
            measure([], "en")
