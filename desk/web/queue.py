"""The queue: what there is to translate, to review and to publish."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.workflow import State
from desk.models.base import utc_now
from desk.services.outlets import Outlets
from desk.services.planning import topics
from desk.services.queue import BOUND, Due, Found, Queue, QueueFilter, QueuePage, Sort, View
from desk.services.queue_filter import HOURS, filter_of, filter_record
from desk.services.roster import translators
from desk.services.saved_views import KeptView, SavedViews
from desk.web import filters
from desk.web.addresses import go, local
from desk.web.packages import starter_pairs
from desk.web.permissions import NEWSROOM, TRANSLATOR, permit
from desk.web.reader import actor, zone
from desk.web.session import session, wiring

blueprint = Blueprint("queue", __name__)

VIEWS: Mapping[View, Any] = {
    View.ALL: N_("All"),
    View.MINE: N_("Mine"),
    View.RETURNED: N_("Returned"),
    View.FREE: N_("Free"),
    View.SUBMITTED: N_("Submitted"),
    View.LATE: N_("Late"),
    View.BREAKING: N_("Breaking"),
    View.STALE: N_("Stale"),
    View.APPROVED: N_("Approved"),
    View.PUBLISHED: N_("Published"),
}
"""The tabs, in order."""
STATES: Mapping[State, Any] = {
    State.DRAFTING: N_("Drafting"),
    State.DRAFTED: N_("Drafted"),
    State.EDITING: N_("Editing"),
    State.SUBMITTED: N_("Submitted"),
    State.APPROVED: N_("Approved"),
    State.PUBLISHED: N_("Published"),
    State.WITHDRAWN: N_("Withdrawn"),
    State.KILLED: N_("Killed"),
    State.CANCELLED: N_("Cancelled"),
}
SORTS: Mapping[Sort, Any] = {
    Sort.DUE: N_("Due first"),
    Sort.NEWEST: N_("Newest first"),
    Sort.SHORTEST: N_("Fewest words to do"),
    Sort.LONGEST: N_("Most words to do"),
    Sort.FINDINGS: N_("Most open findings"),
    Sort.DOUBTFUL: N_("Engine least sure"),
}
FOUND: Mapping[Found, Any] = {
    Found.BLOCKING: N_("Blocking ones"),
    Found.ANY: N_("Any"),
    Found.NONE: N_("None"),
}
NOTHING: Mapping[View, Any] = {
    View.ALL: N_("Take an article in, and its translations appear here."),
    View.MINE: N_("You have claimed nothing. Free translations wait under “Free”."),
    View.RETURNED: N_("Nothing was sent back to you."),
    View.FREE: N_("No draft waits for a translator."),
    View.SUBMITTED: N_("No translation waits for an editor."),
    View.LATE: N_("Nothing is late. Due times are set with the article, or for those chosen in a list."),
    View.BREAKING: N_("Nothing is breaking. An editor marks a story so, here or on its page."),
    View.STALE: N_("Every translation follows its article’s newest text."),
    View.APPROVED: N_("Nothing waits to be published."),
    View.PUBLISHED: N_("Nothing has been published yet."),
}
"""What an empty view says: why, and what to do."""
MORE = ("source", "state", "outlet", "topic", "holder", "due", "longest", "found")
"""Filters that stand behind “More”."""

SOON, LATER = 3, 30
"""Seconds between two looks at a list with drafts under way, and at one without."""
TEN_MINUTES = 600


@blueprint.get("/")
@permit(NEWSROOM)
def index() -> Response:
    """The page, or for htmx the list alone; nothing (204) where that is the list which the browser has."""
    if not request.headers.get("HX-Request"):
        return make_response(render_template("pages/queue.html", **_list(), **_form()))
    listed = _list()
    if request.args.get("seen") == listed["digest"]:
        return Response(status=204)
    return make_response(render_template("partials/queue_list.html", **listed))


@blueprint.post("/translations/<translation_id>/claim")
@permit(TRANSLATOR)
def claim(translation_id: str) -> Response:
    """Takes a translation and opens it."""
    wiring().translations(session(), actor()).claim(translation_id)
    return go(f"/translations/{translation_id}/edit")


@blueprint.post("/translations/<translation_id>/release")
@permit(TRANSLATOR)
def release(translation_id: str) -> Response:
    """Gives a translation back to the queue; what was written stays."""
    wiring().translations(session(), actor()).release(translation_id)
    flash(_("The translation is free again. What you wrote has been kept."), "good")
    return go(local(request.form.get("next")))


@blueprint.post("/queue/views")
@permit(NEWSROOM)
def save_view() -> Response:
    """Keeps the filter that stands in the form's address under a name."""
    wanted = filter_of(request.form)
    SavedViews(session(), actor()).save(request.form.get("name", ""), wanted, shared="shared" in request.form)
    flash(_("The view is saved. It stands beside the others from now on."), "good")
    return go(_address(wanted))


@blueprint.post("/queue/views/<view_id>/remove")
@permit(NEWSROOM)
def remove_view(view_id: str) -> Response:
    SavedViews(session(), actor()).remove(view_id)
    flash(_("The view is gone."), "good")
    return go(url_for("queue.index"))


