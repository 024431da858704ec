"""What a story's page lets people say of it besides its text: who sees it, its topic, whether it breaks."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_

from desk.services.planning import Planning, topics
from desk.services.story_access import NAMED, OPENED, RESTRICTED, TAKEN_AWAY, StoryAccesses
from desk.web.addresses import go
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("story_access", __name__)

WRITERS = frozenset({TRANSLATOR, EDITOR})
ACTS = {
    NAMED: N_("named"),
    TAKEN_AWAY: N_("taken off"),
    RESTRICTED: N_("restricted"),
    OPENED: N_("opened to the desk"),
}
"""What was done, as people say it."""


def particulars(story_id: str) -> dict[str, Any]:
    """What the story's page shows of it."""
    return {
        "access": StoryAccesses(session(), actor()).view(story_id),
        "access_acts": ACTS,
        "topics": topics(session(), actor()),
    }


@blueprint.post("/stories/<story_id>/people")
@permit(WRITERS)
def name(story_id: str) -> Response:
    StoryAccesses(session(), actor()).name(story_id, request.form.get("person", ""))
    flash(_("They see the story from now on."), "good")
    return _back(story_id)


@blueprint.post("/stories/<story_id>/people/<person_id>/remove")
@permit(WRITERS)
def take_away(story_id: str, person_id: str) -> Response:
    """Whoever takes their own name away does not see the story any more, and is sent to the queue."""
    StoryAccesses(session(), actor()).take_away(story_id, person_id)
    flash(_("They do not see the story any more; what they held of it is free again."), "good")
    return go(url_for("queue.index")) if person_id == actor().person_id else _back(story_id)


@blueprint.post("/stories/<story_id>/restrict")
@permit(WRITERS)
def restrict(story_id: str) -> Response:
    StoryAccesses(session(), actor()).restrict(story_id)
    flash(_("The story is restricted. Those who work on it and you see it; name whoever else should."), "good")
    return _back(story_id)


@blueprint.post("/stories/<story_id>/open")
@permit(WRITERS)
def open_(story_id: str) -> Response:
    StoryAccesses(session(), actor()).open(story_id)
    flash(_("Everybody at the desk sees the story."), "good")
    return _back(story_id)


@blueprint.post("/stories/<story_id>/topic")
@permit(WRITERS)
def topic(story_id: str) -> Response:
    Planning(session(), actor()).set_topic(story_id, request.form.get("topic", ""))
    flash(_("The topic is set."), "good")
    return _back(story_id)


@blueprint.post("/stories/<story_id>/breaking")
@permit(EDITOR)
def breaking(story_id: str) -> Response:
    """Marks the story as breaking news, or takes the mark away."""
    breaks = request.form.get("breaking") == "yes"
    Planning(session(), actor()).set_breaking(story_id, breaking=breaks)
    flash(_("The story is breaking news.") if breaks else _("The story is not breaking news any more."), "good")
    return _back(story_id)


def _back(story_id: str) -> Response:
    return go(url_for("stories.show", story_id=story_id))
