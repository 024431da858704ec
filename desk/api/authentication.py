"""Who asks: the person of a token or, where there is none, of the signed-in browser."""

from enum import StrEnum

from flask import g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from desk.api.host import host
from desk.domain.errors import Forbidden
from desk.domain.workflow import Role
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.tokens import Tokens

READING = frozenset({"GET", "HEAD"})


class Via(StrEnum):
    """How somebody came to be known."""

    TOKEN = "token"  # noqa: S105 - a word, not a secret
    BROWSER = "browser"


def admit(roles: frozenset[Role] | None) -> None:
    """Lets the request pass, and keeps who asks for `desk.api.host.actor`. `roles` are None where everybody may ask.

    Raises `Unauthorized` for a token that does not hold, also beside a cookie and where no token was needed, and for
    nobody where a role is needed; `Forbidden` for somebody without one.
    """
    found = _of_token() if "Authorization" in request.headers else _of_browser()
    g.api_actor = found
    if roles is None:
        return
    if found is None:
        raise _unauthorized("Say who you are: send a token, or sign in.")
    if not found.has(*roles):
        raise Forbidden(f"This is for {' and '.join(f'{role}s' for role in sorted(roles))} alone.")


def _of_token() -> Actor:
    """In a session of its own, closed at once: a view may have slow work to do before it wants the write lock."""
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    if scheme.casefold() != "bearer":
        raise _unauthorized("The API knows the authorization scheme “Bearer” alone.", "invalid_request")
    with host().wiring().database.session() as reading:
        person = Tokens(reading).person(secret.strip())
        if person is None:
            raise _unauthorized("The token is unknown, has run out or was revoked.", "invalid_token")
        g.api_via = Via.TOKEN
        return Accounts(reading).actor(person)


def _of_browser() -> Actor | None:
    found = host().browser()
    if found is not None and request.method not in READING:
        host().protect()
    g.api_via = Via.BROWSER
    return found


def _unauthorized(sentence: str, error: str = "") -> Unauthorized:
    challenge = WWWAuthenticate("bearer", {"realm": "desk", **({"error": error} if error else {})})
    return Unauthorized(sentence, www_authenticate=challenge)
