"""What an editor looks at before deciding: what was changed, and who may decide."""

from desk.api.host import actor, session
from desk.api.operation import NEWSROOM, operation
from desk.api.schemas import reviewing as schemas
from desk.domain.provenance import content_hash
from desk.domain.target_fields import TargetField
from desk.services import access
from desk.services.approvers import approvers
from desk.services.comparing import ComparedUnit, Comparison, compared
from desk.services.units import document, units_of
from desk.text.diff import word_diff


@operation(
    "GET",
    "/translations/{translation_id}/comparison",
    NEWSROOM,
    "A translation word by word against its drafts or against its last review",
)
def compare_translation(translation_id: str, query: schemas.ComparisonQuery) -> schemas.Comparison:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    units = units_of(session(), translation)
    found = compared(session(), translation, units, query.compare)
    shown = [_unit(one) for one in found.units]
    return schemas.Comparison(
        translation=translation.id,
        compare=query.compare,
        review=schemas.Decision.model_validate(found.review) if found.review else None,
        content_hash=content_hash(document(translation, units)),
        changed=sum(one.changed for one in shown),
        gone=found.gone,
        units=shown,
        fields=_fields(found, translation.fields),
    )


def _unit(one: ComparedUnit) -> schemas.ComparedUnit:
    return schemas.ComparedUnit(
        unit=one.unit.id,
        position=one.unit.position,
        version=one.unit.version,
        origin=one.unit.origin,
        before=one.before,
        after=one.unit.text,
        changed=one.changed,
        parts=[schemas.Part.model_validate(part) for part in word_diff(one.before or "", one.unit.text)],
    )


def _fields(found: Comparison, now: dict[str, str]) -> list[schemas.ComparedField]:
    """The fields that were changed since the review; drafts have none."""
    if found.review is None:
        return []
    pairs = {name: (found.fields.get(name, ""), now.get(name.value, "")) for name in TargetField}
    return [
        schemas.ComparedField(name=name, before=before, after=after)
        for name, (before, after) in pairs.items()
        if before != after
    ]


@operation(
    "GET", "/translations/{translation_id}/approvers", NEWSROOM, "The editors who may approve a text as it stands"
)
def list_approvers(translation_id: str) -> schemas.Approvers:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    found = approvers(session(), translation, units_of(session(), translation))
    able = {one.id for one in found.able}
    return schemas.Approvers(
        four_eyes=found.four_eyes,
        editors=[
            schemas.Approver(id=one.id, name=one.name, wrote=one.wrote, may_approve=one.id in able)
            for one in found.editors
        ],
    )


OPERATIONS = (compare_translation, list_approvers)
