"""The group `desk story`, and how its commands find the translation that an id means."""

import click
from sqlalchemy.orm import Session

from desk.domain.errors import Invalid, NotFound
from desk.models import Translation
from desk.services import access
from desk.services.actor import Actor
from desk.services.stories import Stories


@click.group()
def story() -> None:
    """Work on stories and their translations, under the same guards as the pages.

    A translation is named by its own id, or by its story's where the story has one only.

    Example: desk story claim 01j… --as mai
    """


def find(session: Session, actor: Actor, some_id: str) -> Translation:
    """The translation of an id: its own, or that of a story that has just one."""
    try:
        return access.translation(session, actor, some_id)
    except NotFound:
        found = Stories(session, actor).translations(some_id)
    if len(found) != 1:
        names = ", ".join(f"{one.language} {one.id}" for one in found)
        raise Invalid(f"The story {some_id} has several translations, name one: {names}.")
    return found[0]
