import pytest

from desk.checks.headline_repeated import CHECK
from tests.checks.support import article, fixed

HEADLINE = ("Điện Kremlin bác bỏ cáo buộc", "Kremlin rejects the accusation")


class TestHeadlineRepeated:
    @pytest.mark.parametrize(
        "again",
        [
            "Kremlin rejects the accusation",
            "KREMLIN REJECTS THE ACCUSATION.",
            "Kremlin rejects the accusation (3)",
            "“Kremlin rejects the accusation”",
            "Kremlin rejects the accusation - Example News",
        ],
    )
    def test_it_finds_the_headline_as_first_line_and_deletes_it(self, again: str) -> None:
        (finding,) = CHECK.check(article(HEADLINE, ("câu", again), ("câu", "It said so."), headline=True))

        assert finding.segment == "1"
        assert fixed(again, finding.fix) == ""

    def test_it_deletes_the_headline_in_front_of_a_sentence_alone(self) -> None:
        again = "Kremlin rejects the accusation. The spokesman said so on Monday."
        (finding,) = CHECK.check(article(HEADLINE, ("câu", again), headline=True))

        assert fixed(again, finding.fix) == "The spokesman said so on Monday."

    def test_it_finds_it_a_few_segments_on(self) -> None:
        made = article(HEADLINE, ("câu", "MOSCOW"), ("câu", HEADLINE[1]), headline=True)

        assert [finding.segment for finding in CHECK.check(made)] == ["2"]

    @pytest.mark.parametrize(
        "text",
        [
            "Kremlin rejects the accusation of an attack, its spokesman says.",
            "The Kremlin rejected the accusation.",
        ],
    )
    def test_it_lets_a_sentence_that_begins_alike_pass(self, text: str) -> None:
        assert list(CHECK.check(article(HEADLINE, ("câu", text), headline=True))) == []

    def test_it_lets_short_headlines_pass(self) -> None:
        made = article(("Chiến tranh", "War"), ("câu", "War. It is back."), headline=True)

        assert list(CHECK.check(made)) == []

    def test_it_needs_a_headline(self) -> None:
        assert list(CHECK.check(article(HEADLINE, HEADLINE))) == []
