"""Draining a queue of drafts, chunk by chunk. A drain that runs twice does no harm: what is drafted is passed over.

While the engine drafts a chunk, in a thread of its own, the chunk before it is stored and the articles that it
completes are checked: engines leave Python alone while they think.

An engine may also end the worker's process, by a fault or for want of memory. So after a death the drain looks for the
text that did it: it has one in hand at a time, and notes which. If it dies over that one too, the text goes without.
"""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from desk.domain.draft import DraftResult, EngineModel, EngineOutput, TranslationEngine
from desk.domain.errors import DeskError, EngineDown, EngineUnavailable
from desk.domain.routing import Route
from desk.drafting.pipeline import HoldTerms, from_engine, recall
from desk.drafting.terms import hold_terms
from desk.glossary.matcher import Glossary
from desk.jobs.idle import ask_for_idle_work
from desk.jobs.run import Deferred, GaveWay, Interrupted, Run
from desk.services.actor import system
from desk.services.article_terms import ArticleTerms
from desk.services.draft_queue import MOST_UNITS, DraftQueue, Queue, Waiting
from desk.services.drafting import Drafting
from desk.services.findings import Findings
from desk.services.jobs import Jobs
from desk.services.memory import Memory

IN_HAND: Final = "in_hand"
"""What a job's payload calls the text that was alone in hand: the id of its unit, and the round that asked."""
AT_RISK: Final = 2 * MOST_UNITS
"""Units that may have been in hand when a worker died, in the chunk under way and the one that was being stored."""
DEADLY: Final = "The worker died over this text, with no other in hand. Translate it by hand."


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


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A chunk in the engine's hands."""

    chunk: _Chunk
    drafted: Future[_Drafted]


def drain(run: Run) -> Mapping[str, Any]:
    """Drafts all that waits in a queue. Between chunks it looks again at what is wanted, and at who else waits.

    Raises `GaveWay` where it is another job's turn and `Deferred` where its engine is down.
    """
    queue = Queue.of_payload(run.job.payload)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine") as engine:
        work = _Drain(run, queue, engine)
        try:
            return {"drafted": work.work()}
        finally:
            work.lives()


class _Drain:
    """A drain under way. `done` counts the units that were stored.

    `alone` counts the chunks of one unit that are still to be drafted in search of a text that ended the worker;
    `deadly` is the one that was found, as the job's payload has it.
    """

    def __init__(self, run: Run, queue: Queue, engine: ThreadPoolExecutor) -> None:
        self.run = run
        self.queue = queue
        self.engine = engine
        self.done = run.job.done
        self.alone = AT_RISK if run.job.attempt > 1 else 0
        self.deadly = run.job.payload.get(IN_HAND)
        self.noted = False

    def work(self) -> int:
        self._finish(self._left_behind())
        under_way = self._begin(self._look())
        while under_way:
            drafted = under_way.drafted.result()
            following, leaves = (None, Deferred(drafted.down)) if drafted.down else self._follow(under_way.chunk)
            self._store(under_way.chunk, drafted)
            if leaves:
                raise leaves
            under_way = following or self._begin(self._look())
        return self.done

    def _look(self, under_way: Collection[str] = ()) -> _Chunk:
        """The next chunk, without the units that are under way; it may be empty."""
        wiring, pair = self.run.wiring, (self.queue.source, self.queue.target)
        with wiring.database.session() as session:
            characters = 1 if self.alone else self.run.pace.characters(pair)
            waiting = DraftQueue(session, self.queue).next_chunk(characters, under_way)
            memory = Memory(session, system(self.queue.desk_id))
            found = recall([one.passage for one in waiting], *pair, memory) if waiting else []
            route = wiring.routes(session).for_pair(self.queue.desk_id, *pair)
            glossary = wiring.glossaries.of(session, self.queue.desk_id)
        known = {one.unit_id: result for one, result in zip(waiting, found, strict=True) if result}
        known |= {one.unit_id: _failed(DEADLY) for one in waiting if _in_hand(one) == self.deadly}
        return _Chunk(waiting, known, route, glossary)

    def _begin(self, chunk: _Chunk) -> _UnderWay | None:
        if not chunk.waiting:
            return None
        self.run.check()
        if self.alone and chunk.unknown:
            self._note(_in_hand(chunk.waiting[0]))
        return _UnderWay(chunk, self.engine.submit(_draft, self.run, self.queue, chunk))

    def lives(self) -> None:
        """Takes the note back of what was in hand: however the drain ended, the worker did not die of it."""
        if self.noted:
            self._note(None)

    def _note(self, in_hand: list[Any] | None) -> None:
        self.noted = in_hand is not None
        with self.run.wiring.database.session(write=True) as session:
            Jobs(session).note(self.run.job.id, self.run.worker, IN_HAND, in_hand)
            session.commit()

    def _follow(self, chunk: _Chunk) -> tuple[_UnderWay | None, Exception | None]:
        """After a chunk was drafted: the next one, begun, or what it leaves the rest for."""
        self.run.turns.taken(self.run.job.priority)
        following = self._look([one.unit_id for one in chunk.waiting])
        if not following.waiting:
            return None, None
        if not self.run.goes_on():
            return None, Interrupted()
        with self.run.wiring.database.session() as session:
            rivals = Jobs(session).rivals(self.run.job)
        if self.run.turns.gives_way(self.run.job.priority, rivals):
            return None, GaveWay()
        return None if self.alone else self._begin(following), None

    def _store(self, chunk: _Chunk, drafted: _Drafted) -> None:
        """Stores a chunk in one transaction, with how far the job is; then each translation that it completes."""
        if not drafted.results:
            return
        found = any(_in_hand(one) == self.deadly for one in chunk.waiting)
        self.alone = 0 if found else max(self.alone - 1, 0)
        with self.run.wiring.database.session(write=True) as session:
            drafting = Drafting(session)
            self.done += drafting.store(chunk.waiting, drafted.results, drafted.model)
            left = DraftQueue(session, self.queue).count()
            attempt = 2 if self.alone else 1
            Jobs(session).progress(self.run.job.id, self.run.worker, self.done, self.done + left, attempt=attempt)
            complete = drafting.complete(one.translation_id for one in chunk.waiting)
            if complete:
                ask_for_idle_work(self.run.wiring, session, self.queue, chunk.route)
            session.commit()
        self._finish(complete)

    def _left_behind(self) -> list[str]:
        """Translations that a worker drafted to the end and died before it could say so."""
        with self.run.wiring.database.session() as session:
            return Drafting(session).complete(DraftQueue(session, self.queue).awaiting())

    def _finish(self, translation_ids: Iterable[str]) -> None:
        """Moves translations on and checks them, each in a transaction of its own: nobody's save waits for them all."""
        wiring, desk = self.run.wiring, system(self.queue.desk_id)
        for translation_id in translation_ids:
            with wiring.database.session(write=True) as session:
                terms = wiring.glossary_of(session, desk)
                for translation in Drafting(session).finish([translation_id]):
                    ArticleTerms(session, terms).hold(translation)
                    Findings(session, desk, terms).look(translation)
                session.commit()


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


def _in_hand(one: Waiting) -> list[Any]:
    """A unit that waits, as a job's payload names it."""
    return [one.unit_id, one.round]


def _failed(reason: str) -> DraftResult:
    return DraftResult(EngineOutput("", error=reason), "")


def _holder(glossary: Glossary) -> HoldTerms:
    return lambda text, output, source, target: hold_terms(glossary, text, output, source, target)
