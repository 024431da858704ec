"""When the editor's page can be worked in: milliseconds until its scripts listen, with an empty cache and a full one.

    python benchmarks/interactive.py [--segments 60] [--rounds 5] [--latency 0 40]

A translator opens an article of 60 segments in Chromium, served by this process. `ready` is when the page's modules
have run and its fields take keys (`DOMContentLoaded`), `page` when the HTML has come: their ratio says what scripts and
styles add, and moves less with the machine. Latencies are milliseconds that Chromium adds to every request, as on a
way between two houses; 0 is the newsroom's own machine. One line of JSON for each latency and cache, with the load.
"""

import argparse
import json
import os
import shutil
import tempfile
import threading
from pathlib import Path
from statistics import median

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from desk.domain.workflow import Role
from desk.services.accounts import Accounts
from desk.settings import load_settings
from desk.web import create_app
from desk.wiring import Wiring
from tests import factories
from tests.browser.conftest import ARGUMENTS

SOURCE = "Người phát ngôn Bộ Ngoại giao nói rằng cơn bão số {} đã làm nhiều người bị thương và nhiều nhà bị ngập."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 40])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wiring = Wiring(load_settings(data_dir=Path(folder), secret_key="for this benchmark alone", engine="quiet"))
        wiring.database.upgrade()
        app = create_app(wiring)
        address, cookie = _filled(wiring, app, options.segments)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            for latency in options.latency:
                url = f"http://127.0.0.1:{server.port}"
                for line in _measure(browser, url, address, cookie, latency, options.rounds):
                    print(json.dumps(line | {"load": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}))
            browser.close()
        server.shutdown()
        wiring.database.close()


def _filled(wiring: Wiring, app: Flask, segments: int) -> tuple[str, str]:
    """The address of the page, and the cookie of whom it belongs to."""
    with wiring.database.session(write=True) as session:
        desk = Accounts(session).default_desk()
        person = factories.person(session, desk, "mai", Role.TRANSLATOR)
        home = factories.House(session, desk, person, person, person, wiring.glossary)
        made = factories.drafted(home, *(SOURCE.format(number) for number in range(1, segments)))
        home.translations(person).claim(made.id)
        session.commit()
        found = made.id
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = f"{person.person_id}:1", True
    value = client.get_cookie("desk")
    assert value is not None
    return f"/translations/{found}", value.value


def _measure(
    browser: Browser, url: str, address: str, cookie: str, latency: int, rounds: int
) -> list[dict[str, object]]:
    times: dict[str, list[tuple[float, float]]] = {"empty": [], "full": []}
    for _ in range(rounds):
        context = browser.new_context()
        context.add_cookies([{"name": "desk", "value": cookie, "url": url, "httpOnly": True}])
        for cache in times:
            times[cache].append(_open(context, url + address, latency))
        context.close()
    return [_line(cache, latency, found) for cache, found in times.items()]


def _open(context: BrowserContext, address: str, latency: int) -> tuple[float, float]:
    """Milliseconds until the HTML has come, and until the page's scripts listen."""
    page: Page = context.new_page()
    network = context.new_cdp_session(page)
    limits = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", limits)
    page.goto(address)
    came, ready = page.evaluate("""
        const [one] = performance.getEntriesByType("navigation");
        [one.responseEnd, one.domContentLoadedEventEnd];
    """)
    page.close()
    return came, ready


def _line(cache: str, latency: int, times: list[tuple[float, float]]) -> dict[str, object]:
    page, ready = (median(column) for column in zip(*times, strict=True))
    return {
        "cache": cache,
        "latency_ms": latency,
        "page_ms": round(page),
        "ready_ms": round(ready),
        "ratio": round(ready / page, 1),
        "worst_ready_ms": round(max(one for _, one in times)),
    }


if __name__ == "__main__":
    main()
