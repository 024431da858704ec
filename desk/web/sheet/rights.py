"""What a reader may do with a translation now: which buttons a page has, and which texts can be written in."""

from dataclasses import dataclass

from desk.domain.errors import DeskError
from desk.domain.workflow import Action, Role, State, move
from desk.models import Translation
from desk.services.actor import Actor


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do. `write` means that what they type here is saved; `mine` that they hold the translation.

    `by_hand` means that they may wait for drafts no longer.
    `intervene` means that an editor may write into a text that somebody else holds or has submitted, once they say so.
    """

    mine: bool
    editor: bool
    write: bool
    intervene: bool
    dismiss: bool
    by_hand: bool
    actions: frozenset[Action]

    def may(self, action: str) -> bool:
        return Action(action) in self.actions


def rights(actor: Actor, translation: Translation, *, intervenes: bool = False) -> Rights:
    """The rights of a reader. `intervenes` says that an editor asked to write where somebody else does."""
    mine = translation.state is State.EDITING and translation.holder_id == actor.person_id
    editor = actor.has(Role.EDITOR)
    intervene = editor and not mine and translation.state in (State.EDITING, State.SUBMITTED)
    open_ = translation.state in (State.DRAFTED, State.EDITING, State.SUBMITTED)
    return Rights(
        mine=mine,
        editor=editor,
        write=mine or (intervene and intervenes),
        intervene=intervene,
        dismiss=mine or (editor and open_),
        by_hand=translation.state is State.DRAFTING and actor.has(Role.TRANSLATOR, Role.EDITOR),
        actions=frozenset(action for action in Action if _allowed(actor, translation, action, mine)),
    )


def _allowed(actor: Actor, translation: Translation, action: Action, mine: bool) -> bool:
    """Whether state and role allow a move, guards aside; what only the holder may do asks for the holder."""
    if action in (Action.SUBMIT, Action.RELEASE) and not mine:
        return False
    try:
        move(action, translation.state, actor.roles)
    except DeskError:
        return False
    return True
