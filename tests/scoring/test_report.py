"""What `desk score` prints, in the shape that the design fixes."""

import json

import pytest

from desk.domain.errors import Invalid
from desk.scoring.pair import Pair
from desk.scoring.records import Record
from desk.scoring.report import report


def records(system, drafts):
    return [
        Record(str(number), system, Pair(draft, "Peskov declined to comment")) for number, draft in enumerate(drafts)
    ]


ONE = records("one", ["Peskov declined to comment"] * 8)
OTHER = records("other", ["Peskov not want comment"] * 8)


class TestReport:
    def test_it_has_the_shape_of_the_design(self):
        told = report(ONE + OTHER, "en", resamples=50)

        assert set(told) == {"systems"}
        assert set(told["systems"]) == {"one", "other"}
        assert set(told["systems"]["one"]) == {"n", "bleu", "chrf", "ter", "hter"}
        assert set(told["systems"]["one"]["bleu"]) == {"score", "signature", "low", "high"}

    def test_it_is_json(self):
        told = report(ONE + OTHER, "en", segments=True, comparison=True, resamples=50, trials=50)

        assert json.loads(json.dumps(told)) == told

    def test_it_scores_each_system_alone(self):
        told = report(ONE + OTHER, "en", resamples=50)["systems"]

        assert told["one"]["hter"]["score"] == 0
        assert told["other"]["hter"]["score"] == 0.5

    def test_it_adds_each_segment_where_asked_to(self):
        told = report(OTHER, "en", segments=True, resamples=50)

        assert len(told["segments"]) == 8
        assert told["segments"][0]["id"] == "0"
        assert told["segments"][0]["hter"] == 0.5

    def test_it_says_how_the_bleu_of_a_segment_was_computed(self):
        told = report(OTHER, "en", segments=True, resamples=50)

        assert "|eff:yes|" in told["segment_signatures"]["bleu"]

    def test_it_compares_the_others_with_the_first(self):
        told = report(ONE + OTHER, "en", comparison=True, resamples=50, trials=500)["comparison"]

        assert [(row["baseline"], row["system"], row["n"]) for row in told] == [("one", "other", 8)]
        assert told[0]["hter"]["difference"] == 0.5
        assert told[0]["hter"]["p"] < 0.05

    def test_it_compares_segments_that_both_have_and_counts_the_rest(self):
        told = report(ONE + OTHER[2:], "en", comparison=True, resamples=50, trials=50)["comparison"]

        assert (told[0]["n"], told[0]["left_out"]) == (6, 2)

    def test_it_says_where_there_are_too_few_to_compare(self):
        told = report(ONE[:3] + OTHER[:3], "en", comparison=True, resamples=50)["comparison"]

        assert "fewer than 6" in told[0]["note"]
        assert told[0]["chrf"]["p"] is None

    def test_it_refuses_to_compare_one_system(self):
        with pytest.raises(Invalid, match="needs two systems"):
            report(ONE, "en", comparison=True, resamples=50)

    def test_it_refuses_a_language_it_does_not_know(self):
        with pytest.raises(Invalid, match="“tlh” is not a language"):
            report(ONE, "tlh")
