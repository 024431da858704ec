"""Writing target texts: saving against a version, confirming, and the edits that are kept of it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind
from desk.domain.errors import Conflict, Forbidden, Invalid, TooLarge
from desk.domain.phrase import phrase
from desk.domain.provenance import Origin
from desk.domain.workflow import Role, State
from desk.models import Draft, Edit, Proposal, Translation, Unit
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.beginnings import as_left
from desk.services.glossary_suggestions import Suggestions
from desk.services.units import source_fingerprint
from desk.text.normal import normalise

MAX_LENGTH = 20_000
IDLE = dt.timedelta(seconds=30)
RENEWED = dt.timedelta(minutes=1)
_MAX_BURST_MS = 24 * 3600 * 1000


class Saved(StrEnum):
    """What became of a save."""

    SAVED = "saved"
    CONFLICT = "conflict"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of a save. Where it is not `SAVED`, `theirs` is what stands and `mine` was kept as a proposal.

    `version` is the unit's version now: what the next save is based on.
    """

    result: Saved
    unit: Unit
    version: int
    mine: str
    theirs: str
    reason: str = ""


class Editing:
    """Saves an actor's texts. `lease` is how long work keeps a claim alive."""

    def __init__(self, session: Session, actor: Actor, lease: dt.timedelta = dt.timedelta(hours=1)) -> None:
        self.session = session
        self.actor = actor
        self.lease = lease

    def save(
        self,
        unit_id: str,
        text: str,
        based_on: int,
        *,
        milliseconds: int = 0,
        end_of_burst: bool = False,
        reason: str = "",
        again: bool = False,
    ) -> SaveOutcome:
        """Saves a text that was written upon version `based_on` of the unit.

        Where another version stands by now, or the actor may no longer write here, nothing is overwritten: the text is
        kept as a proposal and the outcome holds both. `milliseconds` is the time at work since the last save. `again`
        says that the conflict is known, and its text kept: the writer only goes on in it.
        """
        text = self._clean(text)
        unit = access.unit(self.session, self.actor, unit_id)
        refusal = self.refusal(unit)
        if refusal:
            return self._propose(unit, text, based_on, Saved.PROPOSED, refusal)
        if based_on != unit.version and text != unit.text:
            reason = phrase("Somebody else saved this segment meanwhile.")
            if again:
                return SaveOutcome(Saved.CONFLICT, unit, unit.version, text, unit.text, reason)
            return self._propose(unit, text, based_on, Saved.CONFLICT, reason)
        self._write(unit, text, milliseconds)
        if end_of_burst:
            self.log(unit, reason)
        self.renew(unit.translation)
        self.session.flush()
        return SaveOutcome(Saved.SAVED, unit, unit.version, text, unit.text)

    def confirm(self, unit_id: str, text: str, based_on: int, *, milliseconds: int = 0) -> SaveOutcome:
        """Saves and confirms. Raises `Invalid` for an empty text that nobody left out on purpose."""
        outcome = self.save(unit_id, text, based_on, milliseconds=milliseconds, end_of_burst=True)
        unit = outcome.unit
        if outcome.result is not Saved.SAVED:
            return outcome
        if not unit.text.strip() and unit.origin is not Origin.OMITTED:
            raise Invalid(
                phrase("Segment {number} is empty: write it, or leave it out with a reason.", number=unit.position + 1)
            )
        unit.confirmed_at, unit.confirmed_by = utc_now(), self.actor.person
        unit.confirmed_source = source_fingerprint(unit)
        if unit.origin is Origin.POST_EDITED:
            Suggestions(self.session).observe(unit)
        self.session.flush()
        return outcome

    def unconfirm(self, unit_id: str) -> Unit:
        """Takes a confirmation back."""
        unit = self._writable(unit_id)
        unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
        return unit

    def omit(self, unit_id: str, reason: str) -> Unit:
        """Leaves a segment out on purpose, with a reason; it is confirmed by that."""
        if not reason.strip():
            raise Invalid(phrase("Say why this is left out."))
        unit = self._writable(unit_id)
        self._write(unit, "", 0)
        self.log(unit, f"omitted: {reason.strip()}")
        unit.omitted_reason, unit.origin = reason.strip(), Origin.OMITTED
        unit.confirmed_at, unit.confirmed_by = utc_now(), self.actor.person
        unit.confirmed_source = source_fingerprint(unit)
        unit.version += 1
        self.session.flush()
        return unit

    def include(self, unit_id: str) -> Unit:
        """Takes a segment that was left out in again, still without text."""
        unit = self._writable(unit_id)
        if unit.origin is Origin.OMITTED:
            unit.origin, unit.omitted_reason, unit.author_id = Origin.NONE, "", None
            unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
            unit.version += 1
            self.session.flush()
        return unit

    def restore_draft(self, unit_id: str, based_on: int) -> SaveOutcome:
        """Puts back what the text began with (`as_left`), as a save like any other."""
        unit = access.unit(self.session, self.actor, unit_id)
        if unit.draft is None:
            raise Conflict(phrase("Segment {number} has no draft to go back to.", number=unit.position + 1))
        begun = as_left(self.session, unit.draft)
        if unit.draft.kind is DraftKind.ALTERNATIVE and unit.text == begun:
            return self.begin_with(unit_id, self._instead_of(unit.draft), based_on)
        return self.save(unit_id, begun, based_on, end_of_burst=True, reason="draft restored")

    def begin_with(self, unit_id: str, draft: Draft, based_on: int) -> SaveOutcome:
        """Lets a text begin anew with another draft of its unit, as a save like any other."""
        unit = access.unit(self.session, self.actor, unit_id)
        if based_on == unit.version and not self.refusal(unit):
            unit.draft_id, unit.draft = draft.id, draft
        text = as_left(self.session, draft)
        return self.save(unit_id, text, based_on, end_of_burst=True, reason=f"began with the {draft.kind} draft")

    def _instead_of(self, alternative: Draft) -> Draft:
        """The draft that an alternative was made instead of."""
        kinds = (DraftKind.TERMS, DraftKind.ARTICLE)
        query = (
            select(Draft).where(Draft.unit_id == alternative.unit_id, Draft.kind.in_(kinds)).order_by(Draft.id.desc())
        )
        return self.session.scalars(query.limit(1)).one()

    def may_write(self, unit_id: str) -> Unit:
        """The unit, where the actor may write in it now. Raises `Forbidden` where they may not."""
        return self._writable(unit_id)

    def _writable(self, unit_id: str) -> Unit:
        unit = access.unit(self.session, self.actor, unit_id)
        refusal = self.refusal(unit)
        if refusal:
            raise Forbidden(refusal)
        self.renew(unit.translation)
        return unit

    def refusal(self, unit: Unit) -> str:
        """Why the actor may not write in a unit now; empty where they may."""
        if unit.retired_at is not None:
            return phrase("The article has a newer revision in which this segment has no place.")
        return self.refusal_in(unit.translation)

    def refusal_in(self, translation: Translation) -> str:
        """Why the actor may not write in a translation now; empty where they may (design, section 5)."""
        if translation.state is State.EDITING and translation.holder_id == self.actor.person_id:
            return ""
        if self.actor.has(Role.EDITOR) and translation.state in (State.EDITING, State.SUBMITTED):
            return ""
        if translation.state is State.EDITING:
            return phrase("Somebody else holds this translation now.")
        return phrase("The translation is {state}, so its text cannot be changed now.", state=translation.state)

    def _clean(self, text: str) -> str:
        if len(text) > MAX_LENGTH:
            raise TooLarge(
                phrase(
                    "The text of a segment may have {max_length:,} characters, this one has {count:,}.",
                    max_length=MAX_LENGTH,
                    count=len(text),
                )
            )
        return normalise(text)

    def _write(self, unit: Unit, text: str, milliseconds: int) -> None:
        person = self.actor.person
        if unit.pending_by not in (None, person):
            self.log(unit)
        origin = self._origin(unit, text) if text != unit.text else unit.origin
        unit.pending_ms = min(unit.pending_ms + max(milliseconds, 0), _MAX_BURST_MS)
        unit.pending_by, unit.pending_since = person, unit.pending_since or utc_now()
        if text == unit.text:  # for a segment that was left out, too: only words take it in again
            return
        unit.origin = origin
        unit.text, unit.omitted_reason = text, ""
        unit.author_id = None if unit.origin in (Origin.MACHINE, Origin.MEMORY) else person
        unit.version += 1
        unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
        if unit.translation.state is State.SUBMITTED:  # what an editor writes into a submitted text is their word
            unit.confirmed_at, unit.confirmed_by = utc_now(), person
            unit.confirmed_source = source_fingerprint(unit)

    def log(self, unit: Unit, reason: str = "") -> None:
        """Ends a burst: writes its edit, if the text changed, and starts a new one."""
        if unit.pending_by is not None and unit.text != unit.logged_text:
            self.session.add(
                Edit(
                    unit_id=unit.id,
                    revision_id=unit.translation.revision_id,
                    version=unit.version,
                    before=unit.logged_text,
                    after=unit.text,
                    origin=unit.origin,
                    author_id=unit.pending_by,
                    draft_id=unit.draft_id,
                    reason=reason,
                    milliseconds=unit.pending_ms,
                )
            )
        unit.logged_text, unit.pending_by, unit.pending_since, unit.pending_ms = unit.text, None, None, 0

    def log_all(self, translation: Translation) -> None:
        """Ends every burst of a translation, before it moves on."""
        query = select(Unit).where(Unit.translation_id == translation.id, Unit.pending_by.is_not(None))
        for unit in self.session.scalars(query):
            self.log(unit)
        self.session.flush()

    def _propose(self, unit: Unit, text: str, based_on: int, result: Saved, reason: str) -> SaveOutcome:
        if text != unit.text:
            self.session.add(Proposal(unit_id=unit.id, author_id=self.actor.person, based_on=based_on, text=text))
        self.session.flush()
        return SaveOutcome(result, unit, unit.version, text, unit.text, reason)

    def renew(self, translation: Translation) -> None:
        """Lets work keep the claim alive; what would gain less than a minute is not written."""
        if translation.state is State.EDITING and translation.holder_id == self.actor.person_id:
            until = utc_now() + self.lease
            if translation.lease_until is None or translation.lease_until < until - RENEWED:
                translation.lease_until = until

    def _origin(self, unit: Unit, text: str) -> Origin:
        """What a person's text counts as: post-edited where it started from a draft, human otherwise."""
        if unit.draft is None:
            return Origin.HUMAN
        if text != as_left(self.session, unit.draft):
            return Origin.POST_EDITED
        return Origin.MEMORY if unit.draft.from_memory else Origin.MACHINE
