import pytest

from desk.jobs.turns import IN_A_ROW, Turns
from desk.services.jobs import BREAKING, IDLE, ORDINARY


def after(*priorities: int) -> Turns:
    turns = Turns()
    for priority in priorities:
        turns.taken(priority)
    return turns


class TestTurns:
    @pytest.mark.parametrize(
        ("priority", "rivals", "gives_way"),
        [
            (ORDINARY, set(), False),
            (ORDINARY, {IDLE}, False),
            (ORDINARY, {ORDINARY}, True),
            (ORDINARY, {BREAKING, IDLE}, True),
            (BREAKING, {ORDINARY, IDLE}, False),
            (BREAKING, {BREAKING}, True),
            (IDLE, {IDLE}, True),
            (IDLE, {ORDINARY}, True),
        ],
    )
    def test_a_job_gives_way_to_one_that_is_as_urgent(self, priority: int, rivals: set[int], gives_way: bool) -> None:
        assert after(priority).gives_way(priority, rivals) is gives_way

    def test_breaking_news_that_had_its_turns_gives_way_to_the_backlog(self) -> None:
        turns = after(*[BREAKING] * IN_A_ROW)

        assert turns.backlog_first
        assert turns.gives_way(BREAKING, {ORDINARY})
        assert not turns.gives_way(BREAKING, {IDLE})

    def test_a_turn_of_the_backlog_gives_breaking_news_its_turns_again(self) -> None:
        turns = after(*[BREAKING] * IN_A_ROW, ORDINARY)

        assert not turns.backlog_first
        assert not after(*[BREAKING] * (IN_A_ROW - 1)).backlog_first
