"""Errors as pages: one sentence that names the cause, under the right status; for htmx the same as a notice."""

import logging
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import BadHost, HTTPException, SecurityError

from desk.api import problems
from desk.domain.errors import DeskError
from desk.web.addresses import local
from desk.web.phrases import told
from desk.web.session import undo

log = logging.getLogger(__name__)

SENTENCES = {
    400: (
        lazy_gettext("This form cannot be taken"),
        lazy_gettext("The page was open too long, or cookies are off. Go back, reload, and try again."),
    ),
    403: (lazy_gettext("Not allowed"), lazy_gettext("You may not do this.")),
    404: (
        lazy_gettext("Not found"),
        lazy_gettext("There is no such page. The address may be mistyped, or what was here has gone."),
    ),
    405: (lazy_gettext("Not allowed"), lazy_gettext("This address does not take such a request.")),
    413: (
        lazy_gettext("Too large"),
        lazy_gettext("That is more than the desk takes in at once: a page or a text has at most 10 MB."),
    ),
    429: (lazy_gettext("Too many tries"), lazy_gettext("Wait a minute, then try again.")),
    500: (
        lazy_gettext("The desk failed"),
        lazy_gettext("The mistake is the desk's, and has been noted. Nothing was half stored."),
    ),
}
"""Title and sentence of the errors that have no words of the desk's own."""


def install(app: Flask) -> None:
    app.register_error_handler(DeskError, of_the_desk)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, of_nobody)


def of_the_desk(error: DeskError) -> Response:
    return answer(error.status, told(error.title), told(error))


def of_http(error: HTTPException) -> Response:
    """What Flask, werkzeug and the extensions refuse."""
    if problems.concerns(request.path):  # an address under /api that leads nowhere; the others answer for themselves
        return problems.of_http(error)
    if isinstance(error, BadHost | SecurityError):  # no address can be built then, and so no page
        return Response("The Host header of this request names no host.\n", 400, mimetype="text/plain")
    status = error.code or 500
    if error.response is not None:  # a redirect raised as an exception
        return make_response(error.response)
    title, sentence = SENTENCES.get(status, (error.name, _("This did not work.")))
    return answer(status, title, sentence, allow=getattr(error, "valid_methods", None))


def of_nobody(error: Exception) -> Response:
    """What nobody foresaw: logged with its trace, and told without it."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(500, *SENTENCES[500])


def answer(status: int, title: str, sentence: str, *, allow: list[str] | None = None) -> Response:
    """The page, or for htmx the notice. What the request wrote is rolled back first, so that the page can read."""
    undo()
    g.blind = status >= 500  # then the page asks nothing of what may be what failed
    template = "errors/notice.html" if request.headers.get("HX-Request") else "errors/page.html"
    response = make_response(
        render_template(template, status=status, title=title, sentence=sentence, back=_back()), status
    )
    if allow:
        response.headers["Allow"] = ", ".join(allow)
    return response


def _back() -> str:
    """Where the reader came from, if that was a page of the desk's and not this one."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:  # a header says what it likes
        return ""
    here = parts.netloc == request.host and parts.path != request.path
    return local(urlunsplit(("", "", parts.path, parts.query, "")), "") if here else ""
