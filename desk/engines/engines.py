"""The engines of a desk by name, and how each is: one that is down is not asked again at every turn."""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping

from desk.domain.draft import EngineModel, ListsModels, TranslationEngine
from desk.domain.errors import EngineDown, EngineUnavailable, Invalid
from desk.domain.phrase import phrase
from desk.domain.routing import EngineState, Pair, Route, choose

DOWN_FOR = dt.timedelta(seconds=10)
"""How long an engine that was found down counts as down, at least, before it is asked again."""
LONGEST = dt.timedelta(minutes=5)
PATIENCE = 10
"""How many times longer than it took to find an engine down it is then left alone, so that little time is lost."""
RECENT = dt.timedelta(minutes=30)
"""How long a failure in the midst of drafting counts against an engine."""


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Engines:
    """The engines that are set up, in the order in which they are asked where no route says otherwise.

    Whoever gets an `EngineDown` from one of them says so with `failed`. What is known is this process's own.
    """

    def __init__(self, engines: Iterable[TranslationEngine], now: Callable[[], dt.datetime] = _utc_now) -> None:
        self._engines = {engine.name: engine for engine in engines}
        self._now = now
        self._states: dict[str, EngineState] = {}
        self._ask_again: dict[str, dt.datetime] = {}
        self._failures: dict[str, list[dt.datetime]] = {}
        self._lock = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._engines)

    def get(self, name: str) -> TranslationEngine:
        """Raises `Invalid` where no engine of the name is set up."""
        try:
            return self._engines[name]
        except KeyError:
            raise Invalid(
                phrase(
                    "The engine “{name}” is not set up here; there are: {engines}.",
                    name=name,
                    engines=", ".join(self._engines),
                )
            ) from None

    def check(self, name: str) -> EngineState:
        """How an engine is now; one that was down moments ago still is. One that is not set up is down, too."""
        known, began = self._states.get(name), self._now()
        if known and not known.up and began < self._ask_again[name]:
            return known
        try:
            return self._note(name, _models(self.get(name)), "")
        except (EngineUnavailable, Invalid) as error:
            return self._down(name, str(error), PATIENCE * (self._now() - began))

    def states(self) -> list[EngineState]:
        """How all engines are now, in their order."""
        return [self.check(name) for name in self._engines]

    def failed(self, name: str, error: EngineDown) -> EngineState:
        """Notes that an engine was just found down while it was asked for drafts; for longer each time it recurs."""
        now = self._now()
        with self._lock:
            recent = [at for at in self._failures.get(name, []) if now - at < RECENT]
            self._failures[name] = [*recent, now]
        return self._down(name, str(error), DOWN_FOR * 2 ** min(len(recent), 5))

    def _down(self, name: str, reason: str, leave_alone: dt.timedelta) -> EngineState:
        self._ask_again[name] = self._now() + min(max(leave_alone, DOWN_FOR), LONGEST)
        return self._note(name, None, reason)

    def choose(self, route: Route, source: str, target: str) -> TranslationEngine:
        """The engine that drafts the pair now: the first of the route that is up and serves it.

        Raises `EngineDown` where the route waits for its first engine, else `EngineUnavailable` with every reason.
        """
        return self.get(choose(route, (source, target), self.check).name)

    def serves(self, route: Route, source: str, target: str) -> bool:
        """Whether a story of the pair gets drafts: now or, where its route waits, when the engine is back."""
        try:
            self.choose(route, source, target)
        except EngineUnavailable as error:
            return isinstance(error, EngineDown)
        return True

    def _note(self, name: str, models: Mapping[Pair, EngineModel] | None, reason: str) -> EngineState:
        now = self._now()
        with self._lock:
            before = self._states.get(name)
            if models is None:
                models = before.models if before else {}
            since = before.since if before and before.up == (not reason) else now
            self._states[name] = state = EngineState(name, models, reason, since, now)
        return state


def _models(engine: TranslationEngine) -> Mapping[Pair, EngineModel]:
    if isinstance(engine, ListsModels):
        return engine.models()
    return {pair: engine.model(*pair) for pair in engine.pairs()}
