"""A desk with workers: stories taken in, and how they fare."""

import time
from collections.abc import Callable

from sqlalchemy import func, select

from desk.domain.workflow import State
from desk.jobs.pace import Pace
from desk.models import Draft, Translation
from desk.services.accounts import Accounts
from desk.services.actor import system
from desk.services.intake import IntakeOptions, IntakeService
from desk.wiring import Wiring
from tests import factories


class Steady(Pace):
    """Chunks of so many characters, however fast the engine is."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self._steady = characters

    def characters(self, pair: tuple[str, str]) -> int:
        return self._steady


def take_in(
    wiring: Wiring, sentences: int = 100, *, name: str = "Câu này", target: str = "en", breaking: bool = False
) -> str:
    """A translation that waits for its drafts: a headline, and so many sentences that begin with `name`."""
    with wiring.database.session(write=True) as session:
        desk = system(Accounts(session).default_desk().id)
        service = IntakeService(session, desk, lambda source, target: True)
        texts = [f"{name} là câu số {number}." for number in range(sentences)]
        story = service.take_in(
            factories.read_article(*texts, title=f"{name}!"), IntakeOptions(targets=[target], breaking=breaking)
        )
        session.commit()
        return session.scalars(select(Translation.id).where(Translation.story_id == story.id)).one()


def state(wiring: Wiring, translation_id: str) -> State:
    with wiring.database.session() as session:
        return session.get_one(Translation, translation_id).state


def drafts(wiring: Wiring) -> int:
    with wiring.database.session() as session:
        return session.scalar(select(func.count()).select_from(Draft)) or 0


def until(condition: Callable[[], object], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
