"""Which keys somebody wants in the editor and the review: a section of the preferences, and a switch in their list."""

from flask import Blueprint, Response, jsonify, request

from desk.domain.errors import DeskError
from desk.services.preferences import Choice, Preferences
from desk.web.keys import mine
from desk.web.permissions import NEWSROOM, permit
from desk.web.preferences import kept, refused
from desk.web.reader import actor
from desk.web.session import session
from desk.web.sheet.answers import in_json
from desk.web.sheet.bindings import LEADERS, choice
from desk.web.sheet.sent import sent

blueprint = Blueprint("key_choices", __name__, url_prefix="/preferences/keys")

FIELD = "key-"
"""What the name of a command's field begins with."""


@blueprint.post("")
@permit(NEWSROOM)
def choose() -> Response:
    """Keeps the keys of the form, or goes back to the usual ones where `usual` was sent."""
    form = request.form
    typed = {name.removeprefix(FIELD): key for name, key in form.items() if name.startswith(FIELD)}
    try:
        wanted = None if "usual" in form else choice(typed, form.get("leader", LEADERS[0]), single="single" in form)
        Preferences(session(), actor()).choose(Choice.KEYS, wanted)
    except DeskError as error:
        return refused("keys", error)
    return kept()


@blueprint.post("/single")
@permit(NEWSROOM)
@in_json
def switch() -> Response:
    """Says whether keys act by themselves (`on`), and leaves them what they are."""
    on = sent().get("on") is True
    now = mine()
    Preferences(session(), actor()).choose(Choice.KEYS, choice(now.keys, now.leader, single=on))
    return jsonify(result="saved", on=on)
