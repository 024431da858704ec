"""Taking the terms of files into an empty desk, at its first start."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desk.domain.ids import new_id
from desk.domain.term import Term
from desk.glossary.stored import to_record
from desk.glossary.tidying import tidied
from desk.models import Desk, TermAction, TermChange, TermForm, TermRow, TermSynced
from desk.services.accounts import Accounts
from desk.services.glossary_terms import columns, forms, has_own_terms, newest_number

CHUNK = 500


def take_in_at_first_start(session: Session, terms: Callable[[], Iterable[Term]]) -> int:
    """Takes the terms into the default desk where none of its own were ever in force; returns how many.

    Two processes that start at once do it once. `terms` is asked only where they are needed; what a file holds has been
    looked at when it was read, so that many are written at a time.
    """
    desk = Accounts(session).default_desk()
    session.scalars(select(Desk.id).where(Desk.id == desk.id).with_for_update()).one()
    if has_own_terms(session, desk.id):
        return 0
    proposed = set(session.scalars(select(TermRow.name).where(TermRow.desk_id == desk.id)))
    fresh = (term for term in terms() if term.id not in proposed)
    rows, taken = _rows(desk.id, fresh, newest_number(session, desk.id) + 1), 0
    while chunk := list(islice(rows, CHUNK)):
        taken += len(chunk)
        for place, table in enumerate((TermRow, TermForm, TermChange, TermSynced)):
            session.execute(insert(table), [row for rows in chunk for row in rows[place]])
    return taken


def _rows(desk_id: str, terms: Iterable[Term], first: int) -> Iterator[tuple[list[dict[str, Any]], ...]]:
    """What is written for each term, by table: the term, its forms, its history, and what both sides agree on."""
    for number, term in enumerate(map(tidied, terms), first):
        id, record, at_desk = new_id(), to_record(term), {"desk_id": desk_id}
        named = at_desk | {"name": term.id, "file": term.file}
        reason = f"Taken in from {term.file}, at the desk's first start."
        change = {"number": number, "term_id": id, "action": TermAction.TAKEN_IN, "new": record, "reason": reason}
        yield (
            [named | columns(term, record) | {"id": id, "version": 1}],
            [values | {"term_id": id} for values in forms(term)],
            [at_desk | change],
            [named | {"content": record}],
        )
