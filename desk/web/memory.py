"""The translation memory's pages: looking through it, and changing an entry with a record of who did."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import Conflict, Invalid
from desk.domain.language import LANGUAGES
from desk.domain.phrase import phrase
from desk.domain.segment import Span
from desk.memory.query import Side
from desk.models import MemoryAction, MemoryChange
from desk.services.memory_entries import KEEPERS as KEEPING
from desk.services.memory_entries import MemoryEntries
from desk.services.memory_search import From, MemoryFilter, MemorySearch
from desk.services.overview import names
from desk.text.diff import DiffPart, word_diff
from desk.web import filters
from desk.web.addresses import go
from desk.web.memory_files import read_imports
from desk.web.permissions import ADMINISTRATOR, EDITOR, NEWSROOM, permit
from desk.web.phrases import told
from desk.web.reader import actor, zone
from desk.web.session import session, undo

blueprint = Blueprint("memory", __name__, url_prefix="/memory")

KEEPERS = frozenset({EDITOR, ADMINISTRATOR})
FILTERS = ("q", "side", "pair", "came", "person", "since", "until")


@blueprint.get("")
@permit(NEWSROOM)
def index() -> str:
    search = MemorySearch(session(), actor())
    pairs, files, wanted = search.languages(), search.files(), _wanted()
    page = search.page(wanted)
    keeps = actor().has(*KEEPING)
    return render_template(
        "pages/memory.html",
        page=page,
        wanted=wanted,
        asked={name: request.args.get(name, "") for name in FILTERS},
        looked=any(request.args.get(name) for name in FILTERS),
        marked=marked,
        sides=[(Side.BOTH, _("Either side")), (Side.SOURCE, _("Source")), (Side.TARGET, _("Target"))],
        pairs=[("", _("All")), *((f"{one}-{other}", _pair_label(one, other)) for one, other in pairs)],
        origins=[
            ("", _("Anywhere")),
            (From.DESK, _("Approved at the desk")),
            (From.FILES, _("From files")),
            *((one.id, one.file) for one in files),
        ],
        people=[("", _("Anybody")), *sorted(names(session(), actor()).items(), key=lambda one: one[1])],
        languages=[("", _("As the file says")), *filters.languages()],
        older=_address(before=page.next) if page.next else "",
        newest=_address() if wanted.before else "",
        keeps=keeps,
        imports=read_imports() if keeps else (),
    )


@blueprint.get("/record")
@permit(NEWSROOM)
def record() -> str:
    """What was done by hand, and by whom."""
    found, older = MemoryEntries(session(), actor()).record(request.args.get("before", "")[:26])
    return render_template(
        "pages/memory_record.html",
        changes=[(one, changed_words(one)) for one in found],
        older=url_for("memory.record", before=older) if older else "",
    )


@blueprint.get("/<entry_id>")
@permit(NEWSROOM)
def show(entry_id: str) -> str:
    return _entry_page(entry_id)


@blueprint.post("/<entry_id>")
@permit(KEEPERS)
def change(entry_id: str) -> Response:
    """Gives an entry another target; where somebody was faster, their text is shown and the one that was sent stays."""
    target, reason = request.form.get("target", ""), request.form.get("reason", "")
    try:
        MemoryEntries(session(), actor()).change(entry_id, target, _based_on(), reason)
    except (Conflict, Invalid) as error:
        undo()
        return make_response(_entry_page(entry_id, target, reason, told(error)), error.status)
    flash(_("The memory knows the new text. What it said before is kept below."), "good")
    return go(url_for("memory.show", entry_id=entry_id))


@blueprint.post("/<entry_id>/delete")
@permit(KEEPERS)
def delete(entry_id: str) -> Response:
    MemoryEntries(session(), actor()).delete(entry_id, _based_on(), request.form.get("reason", ""))
    flash(_("The entry is deleted. The record keeps what it said."), "good")
    return go(url_for("memory.index"))


def _entry_page(entry_id: str, target: str | None = None, reason: str = "", error: str = "") -> str:
    """An entry; `target` and `reason` are what somebody wrote, where it is not what the entry says."""
    entries = MemoryEntries(session(), actor())
    entry, origin = entries.get(entry_id)
    return render_template(
        "pages/memory_entry.html",
        entry=entry,
        origin=origin,
        target=entry.target if target is None else target,
        reason=reason,
        error=error,
        changes=[(one, changed_words(one)) for one in entries.changes(entry_id)],
        keeps=actor().has(*KEEPING),
        said=entry.attributes or {},
    )


def changed_words(one: MemoryChange) -> Sequence[DiffPart]:
    """The difference that a change made; nothing for a deleted entry."""
    return word_diff(one.before, one.after) if one.action is MemoryAction.EDITED else ()


def marked(text: str, hits: Sequence[Span]) -> list[tuple[str, bool]]:
    """The text in pieces that join to it again, each with whether it was looked for."""
    cuts = [0, *(place for span in hits for place in (span.start, span.end)), len(text)]
    return [(text[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(cuts)) if start < end]


def _wanted() -> MemoryFilter:
    asked = request.args
    source, _dash, target = asked.get("pair", "").partition("-")
    return MemoryFilter(
        text=asked.get("q", "").strip()[:500],
        side=next((side for side in Side if side == asked.get("side")), Side.BOTH),
        source=source if source in LANGUAGES else "",
        target=target if target in LANGUAGES else "",
        came=asked.get("came", "")[:26],
        person=asked.get("person", "")[:26],
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", ""), after=1),
        before=asked.get("before", "")[:26],
    )


def _day(text: str, after: int = 0) -> dt.datetime | None:
    """The beginning of a day in the reader's zone, or of one so many days after it. Raises `Invalid`."""
    if not text.strip():
        return None
    try:
        day = dt.date.fromisoformat(text.strip()[:10]) + dt.timedelta(days=after)
        return dt.datetime(day.year, day.month, day.day, tzinfo=zone()).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid(phrase("“{text}” is not a day; write one like 2026-11-23.", text=text[:40])) from error


def _address(before: str = "") -> str:
    asked = {name: value for name in FILTERS if (value := request.args.get(name))}
    return url_for("memory.index", **asked, before=before or None)  # type: ignore[arg-type]  # None is left out


def _based_on() -> int:
    return request.form.get("version", 0, type=int)


def _pair_label(source: str, target: str) -> str:
    return f"{filters.language_here(source)} → {filters.language_here(target)}"
