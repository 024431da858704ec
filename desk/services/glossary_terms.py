"""A desk's terms: proposing, changing, approving, rejecting and retiring them, with a history of it all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.phrase import phrase
from desk.domain.term import Term, TermState
from desk.domain.workflow import Role
from desk.glossary.fold import fold
from desk.glossary.stored import from_record, to_record
from desk.models import Desk, TermAction, TermChange, TermForm, TermRow, TermSuggestion, TermSynced
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.glossary_rules import usable
from desk.text.normal import normalise
from desk.text.sorting import sort_key

WRITERS = (Role.TRANSLATOR, Role.EDITOR, Role.SYSTEM)
DECIDERS = (Role.EDITOR, Role.SYSTEM)
LONGEST_REASON = 2_000


def term_of(row: TermRow) -> Term:
    """The term that a row holds."""
    return from_record(row.content, row.file)


class Terms:
    """The terms of the actor's desk. Whoever writes may propose, editors decide; every act leaves a row behind."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def get(self, term_id: str, *, lock: bool = False) -> TermRow:
        """The term of an id. Raises `NotFound`, also for one of another desk."""
        query = select(TermRow).where(TermRow.id == term_id, TermRow.desk_id == self.actor.desk_id)
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        row = self.session.scalar(query)
        if row is None:
            raise NotFound(phrase("There is no term {term_id}.", term_id=term_id))
        return row

    def named(self, name: str) -> TermRow | None:
        """The term that files call so."""
        return self.session.scalar(select(TermRow).where(TermRow.desk_id == self.actor.desk_id, TermRow.name == name))

    def is_taken(self, name: str) -> bool:
        """Whether a term of the desk is called so already."""
        return self.named(name) is not None

    def propose(self, term: Term, reason: str = "") -> TermRow:
        """Keeps a new term for the editors to decide upon. Raises `Conflict` where its id is taken."""
        self.actor.require(*WRITERS)
        self._lock_desk()
        if self.is_taken(term.id):
            raise Conflict(phrase("There is a term “{id}” already.", id=term.id))
        row = TermRow(desk_id=self.actor.desk_id, name=term.id, proposed_by=self.actor.person_id)
        return self._write(row, replace(term, state=TermState.PROPOSED), TermAction.PROPOSED, reason)

    def change(self, term_id: str, term: Term, based_on: int, reason: str = "") -> TermRow:
        """Writes a term anew upon version `based_on`; its id and its state stay.

        Editors change any, others what they proposed themselves while it waits. Raises `Conflict` at another version.
        """
        row = self._at(term_id, based_on)
        own = row.state is TermState.PROPOSED and row.proposed_by == self.actor.person_id
        if not (own and self.actor.has(*WRITERS)):
            self.actor.require(*DECIDERS)
        if row.merged_into_id is not None:
            raise Conflict(phrase("This term was merged into another; change that one."))
        return self._write(row, replace(term, id=row.name, state=row.state), TermAction.CHANGED, reason)

    def approve(self, term_id: str, based_on: int, reason: str = "") -> TermRow:
        """Brings a proposed or retired term into force."""
        row = self._decide(term_id, based_on, TermState.PROPOSED, TermState.OBSOLETE)
        action = TermAction.APPROVED if row.state is TermState.PROPOSED else TermAction.REVIVED
        return self._move(row, TermState.APPROVED, action, reason)

    def reject(self, term_id: str, based_on: int, reason: str) -> TermRow:
        """Turns a proposal down; it is kept as obsolete, so that it is not proposed again by the desk."""
        row = self._decide(term_id, based_on, TermState.PROPOSED)
        return self._move(row, TermState.OBSOLETE, TermAction.REJECTED, reasoned(reason))

    def retire(self, term_id: str, based_on: int, reason: str) -> TermRow:
        """Takes a term out of force."""
        row = self._decide(term_id, based_on, TermState.APPROVED)
        return self._move(row, TermState.OBSOLETE, TermAction.RETIRED, reasoned(reason))

    def merge(self, into_id: str, other_id: str, term: Term, based_on: tuple[int, int], reason: str = "") -> TermRow:
        """Makes two terms one: `term` is written into the first, and the other gives way to it.

        `based_on` are the versions of both that were looked at. What referred to the other refers to the first then.
        """
        self.actor.require(*DECIDERS)
        into, other = self._at(into_id, based_on[0]), self._at(other_id, based_on[1])
        mergeable(into, other)
        why = reason.strip() or f"“{other.name}” was merged into “{into.name}”."
        gone = replace(term_of(other), state=TermState.OBSOLETE)
        self._write(other, gone, TermAction.MERGED, why)
        self._write(into, replace(term, id=into.name, state=into.state), TermAction.MERGED, why)
        other.merged_into_id = into.id
        follow = {"merged_into_id": into.id}
        self.session.execute(update(TermRow).where(TermRow.merged_into_id == other.id).values(follow))
        self.session.execute(update(TermSuggestion).where(TermSuggestion.term_id == other.id).values(term_id=into.id))
        self.session.flush()
        return into

    def history(self, row: TermRow) -> list[TermChange]:
        """All that was done to a term, the newest first."""
        query = select(TermChange).where(TermChange.term_id == row.id)
        return list(self.session.scalars(query.order_by(TermChange.number.desc())))

    def record(self, row: TermRow, term: Term, action: TermAction, reason: str = "") -> TermRow:
        """Writes a term as it is, in whatever state: for taking in from files and for merging."""
        self.actor.require(*DECIDERS)
        return self._write(row, term, action, reason)

    def _decide(self, term_id: str, based_on: int, *states: TermState) -> TermRow:
        self.actor.require(*DECIDERS)
        row = self._at(term_id, based_on)
        if row.state not in states:
            raise Conflict(phrase("The term “{name}” is {state}.", name=row.name, state=row.state))
        return row

    def _move(self, row: TermRow, state: TermState, action: TermAction, reason: str) -> TermRow:
        return self._write(row, replace(term_of(row), state=state), action, reason)

    def _at(self, term_id: str, based_on: int) -> TermRow:
        self._lock_desk()
        row = self.get(term_id, lock=True)
        if row.version != based_on:
            raise Conflict(phrase("Somebody changed the term “{name}” meanwhile; look at it again.", name=row.name))
        return row

    def _lock_desk(self) -> None:
        """Lets changes of a desk's glossary take turns, so that their numbers rise in the order of commits."""
        self.session.scalars(select(Desk.id).where(Desk.id == self.actor.desk_id).with_for_update()).one()

    def _write(self, row: TermRow, term: Term, action: TermAction, reason: str) -> TermRow:
        term = usable(term)
        reason = normalise(reason).strip()
        if len(reason) > LONGEST_REASON:
            raise Invalid(phrase("A reason has at most {longest_reason:,} characters.", longest_reason=LONGEST_REASON))
        old, new = row.content, to_record(term)
        if old == new and action is TermAction.CHANGED:
            return row
        fill(row, term, new)
        self.session.add(row)
        self.session.flush()
        self.session.add(
            TermChange(
                desk_id=row.desk_id,
                number=newest_number(self.session, row.desk_id) + 1,
                term_id=row.id,
                action=action,
                old=old,
                new=new,
                person_id=self.actor.person_id,
                reason=reason,
            )
        )
        self.session.flush()
        return row


