"""Which notifications somebody wants, and by which way: a section of the preferences."""

from flask import Blueprint, Response, request

from desk.domain.errors import DeskError
from desk.domain.notification import choice
from desk.services.preferences import Choice, Preferences
from desk.web.permissions import NEWSROOM, permit
from desk.web.preferences import kept, refused
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("notification_choices", __name__)


@blueprint.post("/preferences/notifications")
@permit(NEWSROOM)
def choose() -> Response:
    """Keeps which boxes were ticked, each named "kind:way"."""
    ticked = [tuple(one.split(":", 1)) for one in request.form.getlist("on")]
    try:
        on = [(one[0], one[1] if len(one) > 1 else "") for one in ticked]
        Preferences(session(), actor()).choose(Choice.NOTIFICATIONS, choice(on))
    except DeskError as error:
        return refused("notifications", error)
    return kept()
