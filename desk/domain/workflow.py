"""The states of a translation and the moves between them: one declared table (design, section 5)."""

from dataclasses import dataclass
from enum import StrEnum

from desk.domain.errors import Conflict, Forbidden
from desk.domain.phrase import either, phrase


class Role(StrEnum):
    """A hat that a person wears at a desk. `SYSTEM` is the desk itself and belongs to nobody."""

    TRANSLATOR = "translator"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class State(StrEnum):
    DRAFTING = "drafting"
    DRAFTED = "drafted"
    EDITING = "editing"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    KILLED = "killed"
    CANCELLED = "cancelled"


class Guard(StrEnum):
    """What must hold for a move; `desk.services.guards` holds the code of each."""

    ENGINE_SERVES = "engine_serves"
    ALL_DRAFTED = "all_drafted"
    HOLDS_LEASE = "holds_lease"
    LEASE_RAN_OUT = "lease_ran_out"
    ALL_CONFIRMED = "all_confirmed"
    NO_BLOCK_OPEN = "no_block_open"
    NOTHING_OPEN = "nothing_open"
    NO_COMMENT_BLOCKS = "no_comment_blocks"
    FOUR_EYES = "four_eyes"
    REASON = "reason"
    EMBARGO_PASSED = "embargo_passed"
    HASH_MATCHES = "hash_matches"


class Action(StrEnum):
    """The names of the moves, as people and commands say them."""

    DRAFT_DONE = "draft_done"
    REDRAFT = "redraft"
    CLAIM = "claim"
    ASSIGN = "assign"
    RELEASE = "release"
    EXPIRE = "expire"
    SUBMIT = "submit"
    RECALL = "recall"
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"
    PUBLISH = "publish"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    RESUME = "resume"
    KILL = "kill"


T, E, S = Role.TRANSLATOR, Role.EDITOR, Role.SYSTEM


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move: which action takes which states to which state, by whom, under which guards."""

    action: Action
    sources: tuple[State, ...]
    target: State
    roles: tuple[Role, ...]
    guards: tuple[Guard, ...] = ()


BEFORE_PUBLISHED = (State.DRAFTING, State.DRAFTED, State.EDITING, State.SUBMITTED, State.APPROVED)

MOVES: tuple[Move, ...] = (
    Move(Action.DRAFT_DONE, (State.DRAFTING,), State.DRAFTED, (S,), (Guard.ALL_DRAFTED,)),
    Move(Action.REDRAFT, (State.DRAFTED, State.EDITING), State.DRAFTING, (T, E), (Guard.ENGINE_SERVES,)),
    Move(Action.CLAIM, (State.DRAFTED,), State.EDITING, (T,)),
    Move(Action.ASSIGN, (State.DRAFTED,), State.EDITING, (E,)),
    Move(Action.RELEASE, (State.EDITING,), State.DRAFTED, (T,), (Guard.HOLDS_LEASE,)),
    Move(Action.EXPIRE, (State.EDITING,), State.DRAFTED, (S,), (Guard.LEASE_RAN_OUT,)),
    Move(
        Action.SUBMIT,
        (State.EDITING,),
        State.SUBMITTED,
        (T,),
        (Guard.HOLDS_LEASE, Guard.ALL_CONFIRMED, Guard.NO_BLOCK_OPEN),
    ),
    Move(Action.RECALL, (State.SUBMITTED,), State.EDITING, (T,)),
    Move(Action.RETURN, (State.SUBMITTED,), State.EDITING, (E,), (Guard.REASON,)),
    Move(
        Action.APPROVE,
        (State.SUBMITTED,),
        State.APPROVED,
        (E,),
        (Guard.FOUR_EYES, Guard.NOTHING_OPEN, Guard.NO_COMMENT_BLOCKS),
    ),
    Move(Action.REOPEN, (State.APPROVED,), State.EDITING, (E, S)),
    Move(
        Action.PUBLISH,
        (State.APPROVED,),
        State.PUBLISHED,
        (E, S),
        (Guard.EMBARGO_PASSED, Guard.HASH_MATCHES, Guard.NO_COMMENT_BLOCKS),
    ),
    Move(Action.REVISE, (State.PUBLISHED, State.WITHDRAWN), State.EDITING, (T, E)),
    Move(Action.WITHDRAW, (State.PUBLISHED,), State.WITHDRAWN, (E,), (Guard.REASON,)),
    Move(Action.CANCEL, BEFORE_PUBLISHED, State.CANCELLED, (E,), (Guard.REASON,)),
    Move(Action.RESUME, (State.CANCELLED,), State.DRAFTED, (E,)),
    Move(
        Action.KILL, tuple(state for state in State if state is not State.KILLED), State.KILLED, (E,), (Guard.REASON,)
    ),
)

_BY_ACTION = {move.action: move for move in MOVES}


def move(action: Action, state: State, roles: frozenset[Role]) -> Move:
    """The move that an action makes from a state, for somebody with these roles.

    Raises `Conflict` where the state does not allow it and `Forbidden` where none of the roles does.
    """
    found = _BY_ACTION[action]
    if state not in found.sources:
        raise Conflict(
            phrase("A translation that is {state} cannot be moved by “{action}”.", state=state, action=action)
        )
    if not roles.intersection(found.roles):
        raise Forbidden(phrase("Only {roles} may “{action}” a translation.", roles=either(found.roles), action=action))
    return found
