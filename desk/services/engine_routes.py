"""Which engine drafts a desk's pairs of languages: the desk's own routes, and the usual order for all other pairs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desk.domain.draft import EngineModel
from desk.domain.errors import EngineUnavailable, Invalid, NotFound
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.routing import EngineName, EngineState, Pair, Route, StepKind, choose, in_order
from desk.domain.workflow import Role
from desk.engines.engines import Engines
from desk.models import AuditEntry, Desk, EngineRoute, EngineRouteStep
from desk.models.base import utc_now
from desk.services.actor import Actor


@dataclass(frozen=True, slots=True)
class Served:
    """A pair of languages and who drafts it: its route, whether the desk chose it, and what drafts now or why not."""

    source: str
    target: str
    route: Route
    chosen: bool
    model: EngineModel | None
    reason: str
    engines: tuple[str, ...]
    """All engines that draft the pair, whether or not the route names them."""


class EngineRoutes:
    """The routes of desks. Administrators change those of theirs, and every change is recorded."""

    def __init__(self, session: Session, engines: Engines) -> None:
        self.session = session
        self.engines = engines

    def for_pair(self, desk_id: str, source: str, target: str) -> Route:
        """The route of a pair: the desk's own, else all engines in the usual order, falling back."""
        row = self._row(desk_id, source, target)
        return _route(row) if row else self.usual(source, target)

    def usual(self, source: str, target: str) -> Route:
        """The route where a desk chose none: every engine, starter models last, each standing by for the one before."""
        return _usual(self.engines.states(), (source, target))

    def serves(self, desk_id: str, source: str, target: str) -> bool:
        """Whether a story of the pair gets drafts, now or when the engine that it waits for is back."""
        return self.engines.serves(self.for_pair(desk_id, source, target), source, target)

    def chosen(self, desk_id: str) -> dict[Pair, Route]:
        """The routes that a desk chose, by pair."""
        query = select(EngineRoute).where(EngineRoute.desk_id == desk_id).options(selectinload(EngineRoute.steps))
        return {(row.source, row.target): _route(row) for row in self.session.scalars(query)}

    def overview(self, desk_id: str, states: Sequence[EngineState]) -> list[Served]:
        """Every pair that an engine drafts or that the desk chose a route for, in order, as the engines were seen."""
        chosen = self.chosen(desk_id)
        pairs = {pair for state in states for pair in state.models} | chosen.keys()
        return [_served(pair, chosen.get(pair), states) for pair in sorted(pairs)]

    def any_from_starter(self, desk_id: str, pairs: Collection[Pair]) -> bool:
        """Whether a starter model drafts one of these pairs now. One query, and none where there is no pair."""
        if not pairs:
            return False
        chosen, states = self.chosen(desk_id), self.engines.states()
        drafting = [_served(pair, chosen.get(pair), states).model for pair in pairs]
        return any(model.starter for model in drafting if model)

    def pair(self, desk_id: str, source: str, target: str) -> Served:
        """Who drafts a pair now. Raises `Invalid` for a language that the desk does not know."""
        pair = _checked(source, target)
        row = self._row(desk_id, *pair)
        return _served(pair, _route(row) if row else None, self.engines.states())

    def choose(self, actor: Actor, source: str, target: str, route: Route) -> None:
        """Makes a route the desk's own. Raises `Invalid` for languages and engines that are not there."""
        actor.require(Role.ADMINISTRATOR)
        source, target = _checked(source, target)
        for name in (route.first, *route.fallbacks, *route.shadows):
            self.engines.get(name)
        self._lock(actor)
        row = self._row(actor.desk_id, source, target)
        before = _route(row) if row else None
        if row is None:
            row = EngineRoute(desk_id=actor.desk_id, source=source, target=target, when_down=route.when_down)
            self.session.add(row)
        row.when_down, row.steps = route.when_down, _steps(route)
        row.changed_at, row.changed_by = utc_now(), actor.person_id
        self._record(actor, (source, target), before, route)

    def forget(self, actor: Actor, source: str, target: str) -> None:
        """Lets the usual order hold again. Raises `NotFound` where the desk chose nothing."""
        actor.require(Role.ADMINISTRATOR)
        self._lock(actor)
        row = self._row(actor.desk_id, *_checked(source, target))
        if row is None:
            raise NotFound(
                phrase("The desk has chosen no engines for {source} → {target}.", source=source, target=target)
            )
        before = _route(row)
        self.session.delete(row)
        self._record(actor, (source, target), before, None)

    def _lock(self, actor: Actor) -> None:
        """Lets two who choose at the same time take turns: a pair has one route."""
        self.session.get_one(Desk, actor.desk_id, with_for_update=True)

    def _row(self, desk_id: str, source: str, target: str) -> EngineRoute | None:
        return self.session.scalar(
            select(EngineRoute)
            .where(EngineRoute.desk_id == desk_id, EngineRoute.source == source, EngineRoute.target == target)
            .options(selectinload(EngineRoute.steps))
        )

    def _record(self, actor: Actor, pair: Pair, before: Route | None, after: Route | None) -> None:
        details = {"pair": pair, "before": before and asdict(before), "after": after and asdict(after)}
        self.session.add(
            AuditEntry(actor_id=actor.person_id, action="change_route", subject=actor.desk_id, details=details)
        )
        self.session.flush()


def _usual(states: Sequence[EngineState], pair: Pair) -> Route:
    first, *fallbacks = in_order(states, pair)
    return Route(first, tuple(fallbacks))


def _served(pair: Pair, chosen: Route | None, states: Sequence[EngineState]) -> Served:
    route, reason, model = chosen or _usual(states, pair), "", None
    seen = {state.name: state for state in states}
    try:
        model = choose(route, pair, lambda name: seen.get(name) or _missing(name)).models[pair]
    except EngineUnavailable as error:
        reason = error.sentence
    engines = tuple(state.name for state in states if pair in state.models)
    return Served(*pair, route, chosen is not None, model, reason, engines)


def _missing(name: str) -> EngineState:
    """The state of an engine that a route names and that is not set up any more."""
    now = utc_now()
    return EngineState(name, {}, f"The engine “{name}” is not set up here.", now, now)


def _checked(source: str, target: str) -> Pair:
    if language(source) == language(target):
        raise Invalid(phrase("“{source}” is named as both languages.", source=source))
    return source, target


def _route(row: EngineRoute) -> Route:
    drafting, shadows = ([step.engine.value for step in row.steps if step.kind is kind] for kind in StepKind)
    return Route(drafting[0], tuple(drafting[1:]), tuple(shadows), row.when_down)


def _steps(route: Route) -> list[EngineRouteStep]:
    engines: Mapping[StepKind, Iterable[str]] = {
        StepKind.DRAFTS: (route.first, *route.fallbacks),
        StepKind.SHADOWS: route.shadows,
    }
    return [
        EngineRouteStep(kind=kind, engine=EngineName(name), position=position)
        for kind, names in engines.items()
        for position, name in enumerate(names)
    ]
