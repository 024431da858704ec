"""A desk behind a port of this process, and what tests of its editor do there again and again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import select

from desk.models import Translation, Unit
from desk.services.accounts import Accounts
from desk.wiring import Wiring
from tests import factories


@dataclass
class Browsers:
    """A browser for each person, which keeps the desk's files from one test to the next, and nothing else."""

    chromium: Browser
    contexts: dict[str, BrowserContext]

    def of(self, who: str) -> BrowserContext:
        if who not in self.contexts:
            self.contexts[who] = self.chromium.new_context(viewport={"width": 1440, "height": 900})
            self.contexts[who].set_default_timeout(10_000)
        return self.contexts[who]

    def forget(self) -> None:
        """Closes the pages, and what they kept is gone."""
        for context in self.contexts.values():
            context.set_offline(True)  # what a page sends when it goes would reach the next test's database
            for page in context.pages:
                page.unroute_all(behavior="ignoreErrors")
                page.evaluate("localStorage.clear(); sessionStorage.clear()")
                page.close(run_before_unload=False)
            context.set_offline(False)
            context.clear_cookies()


@dataclass
class Site:
    """A desk behind a port, with a translator (mai) and an editor (lan) who can sign in."""

    address: str
    app: Flask
    wiring: Wiring
    browsers: "Browsers"

    @contextmanager
    def work(self) -> Iterator[factories.House]:
        with self.wiring.database.session(write=True) as session:
            accounts = Accounts(session)
            people = {name: accounts.actor(accounts.by_username(name)) for name in ("mai", "lan", "root")}
            desk = accounts.default_desk()
            yield factories.House(session, desk, *people.values(), self.wiring.glossary)
            session.commit()

    def edited(self, make: Callable[..., Translation] = factories.edited, *texts: str, **more: object) -> str:
        with self.work() as home:
            return make(home, *texts, **more).id

    def claimed(self, *texts: str) -> str:
        """A translation that mai has claimed, as its drafts left it."""
        with self.work() as home:
            made = factories.drafted(home, *texts).id
            home.translations(home.translator).claim(made)
        return made

    def open(self, who: str, path: str) -> Page:
        """A page that somebody has opened, in a browser of their own."""
        context = self.browsers.of(who)
        self._sign_in(context, who)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
        page.goto(self.address + path)
        return page

    def _sign_in(self, context: BrowserContext, who: str) -> None:
        """Signs in without the slow hashing of a password."""
        client = self.app.test_client()
        with self.work() as home, client.session_transaction() as cookie:
            cookie["_user_id"] = f"{Accounts(home.session).by_username(who).id}:1"
            cookie["_fresh"] = True
        value = client.get_cookie("desk")
        assert value is not None
        context.add_cookies([{"name": "desk", "value": value.value, "url": self.address, "httpOnly": True}])

    def unit(self, translation_id: str, place: int) -> Unit:
        with self.wiring.database.session() as session:
            found = select(Unit).where(Unit.translation_id == translation_id, Unit.position == place)
            return session.scalars(found).one()


def row(page: Page, place: int) -> Locator:
    return page.locator("[data-unit]").nth(place)


def text(page: Page, place: int) -> Locator:
    return row(page, place).locator("textarea")


def write_on(page: Page, place: int, words: str, delay: float = 0) -> None:
    """Types at the end of a segment."""
    text(page, place).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words, delay=delay)


def saved(page: Page, place: int) -> None:
    expect(row(page, place).locator("[data-save]")).to_have_text("Saved")
