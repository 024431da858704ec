"""A desk's own settings: four eyes, the usual target languages, and how grave each check's findings are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import AuditEntry, Desk
from desk.services.actor import Actor


@dataclass(frozen=True, slots=True)
class DeskChoices:
    """What a desk has chosen. `levels` holds the checks whose level is another than usual; None switches one off."""

    four_eyes: bool = True
    targets: Sequence[str] = ()
    levels: Mapping[str, Level | None] = field(default_factory=dict)


class DeskSettings:
    """The settings of the actor's desk. Administrators change them, and every change is recorded."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def read(self) -> DeskChoices:
        kept: Mapping[str, Any] = self._desk().settings
        levels = {check: Level(level) if level else None for check, level in kept.get("levels", {}).items()}
        return DeskChoices(bool(kept.get("four_eyes", True)), tuple(kept.get("targets", ())), levels)

    def change(self, choices: DeskChoices, checks: Sequence[str]) -> None:
        """Writes the settings. Raises `Invalid` for a language or a check that the desk does not know."""
        self.actor.require(Role.ADMINISTRATOR)
        unknown = sorted(set(choices.levels) - set(checks))
        if unknown:
            raise Invalid(phrase("There is no check “{unknown}”.", unknown=unknown[0]))
        desk = self._desk()
        written = {
            "four_eyes": choices.four_eyes,
            "targets": [language(code).code for code in dict.fromkeys(choices.targets)],
            "levels": {check: level.value if level else None for check, level in sorted(choices.levels.items())},
        }
        before = {name: desk.settings.get(name) for name in written}
        desk.settings = {**desk.settings, **written}
        details = {"before": before, "after": written}
        self.session.add(
            AuditEntry(actor_id=self.actor.person_id, action="change_settings", subject=desk.id, details=details)
        )
        self.session.flush()

    def _desk(self) -> Desk:
        return self.session.get_one(Desk, self.actor.desk_id)
