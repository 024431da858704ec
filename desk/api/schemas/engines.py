"""Engines: how each is, and who drafts which pair of languages."""

from pydantic import Field

from desk.api.schemas.base import Page, Shown, When
from desk.domain.routing import WhenDown


class Drafter(Shown):
    """What drafts a pair: an engine, its model and the model's version. A starter model is for trying the desk."""

    engine: str
    model: str
    version: str
    notice: str
    starter: bool


class Engine(Shown):
    """How an engine is, as the server saw it last: up, or down for a `reason`, both `since` then."""

    name: str
    up: bool
    reason: str
    since: When
    checked_at: When
    pairs: int


class EnginesPage(Page[Engine]):
    """Engines in the order in which they are asked where no route says otherwise."""


class EngineRoute(Shown):
    """Who drafts a pair of languages. `drafts_now` is null where nobody does, and then `reason` says why.

    `chosen` says that the desk chose the engines itself. With `when_down` "wait" a story waits for its first engine.
    """

    from_: str = Field(serialization_alias="from")
    to: str
    first: str
    fallbacks: list[str]
    shadows: list[str]
    when_down: WhenDown
    chosen: bool
    drafts_now: Drafter | None
    reason: str


class EngineRoutesPage(Page[EngineRoute]):
    """Every pair that an engine drafts or that the desk chose engines for."""
