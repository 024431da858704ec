"""A translation with all that hangs on it, and as lines of JSON."""

import json

from flask import Response

from desk.api import rendering
from desk.api.host import actor, session
from desk.api.operation import NEWSROOM, operation
from desk.api.schemas import translations as schemas
from desk.services import access
from desk.services.exchange import export_records

LINES = "application/jsonl"


@operation("GET", "/translations/{translation_id}", NEWSROOM, "A translation with its units, findings and scores")
def show_translation(translation_id: str) -> schemas.Translation:
    return rendering.translation(session(), access.translation(session(), actor(), translation_id, lock=False))


@operation(
    "GET",
    "/translations/{translation_id}/export",
    NEWSROOM,
    "A translation as JSON Lines, one unit a line",
    media=LINES,
)
def export_translation(translation_id: str) -> schemas.ExportLine | Response:
    found = access.translation(session(), actor(), translation_id, lock=False)
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in export_records(session(), found))
    return Response(lines, content_type=LINES)


OPERATIONS = (show_translation, export_translation)
