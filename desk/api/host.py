"""What the API asks of the application it is a part of: the desk, the request's session, and who is signed in."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, g
from sqlalchemy.orm import Session

from desk.services.actor import Actor
from desk.wiring import Wiring

EXTENSION = "desk.api"


@dataclass(frozen=True, slots=True)
class Host:
    """What the application lends to the API.

    `session` is the request's, committed by the application once a view has answered; `undo` rolls it back.
    `browser` is the person whom the session cookie names, None for nobody; `protect` raises where a request that
    writes under that cookie does not carry its CSRF token.
    """

    wiring: Callable[[], Wiring]
    session: Callable[[], Session]
    undo: Callable[[], None]
    browser: Callable[[], Actor | None]
    protect: Callable[[], None]


def host() -> Host:
    found: Host = current_app.extensions[EXTENSION]
    return found


def wiring() -> Wiring:
    return host().wiring()


def session() -> Session:
    return host().session()


def actor() -> Actor:
    """Who asks, in an operation that asks for a role."""
    found: Actor = g.api_actor
    return found
