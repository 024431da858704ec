"""The editor's page and its saves: queries, bytes and milliseconds of the server, for an article of many segments.

    python benchmarks/editor.py [--segments 40] [--saves 40]

A translator types in one segment; each pause saves its text, checks it and draws what changed. What a save costs is
printed beside what the same check costs alone, in memory, in the same run: the ratio says what saving, locking and
drawing add, and moves less with the machine than milliseconds do. Milliseconds are the median of processor time and of
the clock; the clock's are those of a machine that does other things too, whose load is printed.
"""

import argparse
import os
import platform
import re
import statistics
import tempfile
import time
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import event

from desk.checks import run_checks
from desk.models import Translation, Unit
from desk.services.findings import Findings
from desk.services.units import outline_of
from desk.settings import load_settings
from desk.web import create_app
from desk.web.sheet.seen import stamp
from desk.wiring import Wiring
from tests import factories

SOURCE = (
    "Người phát ngôn Bộ Ngoại giao Nga Maria Zakharova nghi ngờ tuyên bố của ISIS-K về vụ tấn công tại Nhà hát "
    "Crocus City ngày 22 tháng 3, khiến {} người chết."
)
TARGET = "Russian Foreign Ministry spokeswoman Maria Zakharova doubts the claim of ISIS-K; {} people died, she said."


@dataclass
class Cost:
    """What something took, once for each time it was done: seconds of the clock and of the processor."""

    clock: list[float]
    processor: list[float]

    def told(self) -> str:
        return f"{1000 * statistics.median(self.processor):6.1f} ms CPU, {1000 * statistics.median(self.clock):6.1f} ms"


def cost(rounds: int, do: Callable[[int], object]) -> Cost:
    found = Cost([], [])
    for number in range(rounds):
        clock, processor = time.perf_counter(), time.process_time()
        do(number)
        found.clock.append(time.perf_counter() - clock)
        found.processor.append(time.process_time() - processor)
    return found


@contextmanager
def statements(wiring: Wiring) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(wiring.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(wiring.database.engine, "before_cursor_execute", note)


class Page:
    """An editor's page that somebody has open, over an article in hand."""

    def __init__(self, wiring: Wiring, segments: int) -> None:
        self.wiring = wiring
        with wiring.database.session(write=True) as session:
            house = factories.house(session, wiring.glossary)
            made = factories.drafted(house, *[SOURCE.format(100 + number) for number in range(segments - 1)])
            house.translations(house.translator).claim(made.id)
            unit = house.units(made)[segments // 2]
            self.translation, self.unit, self.version = made.id, unit.id, unit.version
            person = house.translator.person_id
            house.findings(house.translator).check(made)
            session.commit()
        self.client = _signed_in(wiring, person)
        page = self.client.get(self.address).get_data(as_text=True)
        found = re.search(r'"X-CSRFToken": "([^"]+)"', page)
        assert found is not None
        self.token = found[1]

    @property
    def address(self) -> str:
        return f"/translations/{self.translation}"

    def save(self, number: int) -> bytes:
        """What is typed, saved; the answer as it goes over the wire."""
        sent = {"text": TARGET.format(number), "version": self.version}
        headers = {"X-CSRFToken": self.token}
        answer = self.client.post(f"{self.address}/units/{self.unit}/save", json=sent, headers=headers)
        self.version = answer.json["version"]
        return answer.data

    def opened(self, *, packed: bool = False) -> bytes:
        return self.client.get(self.address, headers={"Accept-Encoding": "gzip"} if packed else {}).data

    def help(self) -> bytes:
        return self.client.get(f"{self.address}/units/{self.unit}/help").data

    def seen(self) -> str:
        """What the page says of its rows."""
        with self.wiring.database.session() as session:
            outline = outline_of(session, session.get_one(Translation, self.translation))
        return urlsafe_b64encode(zlib.compress(bytes(stamp(one.version, one.confirmed) for one in outline))).decode()

    def look(self, seen: str) -> bytes:
        """Who else is there, and which rows are others: what an open page asks every few seconds."""
        return self.client.get(f"{self.address}/changes", query_string={"seen": seen}).data

    def come(self) -> bytes:
        """Says that somebody is there, which every page does three times a minute."""
        sent, headers = {"unit": self.unit}, {"X-CSRFToken": self.token}
        return self.client.post(f"{self.address}/here", json=sent, headers=headers).data

    def check_alone(self) -> Callable[[int], object]:
        """The checks that a save runs, without all else."""
        with self.wiring.database.session() as session:
            translation = session.get_one(Translation, self.translation)
            unit = session.get_one(Unit, self.unit)
            actor = factories.Accounts(session).actor(factories.Accounts(session).by_username("mai"))
            article = Findings(session, actor, self.wiring.glossary)._article(translation)
            only = {unit.id}
        return lambda _: run_checks(article, only=only)


def _signed_in(wiring: Wiring, person: str) -> FlaskClient:
    client = create_app(wiring).test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = f"{person}:1", True
    return client


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=40)
    parser.add_argument("--saves", type=int, default=40)
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        wiring = Wiring(load_settings(data_dir=Path(folder), engine="quiet", secret_key="for a benchmark only"))
        wiring.database.upgrade()
        measure(Page(wiring, options.segments), options.saves)
        wiring.database.close()


def measure(page: Page, saves: int) -> None:
    """Prints what each thing takes."""
    page.save(-1)  # so that nothing is done for the first time
    checks = cost(saves, page.check_alone())
    print(f"checks of a segment, in memory: {checks.told()}")
    with statements(page.wiring) as seen:
        answer = page.save(saves)
    took = cost(saves, page.save)
    times = statistics.median(took.processor) / statistics.median(checks.processor)
    print(
        f"a save with its checks:         {took.told()}, {len(seen)} statements, {len(answer):,} bytes, {times:.1f} x"
    )
    with statements(page.wiring) as seen:
        helped = page.help()
    told = cost(saves, lambda _: page.help()).told()
    print(f"help with a segment:            {told}, {len(seen)} statements, {len(helped):,} bytes")
    marker = page.seen()
    for name, ask in (("who is there, what is changed", lambda: page.look(marker)), ("being there", page.come)):
        with statements(page.wiring) as seen:
            told = ask()
        took = cost(saves, lambda _, ask=ask: ask())
        print(f"{name + ':':31} {took.told()}, {len(seen)} statements, {len(told):,} bytes")
    with statements(page.wiring) as seen:
        whole = page.opened()
    told, small = cost(5, lambda _: page.opened()).told(), len(page.opened(packed=True))
    print(f"the page:                       {told}, {len(seen)} statements, {len(whole):,} bytes, {small:,} packed")


if __name__ == "__main__":
    main()
