"""What the editor's page weighs on the wire, and from where it comes."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.site import Site, text

pytestmark = pytest.mark.browser

SEGMENTS = 60
MOST = 150_000
"""Bytes over the wire of a page with sixty segments, headers and all, without fonts, of which it has none."""
SOURCE = "Người phát ngôn Bộ Ngoại giao nói rằng cơn bão số {} đã làm nhiều người bị thương và nhiều nhà bị ngập."


@dataclass
class Wire:
    """What a page fetches: addresses, and bytes as they came over the wire."""

    addresses: list[str] = field(default_factory=list)
    bytes: int = 0

    def listen(self, page: Page) -> None:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        network.on("Network.requestWillBeSent", lambda event: self.addresses.append(event["request"]["url"]))
        network.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


class TestWeight:
    def test_sixty_segments_are_light_and_all_comes_from_the_desk(self, site: Site) -> None:
        with site.work() as home:
            made = factories.drafted(home, *[SOURCE.format(number) for number in range(1, SEGMENTS)])
            home.translations(home.translator).claim(made.id)
        page = site.open("mai", "/patterns")
        wire = Wire()
        wire.listen(page)

        page.goto(f"{site.address}/translations/{made.id}", wait_until="networkidle")
        text(page, 1).focus()
        expect(page.locator("[data-help-here] .help")).to_be_visible()

        assert page.locator("[data-unit]").count() == SEGMENTS
        assert {urlsplit(address).netloc for address in wire.addresses} == {urlsplit(site.address).netloc}
        assert 20_000 < wire.bytes < MOST

    def test_no_script_is_asked_for_only_once_another_has_come(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")

        times = page.evaluate("""
            Object.fromEntries(performance.getEntriesByType("resource")
              .filter((one) => one.name.includes("/js/"))
              .map((one) => [one.name.split("/js/")[1], [one.startTime, one.responseEnd]]))
        """)

        first_there = times["editor.js"][1]
        assert len(times) > 30
        assert [name for name, (asked, _) in times.items() if asked > first_there] == []
