"""Changing the memory by hand: another target, or none any more, each with a record of who did it, when and why."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.memory.index import Whence
from desk.models import MemoryAction, MemoryChange, MemoryEntry, Person, Story, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.memory_access import ORIGIN, entries, visible_to, whence, with_origin
from desk.services.memory_indexing import COLUMNS, index
from desk.text.normal import normalise

KEEPERS = (Role.EDITOR, Role.ADMINISTRATOR)
"""Who changes the memory by hand: their word is an approval."""
LONGEST_TARGET = 20_000
LONGEST_REASON = 2_000


class MemoryEntries:
    """The entries that an actor may use, one by one."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def get(self, entry_id: str) -> tuple[MemoryEntry, Whence]:
        """An entry with where it comes from. Raises `NotFound`, also for one that the actor may not use."""
        query = with_origin(entries(self.actor, MemoryEntry, *ORIGIN)).where(MemoryEntry.id == entry_id)
        row = self.session.execute(query).first()
        if row is None:
            raise NotFound(phrase("The memory has no entry {entry_id}.", entry_id=entry_id))
        entry, *origin = row
        return entry, whence(entry, *origin)

    def change(self, entry_id: str, target: str, based_on: int, reason: str = "") -> MemoryEntry:
        """Gives an entry another target, upon its version `based_on`.

        Raises `Conflict` at another version, and `Invalid` for a target that says nothing.
        """
        entry, target = self._at(entry_id, based_on), normalise(target).strip()
        if not target:
            raise Invalid(phrase("Say what the translation is; an entry that is wrong altogether is deleted."))
        if len(target) > LONGEST_TARGET:
            raise Invalid(
                phrase(
                    "A translation in the memory has at most {longest_target:,} characters.",
                    longest_target=LONGEST_TARGET,
                )
            )
        if target == entry.target:
            return entry
        self._record(entry, MemoryAction.EDITED, target, reason)
        entry.target, entry.version = target, entry.version + 1
        self.session.flush()
        index(self.session, [{name: getattr(entry, name) for name in COLUMNS}])
        return entry

    def delete(self, entry_id: str, based_on: int, reason: str = "") -> None:
        """Takes an entry out of use for good. Its texts and its record are kept."""
        entry = self._at(entry_id, based_on)
        self._record(entry, MemoryAction.DELETED, "", reason)
        entry.voided_at, entry.version = utc_now(), entry.version + 1
        self.session.flush()
        index(self.session, [])

    def changes(self, entry_id: str) -> Sequence[MemoryChange]:
        """What was done to an entry by hand, the newest first. Raises `NotFound` as `get` does."""
        entry, _ = self.get(entry_id)
        query = select(MemoryChange).where(MemoryChange.entry_id == entry.id).order_by(MemoryChange.id.desc())
        return self.session.scalars(query.options(selectinload(MemoryChange.person, Person.profile))).all()

    def record(self, before: str = "", size: int = 50) -> tuple[Sequence[MemoryChange], str]:
        """What was done by hand to any entry that the actor may be told of, deleted ones too; the newest first.

        With it comes what to give as `before` for the page behind this one, empty where there is none. Three queries.
        """
        query = (
            select(MemoryChange)
            .join(MemoryEntry, MemoryEntry.id == MemoryChange.entry_id)
            .outerjoin(Translation, Translation.id == MemoryEntry.translation_id)
            .outerjoin(Story, Story.id == Translation.story_id)
            .where(visible_to(self.actor))
        )
        if before:
            query = query.where(MemoryChange.id < before)
        query = query.options(joinedload(MemoryChange.entry), selectinload(MemoryChange.person, Person.profile))
        found = self.session.scalars(query.order_by(MemoryChange.id.desc()).limit(size + 1)).all()
        return found[:size], found[size - 1].id if len(found) > size else ""

    def _at(self, entry_id: str, based_on: int) -> MemoryEntry:
        self.actor.require(*KEEPERS)
        entry, _ = self.get(entry_id)
        self.session.refresh(entry, with_for_update=True)
        if entry.version != based_on or entry.voided_at is not None:
            raise Conflict(phrase("Somebody changed this entry of the memory meanwhile; look at it again."))
        return entry

    def _record(self, entry: MemoryEntry, action: MemoryAction, after: str, reason: str) -> None:
        said = normalise(reason).strip()
        if len(said) > LONGEST_REASON:
            raise Invalid(phrase("A reason has at most {longest_reason:,} characters.", longest_reason=LONGEST_REASON))
        self.session.add(
            MemoryChange(
                entry_id=entry.id,
                action=action,
                before=entry.target,
                after=after,
                person_id=self.actor.person,
                reason=said,
            )
        )
