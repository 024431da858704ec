"""A translation's way: claim, submit, return, approve and the rest, each under the workflow's guards."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.notification import NotificationKind
from desk.domain.phrase import phrase
from desk.domain.provenance import CANONICAL_VERSION, Origin, content_hash
from desk.domain.workflow import Action, Role, State
from desk.models import Edit, Membership, Person, Review, ReviewReason, Translation, Unit
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.draft_queue import ask_for_drafts
from desk.services.drafting import Drafting
from desk.services.editing import Editing
from desk.services.findings import Findings
from desk.services.guards import Context, four_eyes_broken
from desk.services.leases import LEASE, hold, submitter
from desk.services.memory import Memory
from desk.services.notifications import Notifications
from desk.services.revisions import Revisions
from desk.services.scores import Scores
from desk.services.story_access import sees
from desk.services.units import document, units_of
from desk.services.workflow import Workflow

NOT_WAITED_FOR = phrase("Somebody went on without waiting for it.")
"""Why a unit has no draft whose engine was down, or slow."""


@dataclass(frozen=True, slots=True)
class Returned:
    """Why one unit goes back to the translator: an MQM category, words, or both."""

    unit_id: str
    category: str = ""
    text: str = ""


class Translations:
    """The moves of one translation, by an actor. `findings` checks the text before it moves on."""

    def __init__(self, session: Session, actor: Actor, findings: Findings, lease: dt.timedelta = LEASE) -> None:
        self.session = session
        self.actor = actor
        self.findings = findings
        self.lease = lease
        self.workflow = Workflow(session, actor)
        self.editing = Editing(session, actor, lease)
        self.notifications = Notifications(session, actor)

    def claim(self, translation_id: str) -> Translation:
        """The translator takes the translation, until the lease runs out without work."""
        translation = self._get(translation_id)
        if translation.state is State.EDITING and translation.holder_id == self.actor.person_id:
            translation.lease_until = utc_now() + self.lease
            return translation
        self.workflow.apply(translation, Action.CLAIM)
        return self._hold(translation, self.actor.person)

    def assign(self, translation_id: str, person_id: str) -> Translation:
        """The editor gives the translation to a translator of the desk."""
        translation = self._get(translation_id)
        self._translator(person_id, translation)
        self.workflow.apply(translation, Action.ASSIGN)
        self._hold(translation, person_id)
        self.notifications.tell(NotificationKind.ASSIGNED, [person_id], translation)
        return translation

    def hand_over(self, translation_id: str, person_id: str, note: str = "") -> Translation:
        """Its holder, or an editor, gives a translation that is being edited to another translator, with a note.

        What was written stays. The note stands in the history, and with the translation in the colleague's queue.
        """
        translation = self._get(translation_id)
        if translation.state is not State.EDITING:
            raise Conflict(phrase("A translation that is {state} cannot be handed over.", state=translation.state))
        if not self.actor.has(Role.EDITOR):
            self._require_holder(translation)
        if person_id == translation.holder_id:
            raise Conflict(phrase("This person has the translation already."))
        self._translator(person_id, translation)
        self.editing.log_all(translation)
        self.workflow.record(translation, Action.ASSIGN, State.EDITING, note.strip())
        self._hold(translation, person_id)
        self.notifications.tell(NotificationKind.HANDED_OVER, [person_id], translation, note=note)
        return translation

    def _translator(self, person_id: str, translation: Translation) -> None:
        """Raises `NotFound` for nobody of the desk's translators, `Conflict` for one who may not see the story."""
        query = (
            select(Membership.id)
            .join(Person)
            .where(
                Membership.person_id == person_id,
                Membership.desk_id == self.actor.desk_id,
                Membership.role == Role.TRANSLATOR,
                Person.left_at.is_(None),
            )
        )
        if self.session.scalar(query) is None:
            raise NotFound(phrase("There is no such translator at this desk."))
        if not sees(self.session, translation.story, person_id):
            raise Conflict(phrase("The story is restricted, and this person is not named; name them first."))

    def _hold(self, translation: Translation, person_id: str) -> Translation:
        hold(translation, person_id, self.lease)
        self.session.flush()
        return translation

    def release(self, translation_id: str) -> Translation:
        """The translator gives the translation back; what was written stays."""
        return self._move(translation_id, Action.RELEASE)

    def redraft(self, translation_id: str, *, everything: bool = False) -> Translation:
        """Asks for new drafts of the units without human text or, where asked, of all; the edits keep human text."""
        translation = self._get(translation_id)
        if translation.state is State.EDITING and not self.actor.has(Role.EDITOR):
            self._require_holder(translation)
        self.editing.log_all(translation)
        self.workflow.apply(translation, Action.REDRAFT)
        translation.draft_round += 1
        for unit in units_of(self.session, translation):
            if unit.author_id is None and unit.origin is not Origin.OMITTED and unit.confirmed_at is None:
                continue
            if everything:
                self._clear(unit)
            else:
                unit.drafted_round = translation.draft_round
        self.session.flush()
        ask_for_drafts(self.session, translation, self.actor.person_id)
        return translation

    def without_drafts(self, translation_id: str) -> Translation:
        """Waits for drafts no longer: what has none is left to people. Raises `Conflict` where none are waited for."""
        self.actor.require(Role.TRANSLATOR, Role.EDITOR)
        translation = self._get(translation_id)
        if translation.state is not State.DRAFTING:
            raise Conflict(phrase("A translation that is {state} waits for no drafts.", state=translation.state))
        Drafting(self.session).give_up(translation, NOT_WAITED_FOR)
        self.findings.check(translation)
        return translation

    def _clear(self, unit: Unit) -> None:
        self.session.add(
            Edit(
                unit_id=unit.id,
                revision_id=unit.translation.revision_id,
                version=unit.version + 1,
                before=unit.text,
                after="",
                origin=Origin.NONE,
                author_id=self.actor.person,
                draft_id=unit.draft_id,
                reason="drafted anew",
            )
        )
        unit.text = unit.logged_text = unit.omitted_reason = ""
        unit.author_id = unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
        unit.origin = Origin.NONE
        unit.version += 1

    def submit(self, translation_id: str) -> Translation:
        """The translator hands the text to the editors."""
        return self._move(translation_id, Action.SUBMIT, check=True)

    def recall(self, translation_id: str) -> Translation:
        """The translator who submitted takes the text back."""
        translation = self._get(translation_id)
        if submitter(self.session, translation) != self.actor.person_id:
            raise Forbidden(phrase("Only who submitted the translation can take it back."))
        self.workflow.apply(translation, Action.RECALL)
        return self._hold(translation, self.actor.person)

    def return_(self, translation_id: str, reasons: Sequence[Returned], note: str = "") -> Review:
        """The editor sends units back, each with a reason; their confirmation is taken away."""
        self.actor.require(Role.EDITOR)
        translation = self._get(translation_id)
        units = {unit.id: unit for unit in units_of(self.session, translation)}
        if not reasons and not note.strip():
            raise Invalid(phrase("Say why: a translation is returned with a reason."))
        for reason in reasons:
            if reason.unit_id not in units:
                raise NotFound(phrase("There is no unit {unit_id} in this translation.", unit_id=reason.unit_id))
            if not (reason.category.strip() or reason.text.strip()):
                raise Invalid(phrase("Say why segment {number} goes back.", number=units[reason.unit_id].position + 1))
        summary = note.strip() or "; ".join(filter(None, (r.text.strip() or r.category for r in reasons)))
        holder = submitter(self.session, translation)
        self.editing.log_all(translation)
        self.workflow.apply(translation, Action.RETURN, reason=summary)
        review = self._review(translation, "returned", note)
        review.reasons = [
            ReviewReason(
                unit_id=reason.unit_id,
                unit_version=units[reason.unit_id].version,
                category=reason.category.strip(),
                text=reason.text.strip(),
            )
            for reason in reasons
        ]
        for reason in reasons:
            unit = units[reason.unit_id]
            unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
        self._hold(translation, holder or self.actor.person)
        self.notifications.tell(NotificationKind.RETURNED, [holder], translation, note=summary)
        return review

    def approve(self, translation_id: str, *, expected_hash: str = "", note: str = "") -> Review:
        """The editor approves exactly this text. `expected_hash` is that of the text that the editor has seen.

        Raises `Conflict` where the text is another by now, and `Forbidden` where four eyes are missing.
        """
        self.actor.require(Role.EDITOR)
        translation = self._get(translation_id)
        self.editing.log_all(translation)
        self.findings.check(translation)
        units = units_of(self.session, translation)
        current = content_hash(document(translation, units))
        if expected_hash and expected_hash != current:
            raise Conflict(phrase("The text has changed since you opened it; read it again before you approve."))
        alone = four_eyes_broken(Context(self.session, self.actor, translation, note, utc_now()))
        self.workflow.apply(translation, Action.APPROVE, reason=note)
        review = self._review(translation, "approved", note, content=current, four_eyes=not alone)
        self.session.flush()
        Scores(self.session).record(translation, units, review)
        Memory(self.session, self.actor).remember(translation, units, review)
        people = [submitter(self.session, translation)]
        self.notifications.tell(NotificationKind.APPROVED, people, translation, note=note)
        return review

    def _review(
        self, translation: Translation, decision: str, note: str, *, content: str | None = None, four_eyes: bool = True
    ) -> Review:
        review = Review(
            translation_id=translation.id,
            revision_id=translation.revision_id,
            editor_id=self.actor.person,
            decision=decision,
            content_hash=content,
            canonical_version=CANONICAL_VERSION,
            four_eyes=four_eyes,
            note=note.strip(),
        )
        self.session.add(review)
        self.session.flush()
        return review

    def reopen(self, translation_id: str, reason: str = "") -> Translation:
        """The editor takes an approval back; its scores go with it."""
        translation = self._get(translation_id)
        self.workflow.apply(translation, Action.REOPEN, reason=reason)
        Scores(self.session).forget(translation)
        holder = submitter(self.session, translation)
        self.notifications.tell(NotificationKind.RETURNED, [holder], translation, note=reason)
        return self._hold(translation, holder or self.actor.person)

    def revise(self, translation_id: str, *, correction_note: str = "") -> Translation:
        """Opens the next version of what was published: a correction where readers get a note, else an update.

        It follows the article's newest revision, which may have come while readers had the old version.
        """
        translation = self._get(translation_id)
        self.workflow.apply(translation, Action.REVISE, reason=correction_note)
        translation.correction_note = correction_note.strip()
        Scores(self.session).forget(translation)
        Revisions(self.session, self.actor.person_id).catch_up(translation)
        if translation.correction_note:
            self._tell_of_correction(translation)
        return self._hold(translation, self.actor.person)

    def _tell_of_correction(self, translation: Translation) -> None:
        """Tells who submitted it, and who submitted siblings that are out: they may say the same wrong thing."""
        out = or_(Translation.id == translation.id, Translation.state.in_((State.APPROVED, State.PUBLISHED)))
        query = select(Translation).where(Translation.story_id == translation.story_id, out)
        for one in self.session.scalars(query.order_by(Translation.language)):
            people = [submitter(self.session, one)]
            self.notifications.tell(NotificationKind.CORRECTION, people, one, note=translation.correction_note)

    def cancel(self, translation_id: str, reason: str) -> Translation:
        return self._move(translation_id, Action.CANCEL, reason=reason)

    def resume(self, translation_id: str) -> Translation:
        """Takes a cancelled translation up again; what had no draft yet is drafted."""
        translation = self._move(translation_id, Action.RESUME)
        ask_for_drafts(self.session, translation, self.actor.person_id)
        return translation

    def _move(self, translation_id: str, action: Action, *, reason: str = "", check: bool = False) -> Translation:
        translation = self._get(translation_id)
        self.editing.log_all(translation)
        if check:
            self.findings.check(translation)
        self.workflow.apply(translation, action, reason=reason)
        self.session.flush()
        return translation

    def _require_holder(self, translation: Translation) -> None:
        if translation.holder_id != self.actor.person_id:
            raise Forbidden(phrase("Somebody else holds this translation now."))

    def _get(self, translation_id: str) -> Translation:
        return access.translation(self.session, self.actor, translation_id)
