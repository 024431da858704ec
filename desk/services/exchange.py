"""A translation as lines of JSON: out to checks and scores, and human target texts back in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Invalid
from desk.domain.phrase import phrase
from desk.models import Translation
from desk.services import access
from desk.services.actor import Actor
from desk.services.beginnings import begun_with
from desk.services.editing import Editing, Saved
from desk.services.units import is_confirmed, source_text, units_of


def export_records(session: Session, translation: Translation) -> Iterator[dict[str, Any]]:
    """One record per unit, which `desk check` and `desk score` read: source, target, draft, final, languages."""
    units = units_of(session, translation)
    begun = begun_with(session, units)
    for unit in units:
        draft = unit.draft
        yield {
            "id": unit.id,
            "source": source_text(unit),
            "target": unit.text,
            "from": translation.article.language,
            "to": translation.language,
            "article": translation.id,
            "kind": unit.kind.value,
            "draft": begun.get(unit.id, ""),
            "final": unit.text,
            "system": f"{draft.engine}:{draft.model}:{draft.model_version}" if draft else "",
            "origin": unit.origin.value,
            "confirmed": is_confirmed(unit),
            "version": unit.version,
        }


def import_records(
    session: Session, actor: Actor, translation_id: str, records: Iterable[Mapping[str, Any]], *, confirm: bool = True
) -> int:
    """Writes human target texts by unit id, all or none, and returns how many. `confirm` also confirms them.

    Raises `Invalid` for an unknown unit or a record without a text, and `Conflict` where one may not write or, for a
    record that names the version it was based on, where that is no longer the latest.
    """
    translation = access.translation(session, actor, translation_id)
    versions = {unit.id: unit.version for unit in units_of(session, translation)}
    editing, written = Editing(session, actor), set[str]()
    for number, record in enumerate(records, 1):
        unit_id, text = record.get("id"), record.get("target")
        if not isinstance(unit_id, str) or unit_id not in versions:
            raise Invalid(
                phrase(
                    "Record {number} names no unit of this translation: {unit_id!r}.", number=number, unit_id=unit_id
                )
            )
        if unit_id in written:
            raise Invalid(phrase("Record {number} names the unit {unit_id} again.", number=number, unit_id=unit_id))
        if not isinstance(text, str):
            raise Invalid(phrase("Record {number} has no “target” text.", number=number))
        based_on = record.get("version", versions[unit_id])
        if not isinstance(based_on, int) or isinstance(based_on, bool):
            raise Invalid(phrase("Record {number} has a “version” that is no number.", number=number))
        write = editing.confirm if confirm else editing.save
        outcome = write(unit_id, text, based_on)
        if outcome.result is not Saved.SAVED:
            raise Conflict(phrase("Record {number}: {reason}", number=number, reason=outcome.reason))
        if not confirm:
            editing.log(outcome.unit)
        written.add(unit_id)
    return len(written)
