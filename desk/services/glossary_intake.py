"""Taking the terms of files into an empty desk, at its first start."""

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.term import Term
from desk.glossary.stored import to_record
from desk.models import Desk, TermAction, TermRow, TermSynced
from desk.services.accounts import Accounts
from desk.services.actor import system
from desk.services.glossary_terms import Terms, newest_change


def take_in_at_first_start(session: Session, terms: Callable[[], Iterable[Term]]) -> int:
    """Takes the terms into the default desk where it never had any; returns how many.

    Two processes that start at once do it once. `terms` is asked only where they are needed.
    """
    desk = Accounts(session).default_desk()
    session.scalars(select(Desk.id).where(Desk.id == desk.id).with_for_update()).one()
    if newest_change(session, desk.id):
        return 0
    service = Terms(session, system(desk.id))
    found = list(terms())
    for term in found:
        row = TermRow(desk_id=desk.id, name=term.id, file=term.file)
        service.record(row, term, TermAction.TAKEN_IN, f"Taken in from {term.file}, at the desk's first start.")
        session.add(TermSynced(desk_id=desk.id, name=term.id, content=to_record(term), file=term.file))
    session.flush()
    return len(found)
