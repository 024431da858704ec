"""What people have chosen for themselves: the language of the pages, keys, which notifications reach them."""

from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Preference
from desk.models.base import utc_now
from desk.services.actor import Actor


class Choice(StrEnum):
    """What can be chosen. Whoever owns a choice checks its values before they are kept, and says what None means."""

    LANGUAGE = "language"
    KEYS = "keys"
    NOTIFICATIONS = "notifications"


class Preferences:
    """The choices of one person, who alone reads and changes them here."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.person_id = actor.person

    def read(self, choice: Choice) -> Any:
        """The value that was chosen, made of what JSON can hold; None where nothing was."""
        found = self.session.get(Preference, (self.person_id, choice.value))
        return found.value if found else None

    def choose(self, choice: Choice, value: Any) -> None:
        """Keeps a value in place of the former; None goes back to what is usual."""
        found = self.session.get(Preference, (self.person_id, choice.value))
        if value is None:
            if found is not None:
                self.session.delete(found)
        elif found is None:
            self.session.add(Preference(person_id=self.person_id, name=choice.value, value=value))
        else:
            found.value, found.changed_at = value, utc_now()
        self.session.flush()


def of_everybody(session: Session, choice: Choice, people: list[str]) -> dict[str, Any]:
    """What each of some people chose, by their ids; those who chose nothing are left out."""
    query = select(Preference).where(Preference.name == choice.value, Preference.person_id.in_(people))
    return {found.person_id: found.value for found in session.scalars(query)}
