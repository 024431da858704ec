"""Comparisons: sacrebleu's p-values, and no verdict on a handful of segments."""

import pytest
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from desk.scoring.metrics import segment_statistics
from desk.scoring.pair import Pair
from desk.scoring.significance import FEWEST, compare


@pytest.fixture(scope="module")
def better(english_pairs):
    """The machine's drafts, and the same with the first words lost in every fifth: the second is really worse."""
    return english_pairs[:60]


@pytest.fixture(scope="module")
def worse(better):
    return [
        Pair(" ".join(pair.draft.split()[2:]), pair.final) if number % 5 == 0 else pair
        for number, pair in enumerate(better)
    ]


class TestCompare:
    @pytest.mark.parametrize(
        ("metric", "scorer"), [("chrf", CHRF(word_order=2)), ("ter", TER(normalized=True))], ids=["chrf", "ter"]
    )
    def test_it_gives_sacrebleus_p_value(self, better, worse, metric, scorer):
        drafts = [("one", [pair.draft for pair in better]), ("other", [pair.draft for pair in worse])]
        test = PairedTest(drafts, {"x": scorer}, [[pair.final for pair in better]], n_samples=1000)
        theirs = next(results[1] for name, results in test()[1].items() if name != "System")

        ours = compare(
            metric, segment_statistics(better, "en")[metric], segment_statistics(worse, "en")[metric], "en", 1000
        )

        assert ours.p == pytest.approx(theirs.p_value, abs=1e-9)

    def test_it_tells_a_worse_system_from_chance(self, better, worse):
        found = compare("hter", segment_statistics(better, "en")["hter"], segment_statistics(worse, "en")["hter"], "en")

        assert found.difference > 0
        assert found.p < 0.05

    def test_it_sees_no_difference_between_a_system_and_itself(self, better):
        segments = segment_statistics(better, "en")["bleu"]

        found = compare("bleu", segments, segments, "en", 500)

        assert found.difference == 0

    def test_it_gives_no_verdict_on_fewer_than_six_segments(self, better, worse):
        one, other = (segment_statistics(pairs[: FEWEST - 1], "en")["chrf"] for pairs in (better, worse))

        assert compare("chrf", one, other, "en").p is None
