"""The engines of a desk by name, and how each is: one that is down is not asked again at every turn."""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping

from desk.domain.draft import EngineModel, ListsModels, TranslationEngine
from desk.domain.errors import EngineDown, EngineUnavailable, Invalid
from desk.domain.routing import EngineState, Pair, Route, choose

DOWN_FOR = dt.timedelta(seconds=10)
"""How long an engine that was found down counts as down before it is asked again."""


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
        self._lock = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._engines)

    def get(self, name: str) -> TranslationEngine:
        """Raises `Invalid` where no engine of the name is set up."""
        try:
            return self._engines[name]
        except KeyError:
            raise Invalid(f"The engine “{name}” is not set up here; there are: {', '.join(self._engines)}.") from None

    def check(self, name: str) -> EngineState:
        """How an engine is now; one that was down moments ago still is. One that is not set up is down, too."""
        known = self._states.get(name)
        if known and not known.up and self._now() - known.checked_at < DOWN_FOR:
            return known
        try:
            return self._note(name, _models(self.get(name)), "")
        except (EngineUnavailable, Invalid) as error:
            return self._note(name, None, str(error))

    def states(self) -> list[EngineState]:
        """How all engines are now, in their order."""
        return [self.check(name) for name in self._engines]

    def failed(self, name: str, error: EngineDown) -> EngineState:
        """Notes that an engine was just found down while it was asked for drafts."""
        return self._note(name, None, str(error))

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
