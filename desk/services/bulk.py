"""One thing done with many translations: each by itself, so that what cannot be done stops nothing else."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, DeskError, Invalid
from desk.domain.phrase import phrase
from desk.domain.workflow import State
from desk.services import access
from desk.services.actor import Actor
from desk.services.planning import Planning
from desk.services.translations import Translations

MOST = 200
"""Translations that one request may name."""


TAKEN = phrase("Somebody took it meanwhile.")


class BulkAction(StrEnum):
    """What is done with each."""

    CLAIM = "claim"
    ASSIGN = "assign"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    DUE = "due"
    BREAKING = "breaking"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """What is to be done, with what it needs: a person and a note, or a due time (None takes it away)."""

    action: BulkAction
    person_id: str = ""
    note: str = ""
    due_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation with which it could not be done, and why."""

    translation_id: str
    reason: str


@dataclass(slots=True)
class BulkOutcome:
    """What became of a bulk action."""

    done: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        """Why some were refused, and how many for each reason, the most frequent first."""
        return Counter(one.reason for one in self.refused).most_common()


class Bulk:
    """Does one thing with many translations, as an actor might do it one by one."""

    def __init__(self, session: Session, actor: Actor, translations: Translations) -> None:
        self.session = session
        self.actor = actor
        self.translations = translations
        self.planning = Planning(session, actor)

    def run(self, translation_ids: Sequence[str], order: BulkOrder) -> BulkOutcome:
        """Does it with each in turn. Raises `Invalid` where none is named, too many are, or the person is missing."""
        ids = list(dict.fromkeys(translation_ids))
        if not ids:
            raise Invalid(phrase("Choose at least one translation."))
        if len(ids) > MOST:
            raise Invalid(phrase("Choose at most {most} translations at once.", most=MOST))
        if order.action in (BulkAction.ASSIGN, BulkAction.HAND_OVER) and not order.person_id:
            raise Invalid(phrase("Say who gets them."))
        act, outcome = self._act(order), BulkOutcome()
        for one in ids:
            try:
                with self.session.begin_nested():
                    act(one)
            except DeskError as error:
                taken = isinstance(error, Conflict) and self._taken(one, order)
                outcome.refused.append(Refusal(one, TAKEN if taken else error.sentence))
            else:
                outcome.done.append(one)
        return outcome

    def _taken(self, translation_id: str, order: BulkOrder) -> bool:
        """Whether a translation that somebody was to have is with another by now."""
        if order.action not in (BulkAction.CLAIM, BulkAction.ASSIGN):
            return False
        found = access.translation(self.session, self.actor, translation_id, lock=False)
        return found.state is State.EDITING

    def _act(self, order: BulkOrder) -> Callable[[str], object]:
        acts: dict[BulkAction, Callable[[str], object]] = {
            BulkAction.CLAIM: self.translations.claim,
            BulkAction.ASSIGN: lambda one: self.translations.assign(one, order.person_id),
            BulkAction.RELEASE: self.translations.release,
            BulkAction.HAND_OVER: lambda one: self.translations.hand_over(one, order.person_id, order.note),
            BulkAction.DUE: lambda one: self.planning.set_due(one, order.due_at),
            BulkAction.BREAKING: lambda one: self._break(one, breaking=True),
            BulkAction.ORDINARY: lambda one: self._break(one, breaking=False),
        }
        return acts[order.action]

    def _break(self, translation_id: str, *, breaking: bool) -> None:
        story_id = access.translation(self.session, self.actor, translation_id, lock=False).story_id
        self.planning.set_breaking(story_id, breaking=breaking)
