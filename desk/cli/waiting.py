"""Waiting for a draft on a terminal: this process drafts by itself unless a worker is at it already."""

import sys
import time

from rich.console import Console
from rich.progress import Progress

from desk.domain.workflow import State
from desk.jobs.worker import Worker
from desk.services import access
from desk.services.accounts import Accounts
from desk.services.actor import system
from desk.services.progress import DraftProgress, draft_progress
from desk.wiring import Wiring


def wait_for_draft(wiring: Wiring, translation_id: str) -> State:
    """Works and waits until the translation is no longer drafting; its state then. Progress is for terminals."""
    worker = Worker(wiring)
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("drafting", total=None)
        while True:
            seen = _look(wiring, translation_id)
            progress.update(task, completed=seen.done, total=seen.total)
            if seen.state is not State.DRAFTING:
                return seen.state
            if not worker.run_once():
                time.sleep(0.2)


def _look(wiring: Wiring, translation_id: str) -> DraftProgress:
    with wiring.database.session() as session:
        desk = system(Accounts(session).default_desk().id)
        return draft_progress(session, access.translation(session, desk, translation_id, lock=False))
