"""Sentences that translators add of their own: what readers elsewhere need to know, with no source behind them."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Invalid
from desk.domain.ids import new_id
from desk.domain.phrase import phrase
from desk.domain.provenance import Origin
from desk.domain.segment import WHOLE_BLOCKS
from desk.models import Unit
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.editing import Editing


class AddedUnits:
    """Adds units without a source to a translation, and takes them out again, by the rules of every other edit."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.editing = Editing(session, actor)

    def add(self, after_id: str, text: str) -> Unit:
        """Adds a sentence behind a unit, in its paragraph. Raises `Invalid` for an empty one or behind a headline."""
        after = self.editing.may_write(after_id)
        if not text.strip():
            raise Invalid(phrase("Write the sentence that is to be added."))
        if after.kind in WHOLE_BLOCKS:
            raise Invalid(phrase("A sentence is added to the text, not to a headline, subheading or caption."))
        self.session.execute(
            update(Unit)
            .where(Unit.translation_id == after.translation_id, Unit.position > after.position)
            .values(position=Unit.position + 1)
        )
        added = Unit(
            id=new_id(),
            translation_id=after.translation_id,
            position=after.position + 1,
            paragraph=after.paragraph,
            kind=after.kind,
            marks=[],
            drafted_round=after.translation.draft_round,
        )
        self.session.add(added)
        self.session.flush()
        self.editing.save(added.id, text, 0, end_of_burst=True, reason="added")
        return added

    def remove(self, unit_id: str) -> Unit:
        """Takes an added sentence out again; its edits are kept. Raises `Conflict` for one that has a source."""
        unit = self.editing.may_write(unit_id)
        if unit.sources:
            raise Conflict(
                phrase("Only a sentence that was added can be taken out; what has a source is left out, with a reason.")
            )
        self.editing.save(unit.id, "", unit.version, end_of_burst=True, reason="added sentence taken out")
        unit.origin, unit.retired_at = Origin.NONE, utc_now()
        self.session.execute(
            update(Unit)
            .where(Unit.translation_id == unit.translation_id, Unit.position > unit.position, Unit.retired_at.is_(None))
            .values(position=Unit.position - 1)
        )
        self.session.flush()
        return unit
