from desk.memory.rarest import MOST_EACH, MOST_TOGETHER, RAREST, asks, most_heard


class TestAsks:
    def test_it_asks_for_the_rarest_words_that_are_known(self) -> None:
        counts = {f"w{number}": number for number in range(20)}

        asked = asks(counts)

        assert [one.words for one in asked] == [(f"w{number}",) for number in range(1, RAREST + 1)]

    def test_the_rarer_a_word_the_more_it_weighs(self) -> None:
        rare, common = asks({"the": 1_000, "hezbollah": 3})

        assert rare.words == ("hezbollah",)
        assert rare.weight > common.weight

    def test_common_words_are_asked_for_together(self) -> None:
        asked = asks({"he": 90_000, "said": 80_000, "so": 70_000})

        assert [one.words for one in asked] == [("so",), ("so", "said"), ("so", "he"), ("said", "he")]
        assert {one.most for one in asked[1:]} == {MOST_TOGETHER}

    def test_it_never_hears_of_more_than_a_bound(self) -> None:
        common = asks({f"w{number}": 10**6 + number for number in range(5_000)})

        assert most_heard(common) <= RAREST * MOST_EACH + 6 * MOST_TOGETHER

    def test_nothing_is_asked_for_unknown_words(self) -> None:
        assert asks({}) == asks({"unknown": 0}) == []
