"""Drafts: storing what memory and engines gave, and moving on the translations that have all of theirs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, joinedload

from desk.domain.draft import MEMORY_ENGINE, DraftKind, DraftResult, EngineModel
from desk.domain.ids import new_id
from desk.domain.provenance import Origin, fingerprint
from desk.domain.term import term_record
from desk.domain.workflow import Action, State
from desk.drafting.pipeline import MemoryDraft
from desk.models import Draft, Job, JobState, Story, Translation, Unit
from desk.models.base import utc_now
from desk.services.actor import system
from desk.services.draft_queue import DRAFTABLE, Waiting, ask_for_drafts, queue_of
from desk.services.passages import passages
from desk.services.workflow import Workflow

FROM_MEMORY = EngineModel(MEMORY_ENGINE, "approved", "1")
"""What stands on a draft where otherwise its engine does."""


class Drafting:
    """Takes drafts for the units of all translations. The desk itself acts here."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def store(self, waiting: Sequence[Waiting], results: Mapping[str, DraftResult], model: EngineModel | None) -> int:
        """Stores results by unit id; returns how many. `model` made what neither memory nor an engine's answer names.

        Passed over is what was drafted meanwhile or asked anew, what nobody wants any more, and what was made of a
        source that is another by now. The number of queries does not grow with that of units.
        """
        wanted = [one for one in waiting if one.unit_id in results]
        translations = self._locked(one.translation_id for one in wanted)
        units = self._units(wanted)
        now = passages(self.session, list(units))
        stored = [
            one
            for one in wanted
            if one.unit_id in units
            and _asks_for(translations[one.translation_id], units[one.unit_id], one)
            and now[one.unit_id].text == one.text
        ]
        rows = {
            one.unit_id: _rows(one, results[one.unit_id], model, translations[one.translation_id].revision_id)
            for one in stored
        }
        if inserted := [row for made in rows.values() for row in made]:
            self.session.execute(insert(Draft), inserted)
        for one in stored:
            unit, result = units[one.unit_id], results[one.unit_id]
            unit.drafted_round, unit.draft_error = one.round, result.raw.error or ""
            if made := rows[one.unit_id]:
                fill(unit, made[-1]["id"], result, one.text)
        self.session.flush()
        return len(stored)

    def _locked(self, translation_ids: Iterable[str]) -> dict[str, Translation]:
        """Translations as they are now, locked in an order of their own so that two workers never wait crosswise."""
        query = select(Translation).where(Translation.id.in_(set(translation_ids))).order_by(Translation.id)
        beside = (joinedload(Translation.story).joinedload(Story.desk), joinedload(Translation.article))
        locked = query.options(*beside).with_for_update(of=Translation)
        found = self.session.scalars(locked.execution_options(populate_existing=True))
        return {translation.id: translation for translation in found}

    def _units(self, waiting: Sequence[Waiting]) -> dict[str, Unit]:
        query = select(Unit).where(Unit.id.in_([one.unit_id for one in waiting])).order_by(Unit.id)
        found = self.session.scalars(query.with_for_update().execution_options(populate_existing=True))
        return {unit.id: unit for unit in found}

    def finish(self, translation_ids: Iterable[str]) -> list[Translation]:
        """Moves every one of these translations that has all its drafts to drafted.

        Returns those that are complete, to be checked: also those that were edited all the while, of which a new
        revision had a few units drafted.
        """
        locked = self._locked(translation_ids)
        complete = [locked[id] for id in self.complete(locked) if locked[id].state in DRAFTABLE]
        for translation in complete:
            translation.awaits_drafts = False
            if translation.state is State.DRAFTING:
                Workflow(self.session, system(translation.story.desk_id)).apply(translation, Action.DRAFT_DONE)
        self.session.flush()
        return complete

    def complete(self, translation_ids: Iterable[str]) -> list[str]:
        """Those of some translations in which nothing waits, each once; one query."""
        asked = list(dict.fromkeys(translation_ids))
        query = (
            select(Unit.translation_id)
            .distinct()
            .join(Unit.translation)
            .where(
                Unit.translation_id.in_(asked),
                Unit.retired_at.is_(None),
                Unit.drafted_round < Translation.draft_round,
            )
        )
        incomplete = set(self.session.scalars(query))
        return [id for id in asked if id not in incomplete]

    def unstick(self) -> list[Translation]:
        """Sees to what waits for drafts while nobody drafts: asks again, or gives up where the job failed.

        A translation that is edited waits too, for the units that a newer text of its article added. One query finds
        them all. Returns those that it gave up, to be checked.
        """
        waiting = (
            select(Translation)
            .where(Translation.awaits_drafts)
            .options(joinedload(Translation.story), joinedload(Translation.article))
            .with_for_update(skip_locked=True, of=Translation)
        )
        newest: dict[str, Job | None] = {}
        given_up = []
        for translation in self.session.scalars(waiting):
            if translation.state not in DRAFTABLE:
                translation.awaits_drafts = False  # whoever takes it up again asks anew
                continue
            key = queue_of(translation).key
            if key not in newest:
                newest[key] = self.session.scalar(select(Job).where(Job.key == key).order_by(Job.id.desc()).limit(1))
            job = newest[key]
            if job is None or job.created_at < translation.changed_at or job.state is JobState.DONE:
                ask_for_drafts(self.session, translation, None)
            elif job.state is JobState.FAILED:
                self.give_up(translation, job.error)
                given_up.append(translation)
        return given_up

    def give_up(self, translation: Translation, reason: str) -> None:
        """Leaves what still waits in a translation to people, each unit with the reason."""
        late = select(Unit).where(Unit.translation_id == translation.id, Unit.drafted_round < translation.draft_round)
        for unit in self.session.scalars(late):
            unit.drafted_round, unit.draft_error = translation.draft_round, reason
        self.session.flush()
        self.finish([translation.id])


