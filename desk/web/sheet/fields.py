"""The fields that exist only in the target, as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.domain.target_fields import TargetField
from desk.models import Translation
from desk.services.desk_settings import limits_of
from desk.services.target_fields import newest_of


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with its text and version; `limit` is how many characters it should have at most."""

    name: TargetField
    text: str
    version: int
    limit: int | None

    @property
    def lines(self) -> bool:
        """Whether it is long enough for more than one line."""
        return self.name is TargetField.PUSH_ALERT


def fields_of(session: Session, translation: Translation) -> Sequence[ShownField]:
    """All fields, those without a text too; one query, and the desk's settings."""
    newest, limits = newest_of(session, translation), limits_of(translation.story.desk.settings)
    return [
        ShownField(
            name=name,
            text=translation.fields.get(name.value, ""),
            version=newest[name].version if name in newest else 0,
            limit=limits.get(name.value),
        )
        for name in TargetField
    ]
