"""Who may open which page: every route says so beside its function, and one that does not is open to nobody."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request, url_for

from desk.domain.errors import Forbidden
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.web.addresses import go
from desk.web.reader import actor, signed_in

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC: frozenset[Role] | None = None
"""Everybody, signed in or not."""

TRANSLATOR, EDITOR, ADMINISTRATOR = Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR
NEWSROOM = frozenset({TRANSLATOR, EDITOR, ADMINISTRATOR})
"""Everybody who is signed in and has a role."""

FOR = {
    frozenset({TRANSLATOR}): phrase("This page is for translators."),
    frozenset({EDITOR}): phrase("This page is for editors."),
    frozenset({ADMINISTRATOR}): phrase("This page is for administrators."),
    frozenset({TRANSLATOR, EDITOR}): phrase("This page is for translators and editors."),
}
"""What somebody without the role is told."""

_MARK = "desk_permission"


def permit(roles: frozenset[Role] | Role | None) -> Callable[[View], View]:
    """Marks a view as open to people with one of the roles, or to everybody (`PUBLIC`). Stands right above `def`."""

    def mark(view: View) -> View:
        setattr(view, _MARK, frozenset({roles}) if isinstance(roles, Role) else roles)
        return view

    return mark


def permission(app: Flask, endpoint: str) -> frozenset[Role] | None:
    """The roles that open an endpoint, None for everybody. Raises `Forbidden` where its view declares nothing."""
    view = app.view_functions[endpoint]
    if not hasattr(view, _MARK):
        raise Forbidden(phrase("The page {endpoint} does not say who may open it, so nobody may.", endpoint=endpoint))
    roles: frozenset[Role] | None = getattr(view, _MARK)
    return roles


def check() -> Response | None:
    """Before each request: sends nobody to sign in, and refuses people without the role."""
    if request.endpoint is None:  # no such address, which the router says better
        return None
    if request.blueprint == "api":  # its operations guard themselves by the same roles, and never send to a page
        return None
    roles = permission(current_app, request.endpoint)
    if roles is None:  # everybody
        return None
    if not signed_in():
        return _to_sign_in()
    if actor().roles.isdisjoint(roles):
        raise Forbidden(FOR.get(roles) or phrase("This page is for {roles}.", roles=_either(roles)))
    return None


def _to_sign_in() -> Response:
    here = request.full_path.rstrip("?") if request.method == "GET" else ""
    address = url_for("sign_in.form", next=here or None)
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": address})
    return go(address)


def _either(roles: frozenset[Role]) -> str:
    names = [f"{role}s" for role in Role if role in roles]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
