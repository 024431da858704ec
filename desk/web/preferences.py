"""What people choose for themselves: one page of sections, each with a form that its own module answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import DeskError
from desk.services.own_profile import OwnProfile, zones
from desk.web import keys, notifications
from desk.web.addresses import go
from desk.web.permissions import NEWSROOM, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: the partial that shows it, and the `values` that it shows."""

    name: str
    partial: str
    values: Callable[[], Mapping[str, Any]]


def _profile() -> Mapping[str, Any]:
    return {"profile": OwnProfile(session(), actor()).read(), "zones": [(zone, zone) for zone in zones()]}


SECTIONS: tuple[Section, ...] = (
    Section("profile", "partials/preferences_profile.html", _profile),
    Section("notifications", "partials/preferences_notifications.html", notifications.choices),
    Section("keys", "partials/preferences_keys.html", keys.choices),
)
"""In the order of the page."""


@blueprint.get("")
@permit(NEWSROOM)
def index() -> str:
    return page()


@blueprint.post("/profile")
@permit(NEWSROOM)
def profile() -> Response:
    sent = request.form
    try:
        OwnProfile(session(), actor()).change(sent.get("name", ""), sent.get("email", ""), sent.get("time_zone", ""))
    except DeskError as error:
        return refused("profile", error)
    return kept()


def page(errors: Mapping[str, str] | None = None) -> str:
    """The page; `errors` says by a section's name why it could not be kept."""
    sections = [(section, section.values()) for section in SECTIONS]
    return render_template("pages/preferences.html", sections=sections, errors=errors or {}, sent=request.form)


def kept() -> Response:
    """Says that a section's choices hold, and shows the page again."""
    flash(_("Your preferences are saved."), "good")
    return go(url_for("preferences.index"))


def refused(section: str, error: DeskError) -> Response:
    """Shows the page again with the reason beside its section; nothing is kept."""
    undo()
    return make_response(page({section: told(error)}), error.status)
