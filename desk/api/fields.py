"""The fields that exist only in the target: push alert, title for search engines, slug, section and tags."""

from flask import Response

from desk.api.conflicts import save_conflict
from desk.api.host import actor, session, wiring
from desk.api.operation import NEWSROOM, WRITERS, operation
from desk.api.schemas import translations as schemas
from desk.domain.target_fields import TargetField
from desk.services import access
from desk.services.editing import Saved
from desk.services.target_fields import TargetFields, newest_of

FIELDS = "/translations/{translation_id}/fields"


@operation("GET", FIELDS, NEWSROOM, "The fields that exist only in the target, with their versions")
def list_fields(translation_id: str) -> schemas.Fields:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    newest = newest_of(session(), translation)
    versions = {name: newest[name].version if name in newest else 0 for name in TargetField}
    texts = translation.fields
    return schemas.Fields(
        fields=[
            schemas.FieldSaved(name=name, text=texts.get(name.value, ""), version=version)
            for name, version in versions.items()
        ]
    )


@operation("PUT", FIELDS, WRITERS, "Save the text of a field upon the version it was based on", conflict="SaveConflict")
def save_field(translation_id: str, body: schemas.FieldSave) -> schemas.FieldSaved | Response:
    """A text that comes too late is answered with 409 and both texts, and kept: that answer is committed too."""
    fields = TargetFields(session(), wiring().editing(session(), actor()))
    outcome = fields.save(translation_id, body.name.value, body.text, body.based_on)
    if outcome.result is Saved.SAVED:
        return schemas.FieldSaved(name=body.name, text=outcome.mine, version=outcome.version)
    return save_conflict(outcome, body.base, field=body.name.value)


OPERATIONS = (list_fields, save_field)
