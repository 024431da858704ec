"""Outlets: where articles come from."""

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import DeskError
from desk.services.outlets import Outlets
from desk.web import filters
from desk.web.addresses import go
from desk.web.permissions import ADMINISTRATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo

blueprint = Blueprint("outlets", __name__, url_prefix="/outlets")

FIELDS = ("name", "homepage", "language", "credit", "topic")


@blueprint.get("")
@permit(ADMINISTRATOR)
def index() -> str:
    return _page({}, "")


@blueprint.post("")
@permit(ADMINISTRATOR)
def add() -> Response:
    try:
        Outlets(session(), actor()).add(**_written())
    except DeskError as error:
        undo()
        return make_response(_page(_written(), told(error)), error.status)
    flash(_("The outlet is added."), "good")
    return _back()


@blueprint.get("/<outlet_id>")
@permit(ADMINISTRATOR)
def form(outlet_id: str) -> str:
    outlet = Outlets(session(), actor()).outlet(outlet_id)
    return _form(outlet_id, {name: getattr(outlet, name) or "" for name in FIELDS}, "")


@blueprint.post("/<outlet_id>")
@permit(ADMINISTRATOR)
def change(outlet_id: str) -> Response:
    try:
        Outlets(session(), actor()).change(outlet_id, **_written())
    except DeskError as error:
        undo()
        return make_response(_form(outlet_id, _written(), told(error)), error.status)
    flash(_("The outlet is changed."), "good")
    return _back()


def _written() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in FIELDS}


def _page(written: dict[str, str], error: str) -> str:
    outlets = Outlets(session(), actor()).list()
    return render_template("pages/outlets.html", outlets=outlets, written=_empty() | written, error=error, **_choices())


def _form(outlet_id: str, written: dict[str, str], error: str) -> str:
    return render_template("pages/outlet.html", outlet_id=outlet_id, written=written, error=error, **_choices())


def _empty() -> dict[str, str]:
    return dict.fromkeys(FIELDS, "")


def _choices() -> dict[str, object]:
    return {"languages": [("", _("Several, or not said")), *filters.languages()]}


def _back() -> Response:
    return go(url_for("outlets.index"))
