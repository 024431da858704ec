"""The request's one transaction: opened when first needed, committed once after a response that went well.

A request that only reads (`GET`, `HEAD`, `OPTIONS`) never commits. One that may write holds SQLite's write lock from its first
query, so that it cannot fail for having read before; so a view does what is slow before it asks for the session.
Nothing else in the web rooms commits.
"""

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from desk.wiring import Wiring

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def wiring() -> Wiring:
    """What the application was made with: settings, database, engine, glossary."""
    found: Wiring = current_app.extensions["desk.wiring"]
    return found


def session() -> Session:
    """The request's session."""
    if "session" not in g:
        g.session = wiring().database.session(write=request.method not in READING)
    opened: Session = g.session
    return opened


def finish(response: Response) -> Response:
    """Commits what a request wrote if it is answered well, and rolls it back otherwise."""
    opened: Session | None = g.get("session")
    if opened is not None:
        if request.method not in READING and response.status_code < 400:
            opened.commit()
        else:
            opened.rollback()
    return response


def undo() -> None:
    """Rolls back what the request has written so far; for pages that tell of an error."""
    opened: Session | None = g.get("session")
    if opened is not None:
        opened.rollback()


def close(error: BaseException | None = None) -> None:
    """Gives the connection back; what was not committed is gone."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def install(app: Flask, wiring: Wiring) -> None:
    app.extensions["desk.wiring"] = wiring
    app.after_request(finish)
    app.teardown_request(close)
