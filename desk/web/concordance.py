"""The concordance in the editor: how words were translated before, in the translation's own pair of languages."""

from flask import Blueprint, render_template, request

from desk.memory.query import Side
from desk.services import access
from desk.services.memory_search import MemoryFilter, MemorySearch
from desk.web.memory import marked
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("concordance", __name__)

SHOWN = 20
LONGEST = 300


@blueprint.get("/translations/<translation_id>/concordance")
@permit(NEWSROOM)
def show(translation_id: str) -> str:
    """A piece of a page: a field to ask with (`q`, `side`) and, where something is asked, what the memory has of it."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    asked = request.args.get("q", "").strip()[:LONGEST]
    side = next((side for side in Side if side == request.args.get("side")), Side.BOTH)
    wanted = MemoryFilter(asked, side, translation.article.language, translation.language, size=SHOWN)
    return render_template(
        "partials/help_concordance.html",
        translation=translation,
        asked=asked,
        side=side,
        marked=marked,
        found=MemorySearch(session(), actor()).page(wanted) if asked else None,
    )
