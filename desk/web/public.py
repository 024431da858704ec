"""What readers see, without an account: published texts, their versions, and what became of those taken down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask_babel import force_locale, lazy_gettext

from desk.domain.provenance import Origin
from desk.models import Publication, PublicationEvent
from desk.services.published import standing
from desk.services.publishing import publication_record
from desk.services.roster import names_of
from desk.services.versions import Versions, by_id, for_readers, standing_siblings
from desk.web.addresses import outside
from desk.web.languages import words_of
from desk.web.paper import paper, safe_link
from desk.web.permissions import PUBLIC, permit
from desk.web.session import session

blueprint = Blueprint("public", __name__)

FORMER = lazy_gettext("a former colleague")
LISTED = 100


@dataclass(frozen=True, slots=True)
class Credits:
    """Who made a published text, and how: its translators and its editor by name, and whether a machine drafted."""

    translators: list[str]
    editor: str
    machine: bool
    four_eyes: bool


@blueprint.get("/published/")
@permit(PUBLIC)
def index() -> Response:
    """The newest published texts, each once."""
    newest, _ = standing(session(), 1, LISTED)
    found = [(one, paper(one.document)) for one in newest]
    return _cached(render_template("pages/publications.html", publications=found))


@blueprint.get("/published/<translation_id>")
@permit(PUBLIC)
def show(translation_id: str) -> Response:
    """The version that stands now."""
    versions = for_readers(session(), translation_id)
    return _page(versions, versions.newest)


@blueprint.get("/published/<translation_id>/v/<int:number>")
@permit(PUBLIC)
def version(translation_id: str, number: int) -> Response:
    versions = for_readers(session(), translation_id)
    return _page(versions, versions.number(number))


@blueprint.get("/published/<translation_id>.json")
@permit(PUBLIC)
def record(translation_id: str) -> Response:
    """The version that stands now, for programs; what was taken down is gone there too."""
    versions = for_readers(session(), translation_id)
    gone = versions.gone(versions.newest)
    if gone is None:
        return jsonify(publication_record(versions.newest))
    response = jsonify(translation=translation_id, gone=gone.event, reason=gone.reason, at=gone.at.isoformat())
    response.status_code = 410
    return response


@blueprint.get("/publications/<publication_id>")
@permit(PUBLIC)
def permalink(publication_id: str) -> Response:
    """A version by its own id, as records name it."""
    found = by_id(session(), publication_id)
    place = url_for("public.version", translation_id=found.translation_id, number=found.number)
    return redirect(place, 302)  # type: ignore[return-value]


def _page(versions: Versions, publication: Publication) -> Response:
    """In the words of the publication's language where pages come in it, whatever the reader's own is."""
    with force_locale(words_of(publication.translation.language)):
        gone = versions.gone(publication)
        return _shown(versions, publication) if gone is None else _gone(publication, gone)


def _shown(versions: Versions, publication: Publication) -> Response:
    source = publication.provenance["source"]
    text = render_template(
        "pages/publication.html",
        publication=publication,
        paper=paper(publication.document),
        versions=versions,
        credits=credits(publication),
        source_language=source["language"],
        source_link=safe_link(source["url"]),
        outlet=publication.translation.story.outlet,
        siblings=standing_siblings(session(), publication),
        canonical=outside(url_for("public.show", translation_id=publication.translation_id)),
    )
    return _cached(text)


def _gone(publication: Publication, gone: PublicationEvent) -> Response:
    """Says that a text was taken down, and why; nothing of the text itself."""
    language = publication.translation.language
    return make_response(render_template("pages/publication_gone.html", gone=gone, language=language), 410)


def credits(publication: Publication) -> Credits:
    """Credits from the stored trace. Who has left has no name any more."""
    units = publication.provenance["units"]
    editor = publication.provenance["approval"]["editor"]
    writers = list(dict.fromkeys(_writers(units)))
    names = names_of(session(), [*writers, editor])
    return Credits(
        translators=list(dict.fromkeys(names.get(one, str(FORMER)) for one in writers)),
        editor=names.get(editor, str(FORMER)),
        machine=any(unit["draft"] and unit["origin"] != Origin.HUMAN for unit in units),
        four_eyes=publication.review.four_eyes,
    )


def _writers(units: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Whose words stand there: who wrote last in each segment, or confirmed it as it was."""
    for unit in units:
        author = unit["edits"][-1]["author"] if unit["edits"] else unit["confirmed_by"]
        if author:
            yield author


def _cached(text: str) -> Response:
    """May be kept, but is asked for again each time: a takedown must reach everybody at once."""
    response = make_response(text)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Cookie", "Accept-Language"))  # theme and zone are cookies, as a chosen language is
    response.add_etag()
    response.make_conditional(request)
    return response