def newest_number(session: Session, desk_id: str) -> int:
    """How many changes a desk's glossary has seen."""
    return session.scalar(select(func.max(TermChange.number)).where(TermChange.desk_id == desk_id)) or 0


def has_own_terms(session: Session, desk_id: str) -> bool:
    """Whether terms of the desk's own are, or ever were, in force; proposals that wait are none."""
    took_in = exists().where(TermSynced.desk_id == desk_id)
    approved = exists().where(TermChange.desk_id == desk_id, TermChange.action == TermAction.APPROVED)
    return bool(session.scalar(select(or_(took_in, approved))))


def newest_change(session: Session, desk_id: str) -> str | None:
    """The id of the newest change of a desk's glossary: what tells one state of it from another. None for none.

    It is the id and not the number, since a number that was rolled back is given again.
    """
    query = select(TermChange.id).where(TermChange.desk_id == desk_id)
    return session.scalar(query.order_by(TermChange.number.desc()).limit(1))


def fill(row: TermRow, term: Term, record: dict[str, object]) -> None:
    """Puts a term into its row, and what it is looked up by."""
    if term.state is not TermState.OBSOLETE:
        row.merged_into_id = None
    row.version = (row.version or 0) + 1
    for name, value in (columns(term, record) | {"changed_at": utc_now()}).items():
        setattr(row, name, value)
    row.forms = [TermForm(**values) for values in forms(term)]


def columns(term: Term, record: dict[str, object]) -> dict[str, Any]:
    """A term's content, and what is taken out of it to look it up by, by column."""
    topics = "".join(f"|{topic}" for topic in term.scope.topics) + "|" if term.scope.topics else ""
    return {"content": record, "state": term.state, "topics": topics, "folded": fold(f"{term.id} {term.note}").text}


def forms(term: Term) -> Iterator[dict[str, Any]]:
    """A term's forms as rows to search by."""
    said = ((language, form) for language, forms in term.forms.items() for form in forms)
    for position, (language, form) in enumerate(said):
        folded = fold(form.text).text
        values = {"position": position, "language": language, "status": form.status}
        yield values | {"text": form.text, "folded": folded, "sorts": sort_key(form.text)}


def mergeable(into: TermRow, other: TermRow) -> None:
    """Raises `Conflict` for two terms that cannot be made one."""
    if into is other or TermState.OBSOLETE in (into.state, other.state):
        raise Conflict(phrase("Two different terms are merged, and neither of them obsolete."))


def reasoned(reason: str) -> str:
    """The reason. Raises `Invalid` where there is none."""
    if not reason.strip():
        raise Invalid(phrase("Say why: whoever proposed or used the term will ask."))
    return reason


def may_change(actor: Actor, row: TermRow) -> bool:
    """Whether the actor may write the term anew."""
    own = row.state is TermState.PROPOSED and row.proposed_by == actor.person_id
    return actor.has(*DECIDERS) or (own and actor.has(*WRITERS))
