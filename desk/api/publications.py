"""Publications: what readers' programs read, and the trace that the desk keeps of them."""

import json

from flask import Response

from desk.api.host import actor, session
from desk.api.operation import NEWSROOM, PUBLIC, operation
from desk.api.paging import paged
from desk.api.problems import problem
from desk.api.schemas import publications as schemas
from desk.api.schemas.base import PageQuery
from desk.domain.segment import BlockKind
from desk.models import Publication, PublicationEvent
from desk.services import access
from desk.services.published import standing
from desk.services.publishing import publication_record
from desk.services.versions import for_readers


@operation("GET", "/publications", PUBLIC, "What readers can read now, the newest first")
def list_publications(query: PageQuery) -> schemas.PublicationsPage:
    found, total = standing(session(), query.page, query.size)
    return paged(schemas.PublicationsPage, [_row(one) for one in found], total, query)


@operation("GET", "/publications/{publication_id}", PUBLIC, "A publication; 410 where it was taken from readers")
def show_publication(publication_id: str) -> schemas.Publication | Response:
    found = access.publication(session(), publication_id)
    taken = for_readers(session(), found.translation_id).gone(found)
    return _gone(taken) if taken else schemas.Publication.model_validate(publication_record(found))


@operation(
    "GET", "/publications/{publication_id}/provenance", NEWSROOM, "Where every sentence of a publication comes from"
)
def show_provenance(publication_id: str) -> schemas.Provenance:
    found = access.publication(session(), publication_id)
    access.translation(session(), actor(), found.translation_id, lock=False)  # a restricted story's trace is for few
    return schemas.Provenance(publication=found.id, content_hash=found.content_hash, trace=found.provenance)


OPERATIONS = (list_publications, show_publication, show_provenance)


def _row(publication: Publication) -> schemas.PublicationRow:
    document = json.loads(publication.document)
    headlines = (one["text"] for one in document["units"] if one["kind"] == BlockKind.HEADLINE)
    return schemas.PublicationRow(
        id=publication.id,
        translation=publication.translation_id,
        number=publication.number,
        kind=schemas.Kind(publication.kind),
        language=document["language"],
        title=next(headlines, ""),
        published_at=publication.published_at,
        content_hash=publication.content_hash,
    )


def _gone(event: PublicationEvent) -> Response:
    sentence = f"This was {event.event} on {event.at:%Y-%m-%d} and is no longer shown."
    return problem(410, sentence, schema="GoneProblem", event=event.event, at=event.at.isoformat(), reason=event.reason)
