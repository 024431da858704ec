"""Comments: what people say to each other of the segment."""

from collections.abc import Sequence

from desk.web.sheet.aids.asked import Asked
from desk.web.talk import SpokenThread, spoken


def threads_here(asked: Asked) -> Sequence[SpokenThread]:
    """The segment's threads, those first that wait for somebody; one query, and where there are some, two more."""
    found = spoken(asked.session, asked.actor, asked.translation, unit_id=asked.unit.id)
    return sorted(found, key=lambda one: not one.open)
