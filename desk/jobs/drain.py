"""Draining a queue of drafts, chunk by chunk. A drain that runs twice does no harm: what is drafted is passed over."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.domain.draft import DraftResult, EngineModel, EngineOutput, TranslationEngine
from desk.domain.errors import DeskError, EngineDown, EngineUnavailable
from desk.domain.routing import Route
from desk.drafting.pipeline import HoldTerms, from_engine, recall
from desk.drafting.terms import hold_terms
from desk.glossary.matcher import Glossary
from desk.jobs.run import Deferred, GaveWay, Run
from desk.services.actor import system
from desk.services.draft_queue import DraftQueue, Queue, Waiting
from desk.services.drafting import Drafting
from desk.services.findings import Findings
from desk.services.memory import Memory


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What is drafted between two commits, by whom, and what the memory knows of it by unit id."""

    waiting: Sequence[Waiting]
    known: Mapping[str, DraftResult]
    route: Route
    glossary: Glossary

    @property
    def unknown(self) -> list[Waiting]:
        return [one for one in self.waiting if one.unit_id not in self.known]


@dataclass(frozen=True, slots=True)
class _Drafted:
    """What became of a chunk, by unit id. `down` says why the rest has to wait for its engine."""

    results: Mapping[str, DraftResult]
    model: EngineModel | None = None
    down: str = ""


def drain(run: Run) -> Mapping[str, Any]:
    """Drafts all that waits in a queue. Between chunks it looks again at what is wanted, and at who else waits.

    Raises `GaveWay` where it is another job's turn and `Deferred` where its engine is down.
    """
    queue = Queue.of_payload(run.job.payload)
    done = run.job.done
    while (chunk := _look(run, queue)).waiting:
        run.check()
        drafted = _draft(run, queue, chunk)
        if drafted.down and not drafted.results:
            raise Deferred(drafted.down)
        stored, gives_way = _store(run, queue, chunk, drafted, done)
        done += stored
        if drafted.down:
            raise Deferred(drafted.down)
        if gives_way:
            raise GaveWay
    return {"drafted": done}


def _look(run: Run, queue: Queue) -> _Chunk:
    pair = queue.source, queue.target
    with run.wiring.database.session() as session:
        waiting = DraftQueue(session, queue).next_chunk(run.pace.characters(pair))
        memory = Memory(session, system(queue.desk_id))
        found = recall([one.passage for one in waiting], *pair, memory)
        route = run.wiring.routes(session).for_pair(queue.desk_id, *pair)
        glossary = run.wiring.glossaries.of(session, queue.desk_id)
    known = {one.unit_id: result for one, result in zip(waiting, found, strict=True) if result}
    return _Chunk(waiting, known, route, glossary)


def _draft(run: Run, queue: Queue, chunk: _Chunk) -> _Drafted:
    """Drafts outside any transaction what the memory does not know."""
    unknown = chunk.unknown
    if not unknown:
        return _Drafted(chunk.known)
    try:
        model, results = _by_route(run, queue, chunk, [one.text for one in unknown])
    except EngineDown as error:
        return _Drafted(chunk.known, down=str(error))
    except EngineUnavailable as error:
        model, results = None, [_failed(str(error))] * len(unknown)
    made = {one.unit_id: result for one, result in zip(unknown, results, strict=True)}
    return _Drafted({**chunk.known, **made}, model)


def _by_route(run: Run, queue: Queue, chunk: _Chunk, texts: Sequence[str]) -> tuple[EngineModel, list[DraftResult]]:
    """The drafts of the first engine of the route that gives any. Raises `EngineUnavailable` where none does."""
    engines, pair = run.wiring.engines, (queue.source, queue.target)
    while True:
        engine = engines.choose(chunk.route, *pair)
        began = time.monotonic()
        try:
            model = engine.model(*pair)
            results = _results(run, engine, texts, queue, _holder(chunk.glossary))
        except EngineDown as error:  # it counts as down now, so the next turn of the loop asks another
            engines.failed(engine.name, error)
            continue
        run.pace.measured(pair, sum(map(len, texts)), time.monotonic() - began)
        return model, results


def _results(
    run: Run, engine: TranslationEngine, texts: Sequence[str], queue: Queue, hold: HoldTerms
) -> list[DraftResult]:
    """The drafts of these texts. Whatever the engine raises is tried once more, and from then on text by text.

    So one text that it cannot bear costs itself its draft, and not all the others that wait in the queue.
    """
    try:
        return from_engine(texts, queue.source, queue.target, engine, hold)
    except DeskError:
        raise
    except Exception as error:  # an engine is somebody else's code
        if run.job.attempt == 1:
            raise
        if len(texts) > 1:
            half = len(texts) // 2
            halves = (texts[:half], texts[half:])
            return [result for part in halves for result in _results(run, engine, part, queue, hold)]
        return [_failed(f"The engine fails on this text ({type(error).__name__}).")]


def _failed(reason: str) -> DraftResult:
    return DraftResult(EngineOutput("", error=reason), "")


def _store(run: Run, queue: Queue, chunk: _Chunk, drafted: _Drafted, done: int) -> tuple[int, bool]:
    """Stores a chunk in one transaction: drafts, states, findings, progress. How many, and whether to give way."""
    with run.wiring.database.session(write=True) as session:
        drafting = Drafting(session)
        stored = drafting.store(chunk.waiting, drafted.results, drafted.model)
        for translation in drafting.finish(one.translation_id for one in chunk.waiting):
            Findings(session, system(queue.desk_id), chunk.glossary).check(translation)
        gives_way = run.progress(session, done + stored, DraftQueue(session, queue).count())
        session.commit()
    return stored, gives_way


def _holder(glossary: Glossary) -> HoldTerms:
    return lambda text, output, source, target: hold_terms(glossary, text, output, source, target)
