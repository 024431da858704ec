"""The API as a part of the application, which lends it the request's session and the signed-in browser."""

from flask import Flask

from desk import api
from desk.api.host import Host
from desk.services.actor import Actor
from desk.web.permissions import permit
from desk.web.reader import actor, signed_in
from desk.web.session import session, undo, wiring

blueprint = api.blueprint


def install(app: Flask) -> None:
    """Stands behind the blueprints. A token needs no CSRF token, so the API asks for one itself, of a browser alone."""
    csrf = app.extensions["csrf"]
    csrf.exempt(blueprint)
    api.install(app, Host(wiring, session, undo, _browser, csrf.protect))
    for one in api.OPERATIONS:
        permit(one.roles)(app.view_functions[f"{blueprint.name}.{one.name}"])


def _browser() -> Actor | None:
    return actor() if signed_in() else None
