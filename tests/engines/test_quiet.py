import time

import pytest

from desk.domain.errors import EngineDown, EngineUnavailable
from desk.engines.quiet import QuietEngine


class TestQuietEngine:
    def test_it_says_the_same_every_time(self) -> None:
        engine = QuietEngine()

        first, second = (engine.translate(["Xin chào."], "vi", "en") for _ in range(2))

        assert first == second
        assert first[0].text == "[en] Xin chào."

    def test_it_says_what_it_was_told_to_say(self) -> None:
        engine = QuietEngine(canned={"Xin chào.": "Hello."})

        assert [output.text for output in engine.translate(["Xin chào.", "Tạm biệt."], "vi", "en")] == [
            "Hello.",
            "[en] Tạm biệt.",
        ]

    def test_it_fails_where_it_was_told_to_fail(self) -> None:
        bad, good = QuietEngine(failing=frozenset({"bad"})).translate(["bad", "good"], "vi", "en")

        assert (bad.text, bool(bad.error)) == ("", True)
        assert good.error is None

    def test_it_aligns_word_by_word(self) -> None:
        [output] = QuietEngine().translate(["Xin chào bạn"], "vi", "en")

        assert output.alignment is not None
        pairs = [
            (span.of(output.text), output.alignment.source[row.index(1.0)].of("Xin chào bạn"))
            for span, row in zip(output.alignment.target, output.alignment.weights, strict=True)
        ]
        assert pairs == [("[en]", "Xin"), ("Xin", "Xin"), ("chào", "chào"), ("bạn", "bạn")]

    def test_it_leaves_an_empty_text_empty(self) -> None:
        assert [output.text for output in QuietEngine().translate(["", " "], "vi", "en")] == ["", ""]

    def test_it_takes_its_time(self) -> None:
        began = time.monotonic()

        QuietEngine(delay=0.05).translate(["x"], "vi", "en")

        assert time.monotonic() - began >= 0.05

    def test_it_remembers_what_it_was_asked(self) -> None:
        engine = QuietEngine()

        engine.translate(["a", "b"], "vi", "en")

        assert engine.calls == [(("a", "b"), "vi", "en")]

    def test_it_knows_only_its_pairs(self) -> None:
        engine = QuietEngine([("vi", "en")])

        assert engine.pairs() == [("vi", "en")]
        with pytest.raises(EngineUnavailable, match="en → vi"):
            engine.translate(["x"], "en", "vi")

    def test_it_can_be_down(self) -> None:
        engine = QuietEngine(down=True)

        for ask in (engine.pairs, lambda: engine.model("vi", "en"), lambda: engine.translate(["x"], "vi", "en")):
            with pytest.raises(EngineDown, match="is down"):
                ask()

    def test_it_says_what_it_is(self) -> None:
        assert "No engine drafts here" in QuietEngine().model("vi", "en").notice
