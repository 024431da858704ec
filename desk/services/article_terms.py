"""Terms over a whole translation: what its article says of drafts that are there."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from desk.domain.draft import DraftKind
from desk.domain.ids import new_id
from desk.domain.provenance import Origin
from desk.domain.segment import Span
from desk.domain.term import Repair, TermOutcome, TermStatus, term_record
from desk.drafting.article import ArticleUnit, hold_over_article
from desk.glossary.matcher import Glossary
from desk.models import Draft, Translation, Unit
from desk.services.units import units_alone

_OF_SENTENCES = (DraftKind.TERMS, DraftKind.ARTICLE)


class ArticleTerms:
    """Holds the terms of translations over their articles. The desk itself acts here."""

    def __init__(self, session: Session, glossary: Glossary) -> None:
        self.session = session
        self.glossary = glossary

    def hold(self, translation: Translation) -> int:
        """Lets units begin with what the article decides; returns how many changed. A second time changes nothing.

        Only machine's text is changed that nobody wrote in or confirmed. Each change is a draft of its own.
        """
        units = units_alone(self.session, translation, joinedload(Unit.draft))
        bases = self._bases(units)
        seen = [_seen(unit, bases.get(unit.id)) for unit in units]
        held = hold_over_article(self.glossary, seen, translation.language)
        differ = [(unit, one) for unit, one in zip(units, held, strict=True) if one.free and one.text != unit.text]
        known = self._drafts(translation, [unit for unit, _ in differ])
        changed = [
            _begin(unit, _draft(unit, bases[unit.id], after, translation, known), after) for unit, after in differ
        ]
        self.session.flush()
        return sum(changed)

    def _bases(self, units: Sequence[Unit]) -> Mapping[str, Draft]:
        """By unit id, the draft as its own sentence left it, of units that stand as a machine left them."""
        free = {unit.id: unit.draft for unit in units if unit.draft is not None and _is_untouched(unit)}
        rounds = {draft.round for draft in free.values() if draft.kind is DraftKind.ARTICLE}
        if not rounds:
            return free
        query = (
            select(Draft).where(Draft.unit_id.in_(free), Draft.kind == DraftKind.TERMS).order_by(Draft.round, Draft.id)
        )
        newest = {draft.unit_id: draft for draft in self.session.scalars(query)}
        return {id: newest[id] for id in free if id in newest}

    def _drafts(self, translation: Translation, units: Sequence[Unit]) -> Mapping[tuple[str, str], Draft]:
        """What the article decided on in this round before, by unit id and engine; one query at most."""
        if not units:
            return {}
        query = select(Draft).where(
            Draft.unit_id.in_([unit.id for unit in units]),
            Draft.round == translation.draft_round,
            Draft.kind == DraftKind.ARTICLE,
        )
        return {(draft.unit_id, draft.engine): draft for draft in self.session.scalars(query)}


def outcome_of(record: Mapping[str, Any]) -> TermOutcome:
    """How a term fared, from the record that a draft keeps of it."""
    spans = {side: Span(*record[side]) if record.get(side) else None for side in ("target_span", "written")}
    return TermOutcome(
        record["term"],
        record["form"],
        TermStatus(record["status"]),
        Span(*record["source_span"]),
        spans["target_span"],
        Repair(record["repair"]) if record.get("repair") else None,
        spans["written"],
        record.get("was", ""),
    )


def _begin(unit: Unit, draft: Draft, after: ArticleUnit) -> bool:
    """Lets a unit begin with a draft, unless another text was decided on in this round: drafts never change."""
    if draft.text != after.text:
        return False
    unit.text = unit.logged_text = draft.text
    unit.draft_id, unit.draft = draft.id, draft
    unit.version += 1
    return True


def _draft(
    unit: Unit, base: Draft, after: ArticleUnit, translation: Translation, known: Mapping[tuple[str, str], Draft]
) -> Draft:
    """The draft of a unit's sentence where it says the same as the article; else the article's, known or new."""
    if after.text == base.text:
        return base
    return known.get((unit.id, base.engine)) or Draft(
        id=new_id(),
        unit_id=unit.id,
        revision_id=base.revision_id,
        round=translation.draft_round,
        kind=DraftKind.ARTICLE,
        engine=base.engine,
        model=base.model,
        model_version=base.model_version,
        notice=base.notice,
        source_fingerprint=base.source_fingerprint,
        text=after.text,
        score=base.score,
        terms=[term_record(outcome) for outcome in after.outcomes],
    )


def _is_untouched(unit: Unit) -> bool:
    """Whether a unit stands as the machine left it: nobody wrote in it, chose for it or confirmed it."""
    draft = unit.draft
    machine = unit.author_id is None and unit.origin is Origin.MACHINE and unit.confirmed_at is None
    return machine and draft is not None and draft.kind in _OF_SENTENCES and draft.text == unit.text


def _seen(unit: Unit, base: Draft | None) -> ArticleUnit:
    if base is None:
        return ArticleUnit(unit.id, unit.kind, unit.text, free=False)
    return ArticleUnit(unit.id, unit.kind, base.text, True, tuple(map(outcome_of, base.terms)))
