"""What engines may do besides drafting: score tokens, and draft anew after a given beginning."""

from pathlib import Path
from types import ModuleType

import pytest

from desk.domain.draft import Redecodes, ScoresTokens, TranslationEngine
from desk.domain.errors import EngineUnavailable
from desk.engines.argos import ArgosEngine
from desk.engines.installed import Package
from desk.engines.quiet import QuietEngine
from tests.engines.quickly import install_file


@pytest.fixture
def engine(tiny_package: Package, folder: Path) -> ArgosEngine:
    return ArgosEngine(folder, threads=1)


@pytest.fixture
def pivot(engine: ArgosEngine, tiny: ModuleType, tmp_path: Path, folder: Path) -> ArgosEngine:
    """vi → fr by way of English."""
    words = {"one": "un", "two": "deux", "three": "trois"}
    install_file(tiny.build(tmp_path / "fr.argosmodel", source="en", target="fr", words=words), folder)
    return engine


@pytest.mark.parametrize("each", [ArgosEngine(Path("nowhere")), QuietEngine()])
def test_both_engines_say_what_they_can(each: TranslationEngine) -> None:
    assert isinstance(each, ScoresTokens)
    assert isinstance(each, Redecodes)


class TestScoreTokens:
    def test_it_doubts_the_word_that_is_wrong(self, engine: ArgosEngine) -> None:
        target = "one newspaper three"

        [scores] = engine.score_tokens([("một hai ba", target)], "vi", "en")

        assert scores is not None
        by_word = {span.of(target): log_prob for span, log_prob in zip(scores.spans, scores.log_probs, strict=True)}
        assert by_word["newspaper"] < -5
        assert by_word["one"] > -0.5
        assert by_word["three"] > -0.5
        assert -0.5 < scores.end <= 0

    def test_it_agrees_with_the_score_of_the_draft(self, engine: ArgosEngine) -> None:
        [output] = engine.translate(["một hai Putin"], "vi", "en")

        [scores] = engine.score_tokens([("một hai Putin", output.text)], "vi", "en")

        assert scores is not None
        mean = (sum(scores.log_probs) + scores.end) / (len(scores.log_probs) + 1)
        assert mean == pytest.approx(output.score, rel=0.02)

    def test_it_keeps_the_order_and_leaves_out_what_it_cannot_judge(self, engine: ArgosEngine) -> None:
        pairs = [("một", "one"), ("", "one"), ("hai " * 60, "two"), ("hai", " "), ("một hai", "one two")]

        scores = engine.score_tokens(pairs, "vi", "en")

        assert [len(one.spans) if one else None for one in scores] == [1, None, None, None, 2]

    def test_it_takes_an_empty_list(self, engine: ArgosEngine) -> None:
        assert engine.score_tokens([], "vi", "en") == []

    def test_it_leaves_a_package_s_prefix_out(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        install_file(tiny.build(tmp_path / "prefixed.argosmodel", target_prefix="▁ba"), folder)

        [scores] = ArgosEngine(folder, threads=1).score_tokens([("một hai nói", "two said")], "vi", "en")

        # The tiny model counts positions, so that the prefix takes the first word's place.
        assert scores is not None
        assert len(scores.log_probs) == 2
        assert min(scores.log_probs) > -0.5

    def test_it_says_nothing_of_a_pivot(self, pivot: ArgosEngine) -> None:
        assert pivot.score_tokens([("một", "un"), ("hai", "deux")], "vi", "fr") == [None, None]

    def test_it_says_nothing_where_a_tokenizer_has_no_spans(
        self, tiny: ModuleType, tmp_path: Path, folder: Path
    ) -> None:
        install_file(tiny.build(tmp_path / "old.argosmodel", bpe=True), folder)

        assert ArgosEngine(folder, threads=1).score_tokens([("một", "one")], "vi", "en") == [None]

    def test_it_refuses_a_pair_without_a_package(self, engine: ArgosEngine) -> None:
        with pytest.raises(EngineUnavailable):
            engine.score_tokens([("a", "b")], "ru", "en")

    def test_the_quiet_engine_doubts_what_it_was_told_to(self) -> None:
        engine = QuietEngine(doubtful=frozenset({"theater"}))

        scores = engine.score_tokens([("x", "Hall theater"), ("x", "")], "vi", "en")

        assert scores[0] is not None
        assert scores[0].log_probs == (-0.1, -3.0)
        assert scores[1] is None
        assert engine.scored == [((("x", "Hall theater"), ("x", "")), "vi", "en")]


class TestRedecode:
    def test_it_begins_as_it_is_told(self, engine: ArgosEngine) -> None:
        output = engine.redecode("một hai ba", "vi", "en", "four")

        assert output.text == "four two three"
        assert output.alignment is not None
        assert [span.of(output.text) for span in output.alignment.target] == ["four", "two", "three"]

    def test_its_score_is_of_what_the_model_wrote_itself(self, engine: ArgosEngine) -> None:
        output = engine.redecode("một hai ba", "vi", "en", "newspaper")

        assert output.score is not None
        assert -0.5 < output.score < 0

    def test_it_keeps_pieces_that_the_model_does_not_know(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        install_file(tiny.build(tmp_path / "old.argosmodel", bpe=True), folder)

        output = ArgosEngine(folder, threads=1).redecode("một hai ba bốn một hai", "vi", "en", "Zed")

        assert output.text == "Zed four one two"

    def test_it_drafts_as_ever_after_an_empty_beginning(self, engine: ArgosEngine) -> None:
        assert [engine.redecode("một hai", "vi", "en", "")] == engine.translate(["một hai"], "vi", "en")

    def test_it_refuses_a_beginning_that_the_model_has_no_room_for(self, engine: ArgosEngine) -> None:
        output = engine.redecode("một", "vi", "en", "two " * 60)

        assert "60 tokens" in str(output.error)

    def test_it_leaves_an_empty_text_empty(self, engine: ArgosEngine) -> None:
        assert engine.redecode(" ", "vi", "en", "two").text == ""

    def test_a_pivot_gives_the_beginning_to_its_second_package(self, pivot: ArgosEngine) -> None:
        output = pivot.redecode("một hai ba", "vi", "fr", "trois")

        assert (output.text, output.alignment) == ("trois deux trois", None)

    def test_a_pivot_hands_on_why_its_first_package_failed(self, pivot: ArgosEngine) -> None:
        assert "60 tokens" in str(pivot.redecode("hai " * 60, "vi", "fr", "trois").error)

    def test_the_quiet_engine_begins_so_too(self) -> None:
        engine = QuietEngine(canned={"x": "said Putin"}, failing=frozenset({"bad"}))

        assert engine.redecode("x", "vi", "en", "Mr").text == "Mr said Putin"
        assert engine.redecode("bad", "vi", "en", "Mr").error
