"""Help with one segment: what is shown beside the article for the segment that somebody works in."""

from flask import Blueprint, render_template, request

from desk.services import access
from desk.services.units import unit_of
from desk.web.permissions import NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.sheet.aids.asked import Asked
from desk.web.sheet.help import help_for
from desk.web.sheet.rights import rights

blueprint = Blueprint("unit_help", __name__)


@blueprint.get("/translations/<translation_id>/units/<unit_id>/help")
@permit(NEWSROOM)
def show(translation_id: str, unit_id: str) -> str:
    """A piece of a page, without what is around it. Nothing is locked: it is read while somebody types."""
    translation = access.translation(session(), actor(), translation_id, lock=False)
    asked = Asked(
        session=session(),
        actor=actor(),
        translation=translation,
        unit=unit_of(session(), translation, unit_id),
        glossary=wiring().glossary_of(session(), actor()),
        rights=rights(actor(), translation, intervenes="write" in request.args),
        spellers=wiring().spellers,
    )
    return render_template("partials/help.html", asked=asked, found=help_for(asked), translation=translation)
