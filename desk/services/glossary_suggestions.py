"""Terms that the desk proposes by itself: a name that people changed alike in two segments, with the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from desk.domain.term import Form, FormStatus, Term, TermState
from desk.glossary.fold import fold
from desk.glossary.forms import completed
from desk.glossary.matcher import find
from desk.models import (
    SegmentRow,
    Story,
    TermEvidence,
    TermForm,
    TermRow,
    TermSuggestion,
    Translation,
    Unit,
    UnitSegment,
)
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor, system
from desk.services.beginnings import begun_with
from desk.services.glossary_rules import name_for
from desk.services.glossary_terms import Terms
from desk.services.units import source_text
from desk.text.name_edits import NameEdit, name_edits
from desk.text.normal import one_line

ENOUGH = 2
"""Segments in which a name has to be changed alike before it is proposed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A segment that shows a change of a name: the unit, and what it began with; who confirmed it is in `row`."""

    row: TermEvidence
    unit: Unit
    before: str


class Suggestions:
    """Watches what people make of names. The desk itself proposes; nobody is asked while they work."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def observe(self, unit: Unit) -> TermRow | None:
        """Looks at a unit that was just confirmed; returns the term that is proposed now, if one is.

        Stories that are restricted or under embargo are passed over: a proposal would tell of them. What was proposed
        once is not proposed again.
        """
        story = unit.translation.story
        if unit.draft is None or unit.confirmed_by is None or is_secret(story):
            return None
        begun = begun_with(self.session, [unit])[unit.id]
        proposed = None
        for edits in name_edits(one_line(begun), one_line(unit.text), one_line(source_text(unit))):
            proposed = self._seen(unit, story, edits) or proposed
        return proposed

    def _seen(self, unit: Unit, story: Story, edits: Sequence[NameEdit]) -> TermRow | None:
        """Notes an edit, of the whole name and of what changed alone; proposes the first that was seen often enough."""
        suggestions = [self._suggestion(story.desk_id, unit.translation.language, edit) for edit in edits]
        for suggestion in suggestions:
            self._note(suggestion, unit)
        if any(suggestion.term_id for suggestion in suggestions):
            return None
        enough = (suggestion for suggestion in suggestions if self._segments(suggestion) >= ENOUGH)
        found = next(enough, None)
        return self._propose(found, unit) if found else None

    def _suggestion(self, desk_id: str, language: str, edit: NameEdit) -> TermSuggestion:
        query = select(TermSuggestion).where(
            TermSuggestion.desk_id == desk_id,
            TermSuggestion.language == language,
            TermSuggestion.before == edit.before,
            TermSuggestion.after == edit.after,
        )
        found = self.session.scalar(query)
        if found is None:
            found = TermSuggestion(desk_id=desk_id, language=language, before=edit.before, after=edit.after)
            try:
                with self.session.begin_nested():
                    self.session.add(found)
            except IntegrityError:  # somebody else's confirmation of the same came first
                return self.session.scalars(query).one()
        return found

    def _note(self, suggestion: TermSuggestion, unit: Unit) -> None:
        known = exists().where(TermEvidence.suggestion_id == suggestion.id, TermEvidence.unit_id == unit.id)
        if not self.session.scalar(select(known)):
            evidence = TermEvidence(suggestion_id=suggestion.id, unit_id=unit.id, person_id=unit.confirmed_by)
            self.session.add(evidence)
            self.session.flush()

    def _segments(self, suggestion: TermSuggestion) -> int:
        query = select(func.count()).where(TermEvidence.suggestion_id == suggestion.id)
        return self.session.scalar(query) or 0

    def _propose(self, suggestion: TermSuggestion, unit: Unit) -> TermRow | None:
        """Proposes a term, unless there is one, of whatever state, that says the same already."""
        known = self._known(suggestion)
        suggestion.term_id = known or self._made(suggestion, unit).id
        self.session.flush()
        return None if known else self.session.get_one(TermRow, suggestion.term_id)

    def _known(self, suggestion: TermSuggestion) -> str | None:
        forms = [
            exists().where(
                TermForm.term_id == TermRow.id,
                TermForm.language == suggestion.language,
                TermForm.folded == fold(_bare(text, suggestion.language)).text,
                (TermForm.status == FormStatus.FORBIDDEN) if forbidden else (TermForm.status != FormStatus.FORBIDDEN),
            )
            for text, forbidden in ((suggestion.after, False), (suggestion.before, True))
        ]
        return self.session.scalar(select(TermRow.id).where(TermRow.desk_id == suggestion.desk_id, *forms).limit(1))

    def _made(self, suggestion: TermSuggestion, unit: Unit) -> TermRow:
        language = suggestion.language
        terms = Terms(self.session, system(suggestion.desk_id))
        forms = (Form(suggestion.after), Form(suggestion.before, FormStatus.FORBIDDEN))
        source_language, source = unit.translation.article.language, one_line(source_text(unit))
        term = Term(
            name_for(suggestion.after, terms.is_taken),
            {
                language: tuple(completed(form, language) for form in forms),
                **_same_words(forms, source, source_language),
            },
            examples={source_language: (source,), language: (one_line(unit.text),)},
        )
        reason = f"“{suggestion.before}” became “{suggestion.after}” in {ENOUGH} segments."
        return terms.propose(term, reason)


def is_secret(story: Story) -> bool:
    """Whether a story's sentences may not be shown to the whole desk, or not yet go out of it."""
    return story.restricted or (story.embargo_until is not None and story.embargo_until > utc_now())


def _same_words(forms: Sequence[Form], source: str, language: str) -> dict[str, tuple[Form, ...]]:
    """The source's form of a name, where the source says one of its forms as it is; else none."""
    spans = (span for form in forms for span in find(form, source, language))
    found = next(spans, None)
    return {language: (completed(Form(found.of(source)), language),)} if found else {}


def _bare(text: str, language: str) -> str:
    return completed(Form(text), language).text


def evidence_of(session: Session, actor: Actor, row: TermRow, limit: int = 20) -> list[Evidence]:
    """The segments that speak for a term which the desk proposed, if the actor may see them, the newest first."""
    query = (
        select(TermEvidence, Unit)
        .join(TermSuggestion, TermSuggestion.id == TermEvidence.suggestion_id)
        .join(Unit, Unit.id == TermEvidence.unit_id)
        .join(Unit.translation)
        .join(Translation.story)
        .where(TermSuggestion.term_id == row.id, access.visible(actor))
        .order_by(TermEvidence.id.desc())
        .limit(limit)
        .options(
            joinedload(Unit.draft),
            joinedload(Unit.translation).joinedload(Translation.story),
            joinedload(Unit.sources).joinedload(UnitSegment.segment).load_only(SegmentRow.text),
        )
    )
    rows = session.execute(query).unique().all()
    begun = begun_with(session, [unit for _, unit in rows])
    return [Evidence(row, unit, begun.get(unit.id, "")) for row, unit in rows]


def proposed_by_the_desk(session: Session, actor: Actor, limit: int = 10) -> Sequence[TermRow]:
    """What the desk has proposed by itself and nobody has decided upon, the newest first."""
    query = select(TermRow).where(
        TermRow.desk_id == actor.desk_id,
        TermRow.state == TermState.PROPOSED,
        exists().where(TermSuggestion.term_id == TermRow.id),
    )
    return (
        session.scalars(query.order_by(TermRow.id.desc()).limit(limit).options(joinedload(TermRow.forms)))
        .unique()
        .all()
    )