def _asks_for(translation: Translation, unit: Unit, one: Waiting) -> bool:
    """Whether a unit still waits for the very draft that was made for it."""
    asked = translation.draft_round == one.round and unit.drafted_round < one.round
    return asked and translation.state in DRAFTABLE and unit.retired_at is None


def _rows(one: Waiting, result: DraftResult, model: EngineModel | None, revision_id: str) -> list[dict[str, Any]]:
    """The drafts of a result as rows, the one that the unit begins with last; none where it failed."""
    if result.raw.error:
        return []
    if isinstance(result, MemoryDraft):
        row = _row(one, DraftKind.MEMORY, result.text, FROM_MEMORY, revision_id)
        return [row | {"memory_id": result.entry_id or None}]
    model = result.raw.model or model  # the engine may have gone over to another one after it was asked
    if model is None:
        raise ValueError("a draft that is not from the memory names its model")
    raw = _row(one, DraftKind.RAW, result.raw.text, model, revision_id, result.raw.score)
    held = _row(one, DraftKind.TERMS, result.text, model, revision_id, result.raw.score)
    return [raw, held | {"terms": [term_record(term) for term in result.terms]}]


def _row(
    one: Waiting, kind: DraftKind, text: str, model: EngineModel, revision_id: str, score: float | None = None
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "unit_id": one.unit_id,
        "revision_id": revision_id,
        "round": one.round,
        "kind": kind,
        "engine": model.engine,
        "model": model.model,
        "model_version": model.version,
        "notice": model.notice,
        "source_fingerprint": fingerprint(one.text),
        "text": text,
        "score": score,
        "terms": [],
        "memory_id": None,
        "created_at": utc_now(),
    }


def fill(unit: Unit, draft_id: str, result: DraftResult, source: str) -> None:
    """Lets a unit start from a draft, unless a person's text stands there, or one confirmed against this source."""
    confirmed = unit.confirmed_at is not None and unit.confirmed_source == fingerprint(source)
    if unit.author_id is not None or unit.origin is Origin.OMITTED or confirmed:
        return
    unit.text = unit.logged_text = result.text
    unit.origin = Origin.MEMORY if isinstance(result, MemoryDraft) else Origin.MACHINE
    unit.draft_id = draft_id
    unit.confirmed_at = unit.confirmed_by = unit.confirmed_source = None
    unit.version += 1
