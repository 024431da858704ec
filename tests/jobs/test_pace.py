from desk.jobs.pace import FIRST, LEAST, MOST, Pace

PAIR = ("vi", "en")


class TestPace:
    def test_a_chunk_takes_two_seconds(self) -> None:
        pace = Pace()

        pace.measured(PAIR, 10_000, 1.0)

        assert pace.characters(PAIR) == 20_000

    def test_it_begins_in_the_middle(self) -> None:
        assert Pace().characters(PAIR) == FIRST

    def test_it_follows_the_engine_but_not_at_once(self) -> None:
        pace = Pace()
        pace.measured(PAIR, 10_000, 1.0)

        pace.measured(PAIR, 2_000, 1.0)

        assert pace.characters(PAIR) == 12_000

    def test_it_has_bounds(self) -> None:
        pace = Pace()
        pace.measured(PAIR, 1, 100.0)
        pace.measured(("es", "en"), 10**9, 0.0)

        assert pace.characters(PAIR) == LEAST
        assert pace.characters(("es", "en")) == MOST

    def test_it_learns_nothing_from_nothing(self) -> None:
        pace = Pace()

        pace.measured(PAIR, 0, 1.0)

        assert pace.characters(PAIR) == FIRST

    def test_each_pair_has_its_own(self) -> None:
        pace = Pace()
        pace.measured(PAIR, 10_000, 1.0)

        assert pace.characters(("en", "vi")) == FIRST
