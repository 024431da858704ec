"""The queue: what there is to translate, to review and to publish."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.workflow import State
from desk.services.queue import BOUND, Queue, QueueFilter, QueuePage, View
from desk.web import filters
from desk.web.addresses import go, local
from desk.web.packages import starter_pairs
from desk.web.permissions import NEWSROOM, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.wording import word

blueprint = Blueprint("queue", __name__)

VIEWS: Mapping[View, str] = {
    View.ALL: lazy_gettext("All"),
    View.MINE: lazy_gettext("Mine"),
    View.RETURNED: lazy_gettext("Returned"),
    View.FREE: lazy_gettext("Free"),
    View.SUBMITTED: lazy_gettext("Submitted"),
    View.APPROVED: lazy_gettext("Approved"),
    View.PUBLISHED: lazy_gettext("Published"),
}
"""The tabs, in order."""

SOON, LATER = 3, 30
"""Seconds between two looks at a list with drafts under way, and at one without."""


@blueprint.get("/")
@permit(NEWSROOM)
def index() -> str:
    """The page, or for htmx the list alone: both render the same partial."""
    template = "partials/queue_list.html" if request.headers.get("HX-Request") else "pages/queue.html"
    return render_template(template, **_list())


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


def _list() -> dict[str, Any]:
    """What the list shows: seven queries, however long it is."""
    wanted = _wanted()
    queue = Queue(session(), actor())
    page = queue.page(wanted)
    counts = queue.counts()
    drafting = any(row.translation.state is State.DRAFTING for row in page.rows)
    return {
        "page": page,
        "wanted": wanted,
        "tabs": [
            {
                "label": label,
                "href": _address(wanted, view=view, page=1),
                "current": view is wanted.view,
                "count": min(counts[view], BOUND),
            }
            for view, label in VIEWS.items()
        ],
        "views": VIEWS,
        "languages": [("", _("Any")), *filters.languages()],
        "states": [("", _("Any")), *((state.value, word(state).capitalize()) for state in State)],
        "refresh": _address(wanted),
        "seconds": SOON if drafting else LATER,
        "previous": _address(wanted, page=wanted.page - 1) if wanted.page > 1 else "",
        "next": _address(wanted, page=wanted.page + 1) if wanted.page < page.pages else "",
        "starter": _from_starter(page),
    }


def _wanted() -> QueueFilter:
    """The filter that the address asks for. Raises `Invalid` where it asks for what does not exist."""
    asked = request.args
    if asked.get("view", View.ALL) not in VIEWS:
        raise Invalid(phrase("The queue has no such view, state or page."))
    try:
        return QueueFilter(
            view=View(asked.get("view") or "all"),
            state=State(asked["state"]) if asked.get("state") else None,
            language=asked.get("language", "")[:8],
            text=asked.get("q", "")[:200].strip(),
            page=max(1, min(int(asked.get("page") or 1), 1_000_000)),
        )
    except ValueError as error:
        raise Invalid(phrase("The queue has no such view, state or page.")) from error


def _address(wanted: QueueFilter, *, view: View | None = None, page: int | None = None) -> str:
    """The address of a filter; what is as usual stays out of it."""
    view, page = view or wanted.view, page or wanted.page
    return url_for(
        "queue.index",
        view=view.value if view is not View.ALL else None,
        q=wanted.text or None,
        language=wanted.language or None,
        state=wanted.state.value if wanted.state else None,
        page=page if page > 1 else None,
    )


def _from_starter(page: QueuePage) -> bool:
    """Whether drafts in the list come from a starter package, and from no engine that goes before it."""
    pairs = {(row.translation.article.language, row.translation.language) for row in page.rows}
    return wiring().routes(session()).any_from_starter(actor().desk_id, pairs & starter_pairs())
