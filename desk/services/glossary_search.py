"""Looking through a desk's terms, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from desk.domain.term import FormStatus, TermState
from desk.glossary.fold import fold
from desk.models import TermForm, TermRow
from desk.services.actor import Actor


@dataclass(frozen=True, slots=True)
class TermFilter:
    """What somebody looks for: words of a form, a note or an id; a state, a topic, a language. Pages count from 1.

    `shown_in` is the language whose forms stand for the terms in a list; it is sorted by them, else by id.
    """

    text: str = ""
    state: TermState | None = None
    topic: str = ""
    language: str = ""
    page: int = 1
    size: int = 50
    shown_in: str = ""


@dataclass(frozen=True, slots=True)
class TermPage:
    rows: Sequence[TermRow]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class TermSearch:
    """Finds terms of the actor's desk."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def page(self, wanted: TermFilter) -> TermPage:
        """One page in the order of what is shown, with the terms' forms: four queries whatever its length."""
        query = self._filtered(wanted)
        if wanted.state:
            query = query.where(TermRow.state == wanted.state)
        total = self.session.scalar(select(func.count()).select_from(query.subquery())) or 0
        ordered = query.with_only_columns(TermRow.id).order_by(*_order(wanted.shown_in))
        # Ids alone are sorted: what terms say would be carried through the sorting of all of them.
        ids = self.session.scalars(ordered.limit(wanted.size).offset((wanted.page - 1) * wanted.size)).all()
        found = select(TermRow).where(TermRow.id.in_(ids)).options(selectinload(TermRow.forms))
        rows = {row.id: row for row in self.session.scalars(found)}
        return TermPage([rows[id] for id in ids], total, wanted.page, wanted.size)

    def counts(self, wanted: TermFilter) -> dict[TermState, int]:
        """How many terms of each state there are among those looked for, one query."""
        found = self._filtered(wanted).with_only_columns(TermRow.state, func.count()).group_by(TermRow.state)
        counted = {row[0]: row[1] for row in self.session.execute(found)}
        return {state: counted.get(state, 0) for state in TermState}

    def topics(self) -> list[str]:
        """The topics that terms of the desk have, one query."""
        query = select(TermRow.topics).where(TermRow.desk_id == self.actor.desk_id, TermRow.topics != "").distinct()
        return sorted({topic for said in self.session.scalars(query) for topic in said.strip("|").split("|")})

    def with_form(self, text: str, language: str, limit: int = 5) -> Sequence[TermRow]:
        """The terms that have just this form in a language, as the matcher compares: before it is proposed again."""
        form = exists().where(
            TermForm.term_id == TermRow.id, TermForm.language == language, TermForm.folded == fold(text).text
        )
        query = select(TermRow).where(TermRow.desk_id == self.actor.desk_id, form, TermRow.state != TermState.OBSOLETE)
        return self.session.scalars(query.order_by(TermRow.name).limit(limit)).all()

    def _filtered(self, wanted: TermFilter) -> Select[TermRow]:
        query = select(TermRow).where(TermRow.desk_id == self.actor.desk_id, TermRow.merged_into_id.is_(None))
        if wanted.topic:
            query = query.where(TermRow.topics.contains(f"|{wanted.topic}|", autoescape=True))
        if wanted.text.strip():
            query = query.where(_says(fold(wanted.text.strip()).text, wanted.language))
        elif wanted.language:
            query = query.where(exists().where(TermForm.term_id == TermRow.id, TermForm.language == wanted.language))
        return query


def shown_first(form: TermForm, language: str) -> tuple[bool, bool, int]:
    """The order in which a term's forms would stand for it in a list in a language: the first one does."""
    return form.status is not FormStatus.PREFERRED, form.language != language, form.position


def _order(language: str) -> tuple[ColumnElement[Any], ...]:
    """The order of a list: by the form that is shown, as `shown_first` has it, and by the id, which is unique."""
    if not language:
        return (TermRow.name.asc(),)
    forms = select(TermForm.sorts).where(TermForm.term_id == TermRow.id)
    shown = forms.order_by(
        TermForm.status != FormStatus.PREFERRED, TermForm.language != language, TermForm.position
    ).limit(1)
    return func.coalesce(shown.scalar_subquery(), TermRow.name).asc(), TermRow.name.asc()


def _says(folded: str, language: str) -> ColumnElement[bool]:
    """Whether a form (of a language) holds the text, or the id and the note do."""
    form = exists().where(TermForm.term_id == TermRow.id, TermForm.folded.contains(folded, autoescape=True))
    if language:
        return form.where(TermForm.language == language)
    return or_(form, TermRow.folded.contains(folded, autoescape=True))
