"""Waiting for a draft on a terminal: this process drafts by itself unless a worker is at it already."""

import sys
import time

from rich.console import Console
from rich.progress import Progress
from sqlalchemy import func, select

from desk.domain.workflow import State
from desk.jobs.worker import Worker
from desk.models import Translation, Unit
from desk.wiring import Wiring


def wait_for_draft(wiring: Wiring, translation_id: str) -> State:
    """Works and waits until the translation is no longer drafting; its state then. Progress is for terminals."""
    worker = Worker(wiring)
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("drafting", total=None)
        while True:
            state, done, total = _look(wiring, translation_id)
            progress.update(task, completed=done, total=total)
            if state is not State.DRAFTING:
                return state
            if not worker.run_once():
                time.sleep(0.2)


def _look(wiring: Wiring, translation_id: str) -> tuple[State, int, int]:
    with wiring.database.session() as session:
        translation = session.get_one(Translation, translation_id)
        units = select(func.count()).where(Unit.translation_id == translation_id, Unit.retired_at.is_(None))
        done = units.where(Unit.drafted_round >= translation.draft_round)
        return translation.state, session.scalar(done) or 0, session.scalar(units) or 0
