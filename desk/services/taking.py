"""Taking a text that the desk offers for a segment: another draft of it, or a match of the memory."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind
from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.provenance import fingerprint
from desk.models import Draft, MemoryEntry, Translation, Unit
from desk.services.drafting import FROM_MEMORY
from desk.services.editing import Editing, SaveOutcome
from desk.services.memory_access import entries
from desk.services.other_drafts import SHOWN
from desk.services.units import source_text


class Taking:
    """Lets texts begin anew with what is offered, for an actor who may write in them.

    What is taken stays a machine's or the memory's until somebody writes in it, and the edit says so.
    """

    def __init__(self, session: Session, editing: Editing) -> None:
        self.session = session
        self.editing = editing

    def draft(self, unit_id: str, draft_id: str, based_on: int) -> SaveOutcome:
        """Begins with another draft of the unit. Raises `NotFound` where it has no such draft to offer."""
        query = select(Draft).where(Draft.id == draft_id, Draft.unit_id == unit_id, Draft.kind.in_(SHOWN))
        found = self.session.scalar(query.where(Draft.text != ""))
        if found is None:
            raise NotFound(phrase("There is no draft {draft_id} of this segment.", draft_id=draft_id))
        return self.editing.begin_with(unit_id, found, based_on)

    def match(self, unit_id: str, entry_id: str, based_on: int) -> SaveOutcome:
        """Begins with an entry of the memory. Raises `NotFound` where the actor may not be told of it."""
        unit = self.editing.may_write(unit_id)
        entry = self._entry(unit.translation, entry_id)
        return self.editing.begin_with(unit_id, self._draft_of(unit, entry), based_on)

    def _entry(self, translation: Translation, entry_id: str) -> MemoryEntry:
        of_pair = MemoryEntry.target_language == translation.language
        query = entries(self.editing.actor).where(MemoryEntry.id == entry_id, of_pair)
        found: MemoryEntry | None = self.session.scalar(query)
        if found is None:
            raise NotFound(phrase("The memory has no entry {entry_id} for this segment.", entry_id=entry_id))
        return found

    def _draft_of(self, unit: Unit, entry: MemoryEntry) -> Draft:
        """The draft that repeats an entry: the one of this round where it was taken before."""
        translation = unit.translation
        same = (Draft.unit_id == unit.id, Draft.round == translation.draft_round, Draft.kind == DraftKind.MEMORY)
        known = self.session.scalar(select(Draft).where(*same, Draft.memory_id == entry.id))
        if known is not None:
            return known
        draft = Draft(
            unit_id=unit.id,
            revision_id=translation.revision_id,
            round=translation.draft_round,
            kind=DraftKind.MEMORY,
            engine=_engine_of(entry),
            model=FROM_MEMORY.model,
            model_version=FROM_MEMORY.version,
            source_fingerprint=fingerprint(source_text(unit)),
            text=entry.target,
            memory_id=entry.id,
        )
        self.session.add(draft)
        self.session.flush()
        return draft


def _engine_of(entry: MemoryEntry) -> str:
    """Names the entry, since a round has one draft of a kind and an engine, and somebody may take one after another.

    The first character of an id is the same for all (`desk.domain.ids`), and the rest just fits.
    """
    return f"{FROM_MEMORY.engine}:{entry.id[1:]}"
