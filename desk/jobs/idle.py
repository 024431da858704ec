"""Work for when nothing waits: how sure engines were of their drafts, shadow drafts, and round trips.

Each kind is a job of the lowest priority, asked for when a translation has all its drafts. It gives way after every
chunk to whatever waits, and looks again at what is still to be done when its turn comes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from desk.domain.draft import DraftKind, EngineModel, ScoresTokens, TranslationEngine
from desk.domain.errors import EngineDown, EngineUnavailable
from desk.domain.routing import Route
from desk.jobs.run import Deferred, GaveWay, Run
from desk.services.draft_queue import Queue
from desk.services.idle_drafts import IdleDrafts, Made
from desk.services.jobs import IDLE, Jobs
from desk.wiring import Wiring

CHUNK = 64
"""Drafts between two commits."""


class _Work(Protocol):
    """What one engine does with drafts."""

    def wanted(self, drafts: IdleDrafts) -> ColumnElement[bool]:
        """The condition on drafts to which it is still to be done."""

    def do(self, chunk: Sequence[Made]) -> Callable[[IdleDrafts], None]:
        """Does it outside any transaction, and returns what stores it in one."""


@dataclass(frozen=True, slots=True)
class _Scoring:
    """An engine says how sure it was of its own drafts."""

    engine: ScoresTokens
    model: EngineModel
    pair: Queue

    def wanted(self, drafts: IdleDrafts) -> ColumnElement[bool]:
        return drafts.unscored(self.model)

    def do(self, chunk: Sequence[Made]) -> Callable[[IdleDrafts], None]:
        texts = [(made.source, made.text) for made in chunk]
        scores = self.engine.score_tokens(texts, self.pair.source, self.pair.target)
        by_id = {made.draft_id: one for made, one in zip(chunk, scores, strict=True)}
        return lambda drafts: drafts.store_scores(by_id, self.model)


@dataclass(frozen=True, slots=True)
class _Shadowing:
    """An engine drafts what another one drafted for people."""

    engine: TranslationEngine
    model: EngineModel
    pair: Queue

    def wanted(self, drafts: IdleDrafts) -> ColumnElement[bool]:
        fresh = drafts.without(DraftKind.SHADOW, self.model.engine)
        return drafts.by_others(self.model.engine) & fresh & drafts.open_to_all()

    def do(self, chunk: Sequence[Made]) -> Callable[[IdleDrafts], None]:
        outputs = self.engine.translate([made.source for made in chunk], self.pair.source, self.pair.target)
        made = list(zip(chunk, outputs, strict=True))
        return lambda drafts: drafts.store_drafts(DraftKind.SHADOW, made, self.model)


@dataclass(frozen=True, slots=True)
class _ReturningHome:
    """An engine translates drafts back into the language of their source."""

    engine: TranslationEngine
    model: EngineModel
    pair: Queue

    def wanted(self, drafts: IdleDrafts) -> ColumnElement[bool]:
        return drafts.without(DraftKind.ROUND_TRIP) & drafts.open_to_all()

    def do(self, chunk: Sequence[Made]) -> Callable[[IdleDrafts], None]:
        outputs = self.engine.translate([made.text for made in chunk], self.pair.target, self.pair.source)
        made = list(zip(chunk, outputs, strict=True))
        return lambda drafts: drafts.store_drafts(DraftKind.ROUND_TRIP, made, self.model)


def ask_for_idle_work(wiring: Wiring, session: Session, queue: Queue, route: Route) -> None:
    """Asks for the work that a queue's new drafts make, in the transaction that completed a translation."""
    engines = [wiring.engines.get(name) for name in route.asked if name in wiring.engines.names]
    kinds = {
        "confidence": any(isinstance(engine, ScoresTokens) for engine in engines),
        "shadow": bool(route.shadows),
        "round_trip": wiring.settings.round_trips,
    }
    payload = Queue(queue.desk_id, queue.source, queue.target).payload()
    for kind, wanted in kinds.items():
        if wanted:
            key = f"{kind}:{queue.desk_id}:{queue.source}:{queue.target}"
            Jobs(session).enqueue(kind, key, payload, priority=IDLE)


def confidence(run: Run) -> Mapping[str, Any]:
    """Has every engine that can tell say how sure it was of each token of its drafts."""
    pair = Queue.of_payload(run.job.payload)
    able = _able(run, run.wiring.engines.names, pair.source, pair.target)
    return _all(run, (_Scoring(engine, model, pair) for engine, model in able if isinstance(engine, ScoresTokens)))


def shadow(run: Run) -> Mapping[str, Any]:
    """Has the shadows of the pair's route draft unseen what another engine drafted."""
    pair = Queue.of_payload(run.job.payload)
    with run.wiring.database.session() as session:
        route = run.wiring.routes(session).for_pair(pair.desk_id, pair.source, pair.target)
    able = _able(run, route.shadows, pair.source, pair.target)
    return _all(run, (_Shadowing(engine, model, pair) for engine, model in able))


def round_trip(run: Run) -> Mapping[str, Any]:
    """Has the first engine that can translate drafts back."""
    pair = Queue.of_payload(run.job.payload)
    able = _able(run, run.wiring.engines.names, pair.target, pair.source)
    return _all(run, [_ReturningHome(engine, model, pair) for engine, model in able][:1])


def _able(run: Run, names: Iterable[str], source: str, target: str) -> Iterator[tuple[TranslationEngine, EngineModel]]:
    """The engines of these names that draft a pair now, each with its model."""
    for name in names:
        try:
            engine = run.wiring.engines.get(name)
            yield engine, engine.model(source, target)
        except EngineUnavailable:  # it has nothing to say of the pair, or is down: the next article asks again
            continue


def _all(run: Run, works: Iterable[_Work]) -> Mapping[str, Any]:
    done = 0
    for work in works:
        done = _drive(run, work, done)
    return {"done": done}


def _drive(run: Run, work: _Work, done: int) -> int:
    """Does a work chunk by chunk. Raises `GaveWay` where somebody waits and `Deferred` where the engine went down."""
    pair, after = Queue.of_payload(run.job.payload), ""
    while True:
        run.check()
        with run.wiring.database.session() as session:
            drafts = IdleDrafts(session, pair)
            chunk, after = drafts.chunk(work.wanted(drafts), after, CHUNK)
        if not after:
            return done
        try:
            store = work.do(chunk) if chunk else None
        except EngineDown as error:
            raise Deferred(str(error)) from error
        with run.wiring.database.session(write=True) as session:
            drafts = IdleDrafts(session, pair)
            if store:
                store(drafts)
            done += len(chunk)
            gives_way = run.progress(session, done, drafts.count(work.wanted(drafts), after))
            session.commit()
        if gives_way:
            raise GaveWay
