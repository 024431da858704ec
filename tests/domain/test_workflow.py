"""The table of moves is the design's: who may do what from where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import Conflict, Forbidden
from desk.domain.workflow import MOVES, Action, Guard, Role, State, move

EXPECTED = {
    # action: (from, to, who)
    Action.CLAIM: ({State.DRAFTED}, State.EDITING, {Role.TRANSLATOR}),
    Action.SUBMIT: ({State.EDITING}, State.SUBMITTED, {Role.TRANSLATOR}),
    Action.RETURN: ({State.SUBMITTED}, State.EDITING, {Role.EDITOR}),
    Action.APPROVE: ({State.SUBMITTED}, State.APPROVED, {Role.EDITOR}),
    Action.PUBLISH: ({State.APPROVED}, State.PUBLISHED, {Role.EDITOR, Role.SYSTEM}),
    Action.WITHDRAW: ({State.PUBLISHED}, State.WITHDRAWN, {Role.EDITOR}),
}


class TestTheTable:
    @pytest.mark.parametrize("action", EXPECTED)
    def test_it_is_the_designs(self, action: Action) -> None:
        sources, target, roles = EXPECTED[action]

        found = next(one for one in MOVES if one.action is action)

        assert (set(found.sources), found.target, set(found.roles)) == (sources, target, roles)

    def test_every_action_has_one_row(self) -> None:
        assert sorted(one.action for one in MOVES) == sorted(Action)

    def test_every_guard_is_used(self) -> None:
        assert {guard for one in MOVES for guard in one.guards} == set(Guard)

    def test_only_an_approval_leads_to_publication(self) -> None:
        assert {one.sources for one in MOVES if one.target is State.PUBLISHED} == {(State.APPROVED,)}
        assert {one.action for one in MOVES if one.target is State.APPROVED} == {Action.APPROVE}

    def test_an_approval_asks_for_four_eyes_and_nothing_open(self) -> None:
        guards = next(one.guards for one in MOVES if one.action is Action.APPROVE)

        assert {Guard.FOUR_EYES, Guard.NOTHING_OPEN} <= set(guards)

    def test_a_kill_takes_every_state_but_its_own(self) -> None:
        kill = next(one for one in MOVES if one.action is Action.KILL)

        assert set(kill.sources) == set(State) - {State.KILLED}

    def test_nothing_leaves_a_kill(self) -> None:
        assert not [one for one in MOVES if State.KILLED in one.sources]


class TestMove:
    @given(st.sampled_from(Action), st.sampled_from(State), st.frozensets(st.sampled_from(Role)))
    def test_it_allows_what_the_table_allows_and_nothing_else(
        self, action: Action, state: State, roles: frozenset[Role]
    ) -> None:
        row = next(one for one in MOVES if one.action is action)
        if state not in row.sources or not roles & set(row.roles):
            with pytest.raises(Conflict if state not in row.sources else Forbidden):
                move(action, state, roles)
        else:
            assert move(action, state, roles) is row
