"""A desk with the demo's stories: what is looked at as a whole, page by page."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select

from desk.db import Database
from desk.models import MemoryEntry, Outlet, Publication, TermRow
from tests.browser.conftest import RunningDesk

NAMES = {"translator": "mai", "editor": "lan", "administrator": "admin"}


@dataclass
class FilledDesk:
    """The demo's desk, served; who opens its pages are people of the demo."""

    running: RunningDesk

    def fill(self) -> None:
        command = [sys.executable, "-m", "desk", "demo", "--no-serve"]
        subprocess.run(command, env=self.running.environment, check=True, stdout=subprocess.DEVNULL)

    def stories(self, *more: str) -> list[dict[str, str]]:
        """What `desk story list` says of each translation."""
        command = [sys.executable, "-m", "desk", "story", "list", "--json", *more]
        listed = subprocess.run(command, env=self.running.environment, check=True, capture_output=True, text=True)
        return [json.loads(line) for line in listed.stdout.splitlines()]

    @cached_property
    def ids(self) -> dict[str, str]:
        """Ids to put into addresses: one of each thing that a page shows, and translations by their state."""
        told = {f"{one['state']}_{one['to']}": one["translation"] for one in self.stories()}
        mine = next(one for one in self.stories("--view", "mine", "--as", "mai") if not one["confirmed"])
        database = Database(f"sqlite:///{self.running.folder / 'desk.sqlite3'}")
        kinds = {"term": TermRow, "entry": MemoryEntry, "outlet": Outlet, "publication": Publication}
        with database.session() as session:
            rows = {name: session.scalars(select(kind.id).limit(1)).one() for name, kind in kinds.items()}
        database.close()
        return {**told, **rows, "mine": mine["translation"], "story": mine["story"]}

    def path(self, address: str) -> str:
        """An address with ids in the place of names in braces."""
        return self.running.address + address.format(**self.ids)

    def context(self, browser: Browser, role: str = "", **options: object) -> BrowserContext:
        """A browser's window, in which somebody of a role has signed in; nobody where none is named."""
        context = browser.new_context(**options)  # type: ignore[arg-type]
        if role:
            page = context.new_page()
            self._sign_in(page, NAMES[role])
            page.close()
        return context

    def _sign_in(self, page: Page, name: str) -> None:
        records = json.loads((self.running.folder / "demo-sign-ins.json").read_text(encoding="utf-8"))
        password = next(record["password"] for record in records if record["username"] == name)
        page.goto(f"{self.running.address}/sign-in")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{self.running.address}/")
