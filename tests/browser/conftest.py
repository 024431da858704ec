"""A desk that really runs, `desk serve` with its worker, and Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from desk.db import Database
from desk.domain.workflow import Role
from desk.engines.packages import install_file
from desk.engines.quiet import QuietEngine
from desk.engines.starter.catalogue import STARTERS
from desk.glossary.matcher import Glossary
from desk.services.accounts import Accounts
from desk.settings import load_settings
from desk.web import create_app
from desk.wiring import Wiring
from tests import factories
from tests.browser.site import Browsers, Site
from tests.factories import PASSWORD

PEOPLE = {"mai": Role.TRANSLATOR, "lan": Role.EDITOR, "an": Role.ADMINISTRATOR}
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class RunningDesk:
    """`desk serve` on a port of its own, over a folder that outlives it."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        packages = {"ARGOS_PACKAGES_DIR": str(self.folder / "packages"), "DESK_PORT": str(self.port)}
        return {**os.environ, **packages, "DESK_DATA_DIR": str(self.folder)}

    def start(self) -> None:
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desk", "serve"], env=self.environment, stdout=log, stderr=log, cwd=self.folder
        )
        log.close()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.address}/sign-in", trust_env=False)
            except httpx.TransportError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the desk did not answer within a minute")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningDesk]:
    """A desk with a translator (mai), an editor (lan), an administrator (an), and the starter package."""
    database = Database(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    database.upgrade()
    with database.session(write=True) as session:
        accounts = Accounts(session)
        for name, role in PEOPLE.items():
            accounts.set_password(accounts.add(accounts.default_desk(), name, name.title(), "", [role]), PASSWORD)
        session.commit()
    database.close()
    install_file(STARTERS["vi-en"].file, tmp_path / "packages")
    desk = RunningDesk(tmp_path, free_port())
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is not installed") if os.environ.get("CI") else pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def sign_in(browser: Browser, desk: RunningDesk, name: str) -> Page:
    """A window of its own in which a person has signed in. What the page's console says against it fails the test."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
    page.goto(f"{desk.address}/sign-in")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{desk.address}/")
    return page


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all, since its templates take a while; each test gives it a desk of its own."""
    settings = load_settings(data_dir=tmp_path_factory.mktemp("app"), secret_key="only for tests", engine="quiet")
    return create_app(Wiring(settings))


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browsers(chromium: Browser) -> Iterator[Browsers]:
    made = Browsers(chromium, {})
    yield made
    for context in made.contexts.values():
        context.close()


@pytest.fixture
def site(browsers: Browsers, app: Flask, address: str, own_database: Database, tmp_path: Path) -> Iterator[Site]:
    url = own_database.url.render_as_string(hide_password=False)
    settings = load_settings(data_dir=tmp_path, secret_key="only for tests", database_url=url, engine="quiet")
    wiring = Wiring(settings, QuietEngine())
    vars(wiring)["database"] = own_database
    vars(wiring)["file_glossary"] = Glossary()
    app.extensions["desk"] = wiring
    with wiring.database.session(write=True) as session:
        factories.house(session)
        session.commit()
    yield Site(address, app, wiring, browsers)
    browsers.forget()