def _list() -> dict[str, Any]:
    """What the list shows: eight queries, however long it is."""
    wanted = _wanted()
    queue = Queue(session(), actor(), zone())
    page, counts = queue.page(wanted), queue.counts()
    kept = SavedViews(session(), actor()).list()
    drafting = any(row.translation.state is State.DRAFTING for row in page.rows)
    digest = _digest(page, list(counts.values()), kept)
    return {
        "page": page,
        "wanted": wanted,
        "record": filter_record(wanted),
        "filtered": filter_record(wanted).keys() - {"view", "sort"},
        "nothing": NOTHING[wanted.view],
        "tabs": [*_standing(wanted, counts), *_saved(wanted, kept)],
        "kept": kept,
        "views": VIEWS,
        "digest": digest,
        "here": _address(wanted, page=wanted.page),
        "refresh": _address(wanted, page=wanted.page, seen=digest),
        "seconds": SOON if drafting else LATER,
        "previous": _address(wanted, page=wanted.page - 1) if wanted.page > 1 else "",
        "next": _address(wanted, page=wanted.page + 1) if wanted.page < page.pages else "",
        "starter": _from_starter(page),
    }


def _form() -> dict[str, Any]:
    """What the filters and the bulk bar offer."""
    outlets = [(one.id, one.name) for one in Outlets(session(), actor()).list()]
    any_ = ("", _("Any"))
    return {
        "languages": [any_, *filters.languages()],
        "states": [any_, *((state.value, str(label)) for state, label in STATES.items())],
        "sorts": [(sort.value, str(label)) for sort, label in SORTS.items()],
        "found": [any_, *((one.value, str(label)) for one, label in FOUND.items())],
        "dues": [any_, *_dues()],
        "outlets": [any_, *outlets] if outlets else [],
        "topics": [any_, *((one, one) for one in topics(session(), actor()))],
        "translators": translators(session(), actor()),
        "more": MORE,
    }


def _dues() -> Sequence[tuple[str, str]]:
    return [
        (Due.HOURS.value, _("In %(hours)s hours", hours=HOURS)),
        (Due.TODAY.value, _("Today")),
        (Due.TOMORROW.value, _("By tomorrow")),
        (Due.WEEK.value, _("Within a week")),
    ]


def _wanted() -> QueueFilter:
    """The filter that the address asks for. Raises `Invalid` where it asks for what does not exist."""
    try:
        page = max(1, min(int(request.args.get("page") or 1), 1_000_000))
    except ValueError as error:
        raise Invalid(phrase("The queue has no such page.")) from error
    return filter_of(request.args, page=page)


def _standing(wanted: QueueFilter, counts: Mapping[View, int]) -> list[dict[str, Any]]:
    """The tabs of the standing views. Filters go with the reader from one to the next."""
    record = filter_record(wanted)
    return [
        {
            "label": label,
            "href": _link({**record, "view": None if view is View.ALL else view.value}),
            "current": view is wanted.view,
            "count": min(counts[view], BOUND),
            "more": counts[view] > BOUND,
            "tone": "bad" if view in (View.LATE, View.BREAKING) and counts[view] else "",
        }
        for view, label in VIEWS.items()
    ]


def _saved(wanted: QueueFilter, kept: Sequence[KeptView]) -> list[dict[str, Any]]:
    """The tabs of saved views; they are not counted, since any filter may stand behind them."""
    record = filter_record(wanted)
    return [
        {
            "label": one.name,
            "href": _address(one.wanted),
            "current": bool(record) and one.record == record,
            "icon": "people" if one.shared else "filter",
        }
        for one in kept
    ]


def _address(wanted: QueueFilter, *, page: int = 1, seen: str = "") -> str:
    """The address of a filter; what is as usual stays out of it."""
    return _link({**filter_record(wanted), "page": str(page) if page > 1 else None, "seen": seen or None})


def _link(values: Mapping[str, str | None]) -> str:
    """The queue's address with these values; those that are None stay out of it."""
    given: dict[str, Any] = dict(values)
    return url_for("queue.index", **given)


def _digest(page: QueuePage, counts: Sequence[int], kept: Sequence[KeptView]) -> str:
    """What tells one list from another; every ten minutes another one, since “an hour ago” does not stay true."""
    rows = [
        (
            *(row.translation.id, row.translation.changed_at, row.translation.due_at, row.translation.lease_until),
            *(row.drafted, row.confirmed, row.words_to_do, row.blocks, row.warnings, row.holder_name, row.late),
            *(row.stale, row.returned, row.waits_for, row.note, row.translation.story.title),
            *(row.translation.story.breaking, row.translation.story.restricted, row.translation.story.embargo_until),
        )
        for row in page.rows
    ]
    views = [(one.id, one.name, one.shared) for one in kept]
    whole = repr((rows, page.total, page.more, counts, views, int(utc_now().timestamp()) // TEN_MINUTES))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _from_starter(page: QueuePage) -> bool:
    """Whether drafts in the list come from a starter package, and from no engine that goes before it."""
    pairs = {(row.translation.article.language, row.translation.language) for row in page.rows}
    return wiring().routes(session()).any_from_starter(actor().desk_id, pairs & starter_pairs())
