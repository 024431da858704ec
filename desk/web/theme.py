"""The theme switch: a cookie, so that the first byte of a page already knows it."""

from flask import Blueprint, Response, current_app, request

from desk.web.addresses import go, local
from desk.web.permissions import PUBLIC, permit
from desk.web.reader import THEMES

blueprint = Blueprint("theme", __name__)

YEAR = 365 * 24 * 3600


@blueprint.post("/theme")
@permit(PUBLIC)
def choose() -> Response:
    """Keeps the theme, and goes back where the reader was."""
    asked = request.form.get("theme", "auto")
    quietly = bool(request.headers.get("HX-Request"))
    answer = Response(status=204) if quietly else go(local(request.form.get("next")))
    secure = current_app.config["DESK"].https
    answer.set_cookie(
        "theme", asked if asked in THEMES else "auto", max_age=YEAR, samesite="Lax", secure=secure, httponly=True
    )
    return answer
