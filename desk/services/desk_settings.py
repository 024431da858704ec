"""A desk's own settings: four eyes, the usual target languages, and how grave each check's findings are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.target_fields import LIMITS, MOST
from desk.domain.workflow import Role
from desk.models import AuditEntry, Desk
from desk.services.actor import Actor


@dataclass(frozen=True, slots=True)
class DeskChoices:
    """What a desk has chosen. `levels` holds the checks whose level is another than usual; None switches one off.

    `limits` are the characters that texts should have at most, by kind of block or field; None where none counts.
    """

    four_eyes: bool = True
    targets: Sequence[str] = ()
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    limits: Mapping[str, int | None] = field(default_factory=lambda: dict(LIMITS))


def limits_of(settings: Mapping[str, Any]) -> dict[str, int | None]:
    """The lengths of a desk's settings, with the usual ones where it says nothing."""
    return dict(LIMITS) | {name: limit for name, limit in settings.get("limits", {}).items() if name in LIMITS}


class DeskSettings:
    """The settings of the actor's desk. Administrators change them, and every change is recorded."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def read(self) -> DeskChoices:
        kept: Mapping[str, Any] = self._desk().settings
        levels = {check: Level(level) if level else None for check, level in kept.get("levels", {}).items()}
        return DeskChoices(bool(kept.get("four_eyes", True)), tuple(kept.get("targets", ())), levels, limits_of(kept))

    def change(self, choices: DeskChoices, checks: Sequence[str]) -> None:
        """Writes the settings. Raises `Invalid` for a language, a check or a length that the desk does not know."""
        self.actor.require(Role.ADMINISTRATOR)
        unknown = sorted(set(choices.levels) - set(checks))
        if unknown:
            raise Invalid(phrase("There is no check “{unknown}”.", unknown=unknown[0]))
        _sensible(choices.limits)
        desk = self._desk()
        written = {
            "four_eyes": choices.four_eyes,
            "targets": [language(code).code for code in dict.fromkeys(choices.targets)],
            "levels": {check: level.value if level else None for check, level in sorted(choices.levels.items())},
            "limits": dict(sorted(choices.limits.items())),
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


def _sensible(limits: Mapping[str, int | None]) -> None:
    """Raises `Invalid` for what has no length, or a length that none can be."""
    unknown = sorted(set(limits) - set(LIMITS))
    if unknown:
        raise Invalid(phrase("“{name}” has no limit of its length.", name=unknown[0]))
    if any(limit is not None and not 1 <= limit <= MOST for limit in limits.values()):
        raise Invalid(phrase("A limit is a number of characters between 1 and {most:,}.", most=MOST))
