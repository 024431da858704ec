"""What one was told: a page of it, and the bell in every page's head, which keeps itself up to date."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import NotFound
from desk.domain.notification import NotificationKind, ways
from desk.domain.phrase import phrase
from desk.domain.week import week_named
from desk.services.digest import Digest, RereadArticle
from desk.services.inbox import Inbox, Unread
from desk.services.own_profile import OwnProfile
from desk.services.preferences import Choice, Preferences
from desk.services.told import told
from desk.text.diff import word_diff
from desk.web.addresses import go, local
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session, wiring

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")

SIZE = 50


@blueprint.get("")
@permit(NEWSROOM)
def index() -> str:
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= 100_000:
        raise NotFound(phrase("There is no such page of notifications."))
    found, total = _inbox().page(number, SIZE)
    return render_template(
        "pages/notifications.html",
        items=told(session(), found),
        number=number,
        size=SIZE,
        total=total,
        newest=max((one.id for one in found), default=""),
    )


@blueprint.get("/bell")
@permit(NEWSROOM)
def bell() -> str | Response:
    """The bell again, or nothing where as many wait as the page knows of: it asks every half minute, by one query."""
    now = unread()
    if request.args.get("have") == now.mark:
        return Response(status=204)
    return render_template("partials/bell.html")


@blueprint.post("/<notification_id>/open")
@permit(NEWSROOM)
def follow(notification_id: str) -> Response:
    """Says that it was read, and leads to what it is about."""
    found = _inbox().read(notification_id)
    return go(local(told(session(), [found])[0].path))


@blueprint.post("/<notification_id>/read")
@permit(NEWSROOM)
def read(notification_id: str) -> Response:
    _inbox().read(notification_id)
    return go(url_for("notifications.index"))


@blueprint.post("/read")
@permit(NEWSROOM)
def read_all() -> Response:
    """Says that all that the page showed, and what is older, was read."""
    _inbox().read_all(request.form.get("until", ""))
    flash(_("All of them count as read."), "good")
    return go(url_for("notifications.index"))


@blueprint.get("/digest/<week>")
@permit(NEWSROOM)
def digest(week: str) -> str:
    """The reader's own sentences that read differently after review, in one week."""
    asked = week_named(week)
    articles = [_with_differences(one) for one in Digest(session(), actor(), asked).mine()]
    return render_template("pages/digest.html", week=asked, articles=articles)


def _with_differences(article: RereadArticle) -> Mapping[str, Any]:
    sentences = [(one, word_diff(one.before, one.after)) for one in article.sentences]
    return {"translation": article.translation, "sentences": sentences}


def unread() -> Unread:
    """What waits for the reader; asked for once in a request."""
    if "unread" not in g:
        g.unread = _inbox().unread()
    found: Unread = g.unread
    return found


def choices() -> Mapping[str, Any]:
    """For the preferences: each kind with its ways, the reader's address, and whether the desk sends mails."""
    chosen = Preferences(session(), actor()).read(Choice.NOTIFICATIONS)
    return {
        "kinds": [(kind, ways(chosen, kind)) for kind in NotificationKind],
        "address": OwnProfile(session(), actor()).read().email,
        "mails": wiring().settings.mails,
    }


def _inbox() -> Inbox:
    return Inbox(session(), actor())
