"""What must hold for a move: one function per guard of the workflow."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.finding import FindingState, Level
from desk.domain.phrase import phrase
from desk.domain.provenance import content_hash
from desk.domain.workflow import Guard
from desk.models import Review, Translation, Unit
from desk.services.actor import Actor
from desk.services.comment_threads import blocking
from desk.services.findings import open_findings
from desk.services.target_fields import writers_of
from desk.services.units import document, is_confirmed, units_of


@dataclass(frozen=True, slots=True)
class Context:
    """What guards look at. `reason` is stripped; `now` is aware UTC."""

    session: Session
    actor: Actor
    translation: Translation
    reason: str
    now: dt.datetime

    def units(self) -> list[Unit]:
        return units_of(self.session, self.translation)


def hold(guard: Guard, context: Context) -> None:
    """Raises an error of the desk's family where the guard does not hold."""
    GUARDS[guard](context)


def _engine_serves(context: Context) -> None:
    """Redrafting needs nothing here: where no engine serves the pair, the job says so unit by unit."""


def _all_drafted(context: Context) -> None:
    translation = context.translation
    late = (Unit.translation_id == translation.id, Unit.retired_at.is_(None))
    waiting = select(func.count()).where(*late, Unit.drafted_round < translation.draft_round)
    if missing := context.session.scalar(waiting):
        raise Conflict(phrase("{missing} segments still wait for their draft.", missing=missing))


def _holds_lease(context: Context) -> None:
    if context.translation.holder_id != context.actor.person_id:
        raise Forbidden(phrase("Somebody else holds this translation; claim it first."))


def _lease_ran_out(context: Context) -> None:
    if context.translation.lease_until is not None and context.translation.lease_until > context.now:
        raise Conflict(phrase("The translation is still held."))


def _all_confirmed(context: Context) -> None:
    open_ones = [unit for unit in context.units() if not is_confirmed(unit)]
    if open_ones:
        first = open_ones[0].position + 1
        raise Conflict(
            phrase(
                "{count} segments are not confirmed, the first is number {first}.", count=len(open_ones), first=first
            )
        )


def _no_block_open(context: Context) -> None:
    blocking = [
        found
        for found in open_findings(context.session, context.translation)
        if found.level is Level.BLOCK and found.state is FindingState.OPEN
    ]
    if blocking:
        raise Conflict(
            phrase(
                "{count} blocking findings are open, the first: {message}",
                count=len(blocking),
                message=blocking[0].message,
            )
        )


def _nothing_open(context: Context) -> None:
    _all_confirmed(context)
    remaining = [
        found for found in open_findings(context.session, context.translation) if found.level is not Level.INFO
    ]
    if remaining:
        raise Conflict(
            phrase(
                "{count} findings are open, the first: {message}", count=len(remaining), message=remaining[0].message
            )
        )


def _no_comment_blocks(context: Context) -> None:
    places = blocking(context.session, context.translation)
    if places:
        where = phrase("on the article") if places[0] is None else phrase("at segment {number}", number=places[0])
        if len(places) == 1:
            raise Conflict(phrase("A comment that blocks approval is open, {where}: resolve it before.", where=where))
        raise Conflict(
            phrase(
                "{count} comments that block approval are open, the first {where}: resolve them before.",
                count=len(places),
                where=where,
            )
        )


def _four_eyes(context: Context) -> None:
    if four_eyes_broken(context) and context.translation.story.desk.settings.get("four_eyes", True):
        raise Forbidden(phrase("You wrote or confirmed part of this text, so another editor has to approve it."))


def four_eyes_broken(context: Context) -> bool:
    """Whether the actor wrote or confirmed the current text of any unit, or wrote what stands in a field."""
    return context.actor.person_id in writers(context.session, context.translation, context.units())


def writers(session: Session, translation: Translation, units: Sequence[Unit]) -> frozenset[str]:
    """Who wrote or confirmed the current text of any unit, or wrote what stands in a field; one query."""
    of_units = {person for unit in units for person in (unit.author_id, unit.confirmed_by) if person}
    return writers_of(session, translation) | of_units


def _reason(context: Context) -> None:
    if not context.reason:
        raise Invalid(phrase("This needs a reason."))


def _embargo_passed(context: Context) -> None:
    until = context.translation.story.embargo_until
    if until is not None and until > context.now:
        raise Conflict(phrase("The story is under embargo until {until:%Y-%m-%d %H:%M} UTC.", until=until))


def _hash_matches(context: Context) -> None:
    approval = latest_approval(context.session, context.translation)
    current = content_hash(document(context.translation, context.units()))
    if approval is None or approval.content_hash != current:
        raise Conflict(phrase("The text is not the one that was approved; it has to be approved again."))


def latest_approval(session: Session, translation: Translation) -> Review | None:
    """The newest approval of the translation, whether or not its text still stands."""
    query = select(Review).where(Review.translation_id == translation.id, Review.decision == "approved")
    return session.scalars(query.order_by(Review.id.desc()).limit(1)).first()


GUARDS: dict[Guard, Callable[[Context], None]] = {
    Guard.ENGINE_SERVES: _engine_serves,
    Guard.ALL_DRAFTED: _all_drafted,
    Guard.HOLDS_LEASE: _holds_lease,
    Guard.LEASE_RAN_OUT: _lease_ran_out,
    Guard.ALL_CONFIRMED: _all_confirmed,
    Guard.NO_BLOCK_OPEN: _no_block_open,
    Guard.NOTHING_OPEN: _nothing_open,
    Guard.NO_COMMENT_BLOCKS: _no_comment_blocks,
    Guard.FOUR_EYES: _four_eyes,
    Guard.REASON: _reason,
    Guard.EMBARGO_PASSED: _embargo_passed,
    Guard.HASH_MATCHES: _hash_matches,
}
