"""Terms over a whole translation: what its article says of drafts that are there."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind
from desk.domain.provenance import Origin
from desk.domain.segment import Span
from desk.domain.term import Repair, TermOutcome, TermStatus
from desk.drafting.article import ArticleUnit, hold_over_article
from desk.glossary.matcher import Glossary
from desk.models import Draft, Translation, Unit
from desk.services.drafting import term_record
from desk.services.units import units_of

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
        units = units_of(self.session, translation)
        bases = self._bases(units)
        seen = [_seen(unit, bases.get(unit.id)) for unit in units]
        held = hold_over_article(self.glossary, seen, translation.language)
        changed = [
            self._begin(unit, bases[unit.id], after, translation)
            for unit, after in zip(units, held, strict=True)
            if after.free and after.text != unit.text
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

    def _begin(self, unit: Unit, base: Draft, after: ArticleUnit, translation: Translation) -> bool:
        """Lets a unit begin with the draft of its article, or with that of its sentence where both are the same."""
        draft = base if after.text == base.text else self._draft(unit, base, after, translation)
        if draft.text != after.text:  # another text was decided on in this round, and drafts never change
            return False
        unit.text = unit.logged_text = draft.text
        unit.draft_id, unit.draft = draft.id, draft
        unit.version += 1
        return True

    def _draft(self, unit: Unit, base: Draft, after: ArticleUnit, translation: Translation) -> Draft:
        """The article's draft of a unit in this round: the one that is there, or a new one."""
        known = select(Draft).where(
            Draft.unit_id == unit.id,
            Draft.round == translation.draft_round,
            Draft.kind == DraftKind.ARTICLE,
            Draft.engine == base.engine,
        )
        found = self.session.scalars(known).first()
        if found is not None:
            return found
        made = Draft(
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
        self.session.add(made)
        self.session.flush()
        return made


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


def _is_untouched(unit: Unit) -> bool:
    """Whether a unit stands as the machine left it: nobody wrote in it, chose for it or confirmed it."""
    draft = unit.draft
    machine = unit.author_id is None and unit.origin is Origin.MACHINE and unit.confirmed_at is None
    return machine and draft is not None and draft.kind in _OF_SENTENCES and draft.text == unit.text


def _seen(unit: Unit, base: Draft | None) -> ArticleUnit:
    if base is None:
        return ArticleUnit(unit.id, unit.kind, unit.text, free=False)
    return ArticleUnit(unit.id, unit.kind, base.text, True, tuple(map(outcome_of, base.terms)))
