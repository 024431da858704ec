"""What waits for a draft: the queue of one desk, one pair of languages, and one urgency."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desk.domain.workflow import State
from desk.memory.index import Passage
from desk.models import Article, Story, Translation, Unit
from desk.services.jobs import BREAKING, ORDINARY, Jobs
from desk.services.passages import passages

DRAFTABLE = (State.DRAFTING, State.DRAFTED, State.EDITING, State.SUBMITTED)
MOST_UNITS = 512
"""Units in a chunk: what their attention takes must fit into a worker's memory."""
SHORT = 16
"""Characters of a short sentence: bounds how many units are looked at for a chunk."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that waits for its draft: its source with its neighbours, and the round that asked."""

    unit_id: str
    translation_id: str
    round: int
    passage: Passage

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Queue:
    """Whose drafts a job makes. Breaking news has a queue of its own, so that it can go before all others."""

    desk_id: str
    source: str
    target: str
    breaking: bool = False

    @property
    def key(self) -> str:
        """The idempotency key of the queue's drain job."""
        return f"draft:{self.desk_id}:{self.source}:{self.target}" + (":breaking" if self.breaking else "")

    def payload(self) -> dict[str, Any]:
        return {"desk": self.desk_id, "source": self.source, "target": self.target, "breaking": self.breaking}

    @classmethod
    def of_payload(cls, payload: dict[str, Any]) -> "Queue":
        return cls(payload["desk"], payload["source"], payload["target"], payload.get("breaking", False))


def queue_of(translation: Translation) -> Queue:
    """The queue in which a translation's units wait."""
    story = translation.story
    return Queue(story.desk_id, translation.article.language, translation.language, story.breaking)


def ask_for_drafts(session: Session, translation: Translation, by: str | None) -> None:
    """Enqueues the drain job of the translation's queue, in the transaction that made it necessary."""
    translation.awaits_drafts = True
    queue = queue_of(translation)
    priority = BREAKING if queue.breaking else ORDINARY
    Jobs(session).enqueue("draft", queue.key, queue.payload(), priority=priority, by=by)


def wait_anew(translation: Translation, units: Iterable[Unit], chosen: Collection[str]) -> None:
    """Lets the `chosen` ones of a translation's units wait for a draft again. What waits already goes on waiting."""
    former, translation.draft_round = translation.draft_round, translation.draft_round + 1
    for unit in units:
        if unit.drafted_round >= former and unit.id not in chosen:
            unit.drafted_round = translation.draft_round


class DraftQueue:
    """Reads a queue."""

    def __init__(self, session: Session, queue: Queue) -> None:
        self.session = session
        self.queue = queue

    def count(self) -> int:
        """How many units wait."""
        return self.session.scalar(self._waiting(func.count())) or 0

    def next_chunk(self, characters: int, under_way: Collection[str] = ()) -> list[Waiting]:
        """The next units in the order of asking, across articles: as many as have `characters` of source together.

        There is always one where any waits, and there are never more than `MOST_UNITS`. Those that are under way
        already are left out. Three queries.
        """
        query = (
            self._waiting(Unit.id, Unit.translation_id, Translation.draft_round)
            .where(Unit.id.not_in(under_way))
            .order_by(Translation.changed_at, Unit.translation_id, Unit.position)
        )
        rows = self.session.execute(query.limit(min(characters // SHORT + 1, MOST_UNITS))).all()
        found = passages(self.session, [row[0] for row in rows])
        waiting = [Waiting(unit_id, owner, round, found[unit_id]) for unit_id, owner, round in rows]
        return _first(waiting, characters)

    def awaiting(self) -> list[str]:
        """The translations of the queue that await drafts, as far as anybody has said."""
        return list(self.session.scalars(self._translations(Translation.id)))

    def _waiting(self, *columns: Any) -> Select[Any]:
        return (
            self._translations(*columns)
            .join(Unit, Unit.translation_id == Translation.id)
            .where(
                Unit.drafted_round < Translation.draft_round,
                Unit.retired_at.is_(None),
            )
        )

    def _translations(self, *columns: Any) -> Select[Any]:
        queue = self.queue
        return (
            select(*columns)
            .select_from(Translation)
            .join(Translation.article)
            .join(Translation.story)
            .where(
                Story.desk_id == queue.desk_id,
                Story.breaking.is_(queue.breaking),
                Article.language == queue.source,
                Translation.language == queue.target,
                Translation.awaits_drafts,
                Translation.state.in_(DRAFTABLE),
            )
        )


def _first(waiting: list[Waiting], characters: int) -> list[Waiting]:
    """The units up to the one that fills the measure."""
    for number, one in enumerate(waiting, 1):
        characters -= len(one.text)
        if characters <= 0:
            return waiting[:number]
    return waiting
