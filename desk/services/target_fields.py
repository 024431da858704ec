"""Writing the fields that exist only in the target, as carefully as texts: never over somebody else's."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.domain.errors import Invalid, NotFound, TooLarge
from desk.domain.phrase import phrase
from desk.domain.target_fields import MOST, TargetField, is_field
from desk.models import FieldEdit, Translation
from desk.services import access
from desk.services.editing import Editing, Saved
from desk.text.normal import normalise, one_line


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """What became of a save. Where it is not `SAVED`, `theirs` is what stands and `mine` was kept.

    `version` is the field's version now: what the next save is based on.
    """

    result: Saved
    translation: Translation
    version: int
    mine: str
    theirs: str
    author_id: str = ""
    reason: str = ""


class TargetFields:
    """Saves an actor's texts of fields. They are part of what is approved: rules for texts hold for them."""

    def __init__(self, session: Session, editing: Editing) -> None:
        self.session = session
        self.editing = editing

    def save(self, translation_id: str, name: str, text: str, based_on: int, *, again: bool = False) -> FieldOutcome:
        """Saves a text that was written upon version `based_on` of the field.

        Where another version stands by now, or the actor may no longer write here, nothing is overwritten: the text is
        kept and the outcome holds both; a conflict that the writer only goes on in, `again`, is kept already. Raises
        `NotFound` for a field that there is not, `TooLarge`, `Invalid`.
        """
        if not is_field(name):
            raise NotFound(phrase("A translation has no field “{name}”.", name=name))
        field, text = TargetField(name), clean(TargetField(name), text)
        translation = access.translation(self.session, self.editing.actor, translation_id)
        newest = newest_of(self.session, translation).get(field)
        version, stands = newest.version if newest else 0, translation.fields.get(field.value, "")
        refusal = self.editing.refusal_in(translation)
        if refusal or (based_on != version and text != stands):
            result = Saved.PROPOSED if refusal else Saved.CONFLICT
            reason = refusal or phrase("Somebody else saved this field meanwhile.")
            if text != stands and not (again and result is Saved.CONFLICT):
                self._keep(translation, field, based_on, stands, text, taken=False)
            author = newest.author_id if newest else ""
            return FieldOutcome(result, translation, version, text, stands, author, reason)
        if text != stands:
            version += 1
            self._keep(translation, field, version, stands, text, taken=True)
            translation.fields = _with(translation.fields, field.value, text)
        self.editing.renew(translation)
        self.session.flush()
        return FieldOutcome(Saved.SAVED, translation, version, text, text)

    def _keep(
        self, translation: Translation, field: TargetField, version: int, before: str, after: str, *, taken: bool
    ) -> None:
        self.session.add(
            FieldEdit(
                translation_id=translation.id,
                name=field,
                version=version,
                before=before,
                after=after,
                taken=taken,
                author_id=self.editing.actor.person,
            )
        )
        self.session.flush()


def newest_of(session: Session, translation: Translation) -> Mapping[TargetField, FieldEdit]:
    """The edit that made each field read as it does; one query. A field that nobody wrote is left out."""
    mine = (FieldEdit.translation_id == translation.id, FieldEdit.taken.is_(True))
    newest = select(FieldEdit.name, func.max(FieldEdit.version).label("version")).where(*mine).group_by(FieldEdit.name)
    last = newest.subquery()
    query = select(FieldEdit).join(last, (last.c.name == FieldEdit.name) & (last.c.version == FieldEdit.version))
    return {edit.name: edit for edit in session.scalars(query.where(*mine))}


def writers_of(session: Session, translation: Translation) -> frozenset[str]:
    """Who wrote what stands in the fields, for four eyes. An empty field has no writer."""
    newest = newest_of(session, translation)
    return frozenset(edit.author_id for name, edit in newest.items() if translation.fields.get(name.value))


def edits_of_fields(session: Session, translation: Translation) -> list[FieldEdit]:
    """All texts that stood in the fields, in order; one query."""
    query = select(FieldEdit).where(FieldEdit.translation_id == translation.id, FieldEdit.taken.is_(True))
    return list(session.scalars(query.order_by(FieldEdit.id)))


def clean(field: TargetField, text: str) -> str:
    """The text as the field holds it. Raises `TooLarge`; `Invalid` where a slug has no letter or digit."""
    if len(text) > MOST:
        raise TooLarge(
            phrase("A field may have {most:,} characters, this one has {count:,}.", most=MOST, count=len(text))
        )
    return _CLEANERS.get(field, one_line)(normalise(text))


def _slug(text: str) -> str:
    """Lower-case letters and digits of any script, with single hyphens between."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else "-" for sign in text.casefold())
    slug = re.sub("-+", "-", "".join(kept)).strip("-")
    if text.strip() and not slug:
        raise Invalid(phrase("An address is made of letters, digits and hyphens."))
    return slug


def _tags(text: str) -> str:
    """Tags between commas, each once, whatever comma the script has."""
    tags = (one_line(tag) for tag in re.split("[,،、，;\n]", text))
    return ", ".join(dict.fromkeys(tag for tag in tags if tag))


_CLEANERS: Mapping[TargetField, Callable[[str], str]] = {TargetField.SLUG: _slug, TargetField.TAGS: _tags}


def _with(fields: Mapping[str, str], name: str, text: str) -> dict[str, str]:
    """The fields with another text; an empty one is not there at all."""
    return {key: value for key, value in {**fields, name: text}.items() if value}
