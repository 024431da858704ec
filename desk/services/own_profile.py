"""What a person says of themselves: name, mail address, time zone."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.models import Profile
from desk.services.actor import Actor

LONGEST_NAME = 200
LONGEST_ADDRESS = 320


class OwnProfile:
    """The actor's own profile, the one place of their name and address."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    def read(self) -> Profile:
        return self.session.get_one(Profile, self.actor.person)

    def change(self, name: str, email: str, time_zone: str) -> None:
        """Keeps what is said. Raises `Invalid` for an empty name, an address that is none, or an unknown zone."""
        profile = self.read()
        profile.name, profile.email, profile.time_zone = _name(name), _address(email), _zone(time_zone)
        self.session.flush()


def zones() -> list[str]:
    """The time zones to choose from, by their names in the tz database."""
    return [*sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")), "UTC"]


def _name(name: str) -> str:
    found = " ".join(name.split())
    if not found or len(found) > LONGEST_NAME:
        raise Invalid(phrase("A name has 1 to {longest_name} characters.", longest_name=LONGEST_NAME))
    return found


def _address(email: str) -> str:
    """The address as it will be written to: one, and nothing with it that a mail's head would read as more."""
    found = email.strip()
    local, _, host = found.rpartition("@")
    broken = any(
        character.isspace() or character in ",;<>\"'()\\" or not character.isprintable() for character in found
    )
    if found and (broken or not local or not host or len(found) > LONGEST_ADDRESS):
        raise Invalid(
            phrase("“{found}” is not a mail address; write one like mai@newsroom.example, or none.", found=found[:60])
        )
    return found


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(phrase("There is no time zone “{name}”.", name=name[:60])) from error
    return name
