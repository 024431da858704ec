"""Find and replace: what would change is looked at, then made as chosen, and can be taken back."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import Invalid
from desk.domain.workflow import Role
from desk.models import Replacement, ReplacementState
from desk.services import access
from desk.services.replacements import Replacements
from desk.text.diff import word_diff
from desk.text.replacing import Wanted
from desk.web import filters
from desk.web.addresses import go
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo, wiring

blueprint = Blueprint("replacements", __name__, url_prefix="/replacements")

WRITERS = frozenset({TRANSLATOR, EDITOR})
BUSY = (ReplacementState.LOOKING, ReplacementState.ACTING, ReplacementState.UNDOING)
SIZE = 100


@blueprint.get("")
@permit(WRITERS)
def index() -> str:
    """The form, for one translation where `translation` names it, and what one has replaced so far."""
    return _form(request.args, "")


@blueprint.post("")
@permit(WRITERS)
def look() -> Response:
    """Looks for the words; what cannot be looked for is said beside the form."""
    sent = request.form
    wanted = Wanted(sent.get("wanted", ""), case="case" in sent, words="words" in sent)
    mine, by, translation_id = _mine(), sent.get("by", ""), sent.get("translation", "")
    try:
        if translation_id:
            found = mine.in_translation(translation_id, wanted, by)
        else:
            found = mine.over_desk(sent.get("language", ""), wanted, by)
    except Invalid as error:
        undo()
        return make_response(_form(sent, told(error)), error.status)
    return _to(found)


@blueprint.get("/<replacement_id>")
@permit(WRITERS)
def show(replacement_id: str) -> str:
    """The page, or for htmx the part that changes while a job works."""
    template = "partials/replacement.html" if request.headers.get("HX-Request") else "pages/replacement.html"
    return render_template(template, **_page(replacement_id))


@blueprint.post("/<replacement_id>")
@permit(WRITERS)
def make(replacement_id: str) -> Response:
    """Makes the changes that are ticked; where a note is missing, the page comes back with what was ticked."""
    sent = request.form
    without = set(sent.getlist("shown")) - set(sent.getlist("unit"))
    opens, note = sent.getlist("opens"), sent.get("note", "")
    try:
        found = _mine().make(replacement_id, without=without, opens=opens, note=note)
    except Invalid as error:
        undo()
        page = _page(replacement_id) | {"error": told(error), "opens": opens, "note": note, "without": without}
        return make_response(render_template("pages/replacement.html", **page), error.status)
    return _to(found)


@blueprint.post("/<replacement_id>/undo")
@permit(WRITERS)
def take_back(replacement_id: str) -> Response:
    return _to(_mine().undo(replacement_id))


def _mine() -> Replacements:
    return wiring().replacements(session(), actor())


def _to(found: Replacement) -> Response:
    if found.state in (ReplacementState.DONE, ReplacementState.UNDONE):
        flash(_("The words are replaced.") if found.state is ReplacementState.DONE else _("It is taken back."), "good")
    return go(url_for("replacements.show", replacement_id=found.id))


def _form(sent: Any, error: str) -> str:
    translation_id = sent.get("translation", "")
    if not translation_id:
        actor().require(Role.TRANSLATOR, Role.EDITOR)
    translation = access.translation(session(), actor(), translation_id, lock=False) if translation_id else None
    return render_template(
        "pages/replacements.html",
        translation=translation,
        everywhere=actor().has(Role.EDITOR),
        languages=filters.languages(),
        sent=sent,
        error=error,
        made=[(one, _mine().outcomes(one)) for one in _mine().mine(20)],
    )


def _page(replacement_id: str) -> dict[str, Any]:
    mine = _mine()
    found = mine.get(replacement_id)
    busy = found.state in BUSY
    page = max(1, min(request.args.get("page", 1, type=int), 1_000_000))
    counts = {} if busy else {kind.value: count for kind, count in mine.counts(found).items()}
    changes = [] if busy else mine.changes(found, page, SIZE)
    return {
        "found": found,
        "busy": busy,
        "job": mine.job(found) if busy else None,
        "counts": counts,
        "total": sum(counts.values()),
        "touched": [] if busy else mine.touched(found),
        "outcomes": mine.outcomes(found),
        "changes": [(one, word_diff(one.change.before, one.change.after)) for one in changes],
        "page": page,
        "size": SIZE,
        "previous": _address(found, page - 1) if page > 1 else "",
        "next": _address(found, page + 1) if page * SIZE < sum(counts.values()) else "",
        "error": "",
        "opens": None,
        "note": "",
        "without": frozenset(),
    }


def _address(found: Replacement, page: int) -> str:
    return url_for("replacements.show", replacement_id=found.id, page=page if page > 1 else None)
