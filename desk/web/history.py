"""A translation's history: who did what to it, and how each text was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from desk.services import access
from desk.services.history import Happening, history
from desk.services.overview import names
from desk.text.diff import DiffPart, word_diff
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("history", __name__)

SHOWN = 100
"""Happenings on one page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A happening with the difference that an edit made."""

    happening: Happening
    parts: Sequence[DiffPart]


@blueprint.get("/translations/<translation_id>/history")
@permit(NEWSROOM)
def show(translation_id: str) -> str:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    found = history(session(), translation)
    page = max(1, request.args.get("page", 1, type=int))
    first = (page - 1) * SHOWN
    return render_template(
        "pages/history.html",
        translation=translation,
        story=translation.story,
        article=translation.article,
        shown=[shown(one) for one in found[first : first + SHOWN]],
        names=names(session(), actor()),
        page=page,
        first=first + 1,
        last=min(first + SHOWN, len(found)),
        total=len(found),
    )


def shown(one: Happening) -> Shown:
    return Shown(one, word_diff(one.before, one.after) if one.kind in ("edit", "field") else ())
