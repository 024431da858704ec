"""Search over all stories, in one field that knows a few words, and a form for those who know none of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_
from markupsafe import Markup, escape

from desk.domain.errors import Invalid
from desk.services.outlets import Outlets
from desk.services.search.asked import written
from desk.services.search.hits import Marked
from desk.services.search.search import BOUND, Search, SearchPage
from desk.web import filters
from desk.web.permissions import NEWSROOM, permit
from desk.web.queue import STATES
from desk.web.reader import actor, zone
from desk.web.session import session

blueprint = Blueprint("searching", __name__)

FIELDS = ("state", "to", "from", "outlet", "by", "topic", "after", "before")
"""What the form asks for beside the words; each is written into the question as somebody would who knows its name."""
LONGEST = 500
HELP: Sequence[tuple[Sequence[str], Any]] = (
    (("mưa Hanoi",), N_("All the words, in the article or in a translation; accents make no difference.")),
    (("“Crocus City”",), N_("The words one after another.")),
    (("Cro*",), N_("Every word that begins so.")),
    (("state:submitted", "to:en", "from:vi"), N_("How a translation stands, and its languages.")),
    (
        ("outlet:tuoitre", "topic:sport", "by:mai"),
        N_("Where a story comes from, what it is for, who had a hand in it."),
    ),
    (("after:2026-11-01", "before:2026-12", "on:today"), N_("When a story was taken in, in your time zone.")),
    (("01m8bczv…", "https://…"), N_("An id or its beginning, an address or a part of it.")),
)
"""Examples of what may be asked, which are the same in every language, and what each finds."""


@blueprint.get("/search")
@permit(NEWSROOM)
def index() -> str:
    asked = _asked()
    try:
        number = max(1, min(int(request.args.get("page") or 1), BOUND))
    except ValueError as error:
        raise Invalid("The answer has no such page.") from error
    found = Search(session(), actor(), zone()).page(asked, number)
    return render_template(
        "pages/search.html",
        asked=asked,
        found=found,
        marked=marked,
        help=HELP,
        states=[("", _("Any")), *((state.value, str(label)) for state, label in STATES.items())],
        languages=[("", _("Any")), *filters.languages()],
        outlets=[("", _("Any")), *((one.name, one.name) for one in Outlets(session(), actor()).list())],
        **_pages(asked, found),
    )


def marked(text: Marked) -> Markup:
    """A text in which what was looked for stands in `<mark>`."""
    parts: list[Markup] = []
    at = 0
    for span in text.spans:
        parts += [
            escape(text.text[at : span.start]),
            Markup("<mark>{}</mark>").format(text.text[span.start : span.end]),
        ]
        at = span.end
    return Markup("").join([*parts, escape(text.text[at:])])


def _asked() -> str:
    """The question: what stands in the field, and what the form's other fields come to."""
    given: Mapping[str, str] = request.args
    parts: Sequence[tuple[str, str]] = [(name, given.get(name, "").strip().replace('"', "")) for name in FIELDS]
    return written([("", given.get("q", "").strip()), *parts])[:LONGEST]


def _pages(asked: str, found: SearchPage) -> dict[str, Any]:
    def address(number: int) -> str:
        return url_for("searching.index", q=asked, page=number if number > 1 else None)

    return {
        "previous": address(found.page - 1) if found.page > 1 else "",
        "next": address(found.page + 1) if found.page < found.pages else "",
    }
