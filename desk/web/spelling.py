"""What may be meant by a word that a translation's language does not know."""

from flask import Blueprint, render_template, request

from desk.services import access
from desk.web.permissions import EDITOR, TRANSLATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring

blueprint = Blueprint("spelling", __name__)


@blueprint.get("/translations/<translation_id>/spelling")
@permit(frozenset({TRANSLATOR, EDITOR}))
def suggest(translation_id: str) -> str:
    """A piece of a page: buttons that put another word in place of `word`, which stands at `start`."""
    language = access.translation(session(), actor(), translation_id, lock=False).language
    word, start = request.args.get("word", "")[:60], request.args.get("start", 0, type=int)
    speller = wiring().spellers.now(language)
    words = speller.suggestions(word) if speller and word.isalpha() else []
    return render_template("partials/suggestions.html", word=word, start=start, words=words, language=language)
