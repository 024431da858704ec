"""Fifty people at once: each saves segment after segment against one `desk serve`, and nothing that was saved is lost.

    DESK_TEST_DATA=../data python benchmarks/editors.py [--editors 50] [--saves 20] [--pause 2.0] [--database URL]

Each holds a translation of its own with 40 segments of NTREX's news, opens its page, and then writes, with pauses of
random length around `--pause` seconds. The server is a process of its own; those who write share the machine with it.
The result is one line of JSON: p50 and p95 of a save in milliseconds as the writer waits for it, beside those of the
lightest answer that the same server gives (`/sign-in`'s style sheet) under the same load, the number of saves, of saves
that were lost (which must be 0), and of bytes of a page. With the machine and what else it did.
"""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
from sqlalchemy import select

from desk.domain.workflow import Role
from desk.models import Unit
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.settings import load_settings
from desk.web import create_app
from desk.wiring import Wiring
from tests import factories, ntrex
from tests.browser.conftest import free_port

SEGMENTS = 40
SECRET = "a key that signs nothing but this benchmark"
_TOKEN = re.compile(r'"X-CSRFToken": "([^"]+)"')
_STYLE = re.compile(r'href="([^"]+desk\.css)"')


@dataclass
class Writer:
    """Somebody who writes: their cookie, their translation, its units with versions, and how long each save took."""

    cookie: str
    translation: str
    units: dict[str, int]
    written: dict[str, str] = field(default_factory=dict)
    saves: list[float] = field(default_factory=list)
    light: list[float] = field(default_factory=list)
    page: int = 0
    failed: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editors", type=int, default=50)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--pause", type=float, default=2.0)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), options.editors, options.saves, options.pause, options.database)
    machine = f"{platform.machine()} {platform.system()} Python {platform.python_version()}, {os.cpu_count()} cores"
    print(json.dumps(result | {"machine": machine, "load": round(os.getloadavg()[0], 2)}))


def measure(folder: Path, editors: int, saves: int, pause: float, database: str) -> dict[str, Any]:
    wiring = Wiring(load_settings(data_dir=folder, secret_key=SECRET, engine="quiet", database_url=database))
    wiring.database.upgrade()
    writers = set_up(wiring, editors)
    port = free_port()
    settings = {"DESK_DATA_DIR": str(folder), "DESK_SECRET_KEY": SECRET, "DESK_PORT": str(port), "DESK_ENGINE": "quiet"}
    environment = {**os.environ, **settings, "DESK_DATABASE_URL": database}
    server = subprocess.Popen([sys.executable, "-m", "desk", "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        threads = [threading.Thread(target=write, args=(one, address, saves, pause)) for one in writers]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
    finally:
        server.terminate()
        server.wait(30)
    lost = count_lost(wiring, writers)
    wiring.database.close()
    return report(writers, took) | {"lost": lost, "failed": sorted({one.failed for one in writers if one.failed})}


def set_up(wiring: Wiring, editors: int) -> list[Writer]:
    """People, each with a translation of their own that they hold, and a cookie that says they are signed in."""
    sources = ntrex.lines(Path(os.environ["DESK_TEST_DATA"]), "vie")
    app = create_app(wiring)
    found = []
    for number in range(editors):
        texts = [sources[(number * SEGMENTS + place) % len(sources)] for place in range(SEGMENTS - 1)]
        with wiring.database.session(write=True) as session:
            desk = Accounts(session).default_desk()
            person = factories.person(session, desk, f"w{number}", Role.TRANSLATOR)
            home = factories.House(session, desk, person, person, person, wiring.glossary)
            translation = factories.drafted(home, *texts)
            home.translations(home.translator).claim(translation.id)
            units = {unit.id: unit.version for unit in home.units(translation)}
            session.commit()
            found.append(Writer(_cookie(app, home.translator), translation.id, units))
    return found


def _cookie(app: Any, actor: Actor) -> str:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = f"{actor.person_id}:1", True
    value = client.get_cookie("desk")
    assert value is not None
    return str(value.value)


def write(writer: Writer, address: str, saves: int, pause: float) -> None:
    """Opens the page, then saves: each answer must say `saved`."""
    draw = random.Random(writer.translation)
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        client.cookies.set("desk", writer.cookie, domain="127.0.0.1")
        time.sleep(draw.random() * pause)
        page = client.get(f"/translations/{writer.translation}")
        token, style = _TOKEN.search(page.text), _STYLE.search(page.text)
        writer.page = int(page.headers.get("content-length") or len(page.content))
        if page.status_code != 200 or token is None or style is None:
            writer.failed = f"the page answered {page.status_code}"
            return
        for number in range(saves):
            time.sleep(draw.expovariate(1 / pause) if pause else 0)
            _save(writer, client, token[1], draw, number)
            began = time.perf_counter()
            client.get(style[1])
            writer.light.append(time.perf_counter() - began)


def _save(writer: Writer, client: httpx.Client, token: str, draw: random.Random, number: int) -> None:
    unit = draw.choice(list(writer.units))
    text = f"This is sentence {number} as somebody wrote it, {draw.random():.6f}."
    sent = {"text": text, "version": writer.units[unit], "milliseconds": 2000, "confirm": number % 3 == 0}
    began = time.perf_counter()
    answer = client.post(
        f"/translations/{writer.translation}/units/{unit}/save", json=sent, headers={"X-CSRFToken": token}
    )
    writer.saves.append(time.perf_counter() - began)
    said = answer.json() if answer.status_code == 200 else {}
    if said.get("result") != "saved":
        writer.failed = f"a save answered {answer.status_code}"
        return
    writer.units[unit], writer.written[unit] = said["version"], text


def count_lost(wiring: Wiring, writers: Sequence[Writer]) -> int:
    """How many segments do not read as their last acknowledged save said, or have another version."""
    lost = 0
    with wiring.database.session() as session:
        for writer in writers:
            query = select(Unit.id, Unit.text, Unit.version).where(Unit.translation_id == writer.translation)
            for unit, text, version in session.execute(query):
                written = writer.written.get(unit)
                lost += written is not None and (text != written or version != writer.units[unit])
    return lost


def report(writers: Sequence[Writer], took: float) -> dict[str, Any]:
    saves = [second for one in writers for second in one.saves]
    light = [second for one in writers for second in one.light]
    return {
        "editors": len(writers),
        "saves": len(saves),
        "saves_a_second": round(len(saves) / took, 1),
        "save_ms": _spread(saves),
        "style_sheet_ms": _spread(light),
        "p95_ratio": round(_spread(saves)["p95"] / max(_spread(light)["p95"], 0.1), 1),
        "page_bytes": max(one.page for one in writers),
    }


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=20)
    return {"p50": round(cuts[9] * 1000, 1), "p95": round(cuts[18] * 1000, 1)}


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/sign-in", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The desk did not answer within a minute.")


if __name__ == "__main__":
    main()
