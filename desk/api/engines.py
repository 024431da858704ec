"""Engines over the API, to be read: how each is, and who drafts which pair of languages."""

from desk.api.host import actor, session, wiring
from desk.api.operation import NEWSROOM, operation
from desk.api.paging import sliced
from desk.api.schemas import engines as schemas
from desk.api.schemas.base import PageQuery
from desk.domain.routing import EngineState
from desk.services.engine_routes import Served


@operation("GET", "/engines", NEWSROOM, "How each engine is")
def list_engines(query: PageQuery) -> schemas.EnginesPage:
    return sliced(schemas.EnginesPage, [_engine(one) for one in wiring().engines.states()], query)


@operation("GET", "/engines/routes", NEWSROOM, "Which engine drafts which pair of languages")
def list_engine_routes(query: PageQuery) -> schemas.EngineRoutesPage:
    found = wiring().routes(session()).overview(actor().desk_id, wiring().engines.states())
    return sliced(schemas.EngineRoutesPage, [_route(one) for one in found], query)


def _engine(one: EngineState) -> schemas.Engine:
    return schemas.Engine(
        name=one.name,
        up=one.up,
        reason=one.reason,
        since=one.since,
        checked_at=one.checked_at,
        pairs=len(one.models),
    )


def _route(one: Served) -> schemas.EngineRoute:
    return schemas.EngineRoute(
        from_=one.source,
        to=one.target,
        first=one.route.first,
        fallbacks=list(one.route.fallbacks),
        shadows=list(one.route.shadows),
        when_down=one.route.when_down,
        chosen=one.chosen,
        drafts_now=schemas.Drafter.model_validate(one.model) if one.model else None,
        reason=one.reason,
    )


OPERATIONS = (list_engines, list_engine_routes)
