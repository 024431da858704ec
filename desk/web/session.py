"""The request's one transaction: opened when first needed, committed once when a view has answered.

A view's answer is committed whatever its status (a conflict keeps the loser's text); an exception rolls back, in
`errors.answer`, before its page is made. A view that catches an error itself calls `undo`.

A request that only reads (`GET`, `HEAD`, `OPTIONS`) never commits. One that may write holds SQLite's write lock from
its first query, so that it cannot fail for having read before; so a view does what is slow before it asks for the
session. Nothing else in the web rooms commits.
"""

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from desk.db import Database
from desk.wiring import Wiring

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def wiring() -> Wiring:
    """The desk that the application was made with: its settings, glossary and services with their collaborators."""
    found: Wiring = current_app.extensions["desk"]
    return found


def database() -> Database:
    """The desk's database."""
    return wiring().database


def session() -> Session:
    """The request's session."""
    if "session" not in g:
        g.session = database().session(write=request.method not in READING)
    opened: Session = g.session
    return opened


def finish(response: Response) -> Response:
    """Commits what a request wrote; of an error nothing is left by now to commit."""
    opened: Session | None = g.get("session")
    if opened is not None and request.method not in READING:
        opened.commit()
    return response


def undo() -> None:
    """Rolls back what the request has written so far, for an answer that tells of an error."""
    opened: Session | None = g.get("session")
    if opened is not None:
        opened.rollback()


def close(error: BaseException | None = None) -> None:
    """Gives the connection back; what was not committed is gone."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def install(app: Flask, wiring: Wiring) -> None:
    app.extensions["desk"] = wiring
    app.after_request(finish)
    app.teardown_request(close)
