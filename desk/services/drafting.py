"""Drafts: what waits for one, taking the next chunk, and storing what the engine said."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from desk.domain.draft import DraftKind, DraftResult, EngineModel
from desk.domain.provenance import Origin, fingerprint
from desk.domain.term import TermOutcome
from desk.domain.workflow import Action, State
from desk.models import Article, Draft, Job, JobState, SegmentRow, Story, Translation, Unit, UnitSegment
from desk.services.actor import system
from desk.services.jobs import Jobs
from desk.services.units import source_text
from desk.services.workflow import Workflow

DRAFTABLE = (State.DRAFTING, State.DRAFTED, State.EDITING, State.SUBMITTED)
BREAKING = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that waits for its draft: its source text and the round that asked."""

    unit_id: str
    translation_id: str
    round: int
    text: str


def draft_key(source: str, target: str) -> str:
    """The idempotency key of a pair's drain job."""
    return f"draft:{source}:{target}"


def ask_for_drafts(session: Session, translation: Translation, by: str | None) -> None:
    """Enqueues the drain job of the translation's pair, in the transaction that made it necessary."""
    source, target = translation.article.language, translation.language
    priority = BREAKING if translation.story.breaking else 0
    payload = {"source": source, "target": target}
    Jobs(session).enqueue("draft", draft_key(source, target), payload, priority=priority, by=by)


class Drafting:
    """Feeds the drain job of a language pair. The desk itself acts here."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def _waiting(self, source: str, target: str) -> Select[Unit]:
        return (
            select(Unit)
            .join(Unit.translation)
            .join(Translation.article)
            .join(Translation.story)
            .where(
                Article.language == source,
                Translation.language == target,
                Translation.state.in_(DRAFTABLE),
                Unit.drafted_round < Translation.draft_round,
                Unit.retired_at.is_(None),
            )
        )

    def count(self, source: str, target: str) -> int:
        """How many units of the pair wait."""
        subquery = self._waiting(source, target).subquery()
        return self.session.scalar(select(func.count()).select_from(subquery)) or 0

    def next_chunk(self, source: str, target: str, size: int) -> list[Waiting]:
        """The next units to draft, at most `size`: breaking news first, then in the order of asking."""
        query = (
            self._waiting(source, target)
            .order_by(Story.breaking.desc(), Translation.changed_at, Unit.translation_id, Unit.position)
            .limit(size)
            .options(
                joinedload(Unit.translation),
                selectinload(Unit.sources).joinedload(UnitSegment.segment).joinedload(SegmentRow.block),
            )
        )
        units = self.session.scalars(query).unique()
        return [Waiting(u.id, u.translation_id, u.translation.draft_round, source_text(u)) for u in units]

    def store(self, waiting: Sequence[Waiting], results: Mapping[str, DraftResult], model: EngineModel) -> int:
        """Stores results by unit id; returns how many. What was drafted meanwhile, or asked anew, is passed over."""
        stored = 0
        for one in waiting:
            translation = self._locked(one.translation_id)
            unit = self.session.get(Unit, one.unit_id, with_for_update=True, populate_existing=True)
            if unit is None or unit.drafted_round >= one.round or translation.draft_round != one.round:
                continue
            self._store_one(translation, unit, one, results[one.unit_id], model)
            stored += 1
        self.session.flush()
        return stored

    def _locked(self, translation_id: str) -> Translation:
        return self.session.get_one(Translation, translation_id, with_for_update=True)

    def _store_one(
        self, translation: Translation, unit: Unit, one: Waiting, result: DraftResult, model: EngineModel
    ) -> None:
        unit.drafted_round, unit.draft_error = one.round, result.raw.error or ""
        if result.raw.error:
            return
        model = result.raw.model or model  # the engine may have gone over to another one after it was asked
        texts = {DraftKind.RAW: result.raw.text, DraftKind.TERMS: result.text}
        drafts = {
            kind: Draft(
                unit_id=unit.id,
                revision_id=translation.revision_id,
                round=one.round,
                kind=kind,
                engine=model.engine,
                model=model.model,
                model_version=model.version,
                notice=model.notice,
                source_fingerprint=fingerprint(one.text),
                text=text,
                score=result.raw.score,
                terms=[term_record(term) for term in result.terms] if kind is DraftKind.TERMS else [],
            )
            for kind, text in texts.items()
        }
        self.session.add_all(drafts.values())
        self.session.flush()
        fill(unit, drafts[DraftKind.TERMS])

    def fail(self, waiting: Sequence[Waiting], reason: str) -> None:
        """Marks units as without a draft, each with the reason, so that no story waits for ever."""
        for one in waiting:
            unit = self.session.get_one(Unit, one.unit_id, with_for_update=True)
            unit.drafted_round, unit.draft_error = max(unit.drafted_round, one.round), reason
        self.session.flush()

    def finish(self, translation_ids: Sequence[str]) -> list[Translation]:
        """Moves every one of these translations that has all its drafts to drafted.

        Returns those that are complete, to be checked: also those that were edited all the while, of which a new
        revision had a few units drafted.
        """
        complete = []
        for translation_id in dict.fromkeys(translation_ids):
            translation = self._locked(translation_id)
            if self._misses(translation):
                continue
            if translation.state is State.DRAFTING:
                Workflow(self.session, system(translation.story.desk_id)).apply(translation, Action.DRAFT_DONE)
            if translation.state in DRAFTABLE:
                complete.append(translation)
        return complete

    def _misses(self, translation: Translation) -> bool:
        late = Unit.drafted_round < translation.draft_round
        query = select(Unit.id).where(Unit.translation_id == translation.id, Unit.retired_at.is_(None), late)
        return self.session.scalar(query.limit(1)) is not None

    def unstick(self) -> None:
        """Sees to translations that are drafting while nobody drafts: asks again, or gives up where the job failed."""
        waiting = select(Translation).where(Translation.state == State.DRAFTING)
        for translation in self.session.scalars(waiting.with_for_update(skip_locked=True)):
            key = draft_key(translation.article.language, translation.language)
            query = select(Job).where(Job.key == key).order_by(Job.id.desc()).limit(1)
            newest = self.session.scalars(query).first()
            if newest is None or newest.created_at < translation.changed_at or newest.state is JobState.DONE:
                ask_for_drafts(self.session, translation, None)
            elif newest.state is JobState.FAILED:
                self._give_up(translation, newest.error)

    def _give_up(self, translation: Translation, reason: str) -> None:
        late = select(Unit).where(Unit.translation_id == translation.id, Unit.drafted_round < translation.draft_round)
        for unit in self.session.scalars(late):
            unit.drafted_round, unit.draft_error = translation.draft_round, reason
        self.session.flush()
        self.finish([translation.id])


def fill(unit: Unit, draft: Draft) -> None:
    """Lets a unit start from a draft, unless a person's text stands there."""
    if unit.author_id is not None or unit.origin is Origin.OMITTED:
        return
    unit.text = unit.logged_text = draft.text
    unit.origin, unit.draft_id = Origin.MACHINE, draft.id
    unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
    unit.version += 1


def term_record(term: TermOutcome) -> dict[str, object]:
    """How a term fared, as JSON with spans as [start, end]."""
    record = asdict(term)
    for side in ("source_span", "target_span", "written"):
        span = record[side]
        record[side] = [span["start"], span["end"]] if span else None
    return record
