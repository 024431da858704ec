"""What the checks say of a text comes when one pauses, and moves nothing under one's hands."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site, row, text, write_on

pytestmark = pytest.mark.browser

HURT = 1
PIXEL = 1.5
"""What rounding may make of no movement."""


@dataclass
class Place:
    """Where the caret stands in the second segment, where the text lies in the window, and whether one is in it."""

    caret: int
    top: float
    inside: bool


def place(page: Page) -> Place:
    found = page.evaluate(
        """() => {
          const field = document.getElementById("t2");
          return [field.selectionStart, field.getBoundingClientRect().top, document.activeElement === field];
        }"""
    )
    return Place(*found)


class TestPause:
    def test_findings_come_without_leaving_the_text_and_nothing_moves(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        page.set_viewport_size({"width": 1440, "height": 420})
        text(page, HURT).focus()
        page.mouse.wheel(0, 120)
        page.wait_for_timeout(300)

        write_on(page, HURT, " (in the")
        before = place(page)
        expect(row(page, HURT).locator(".finding")).to_have_count(1)

        here = place(page)
        assert (here.caret, here.inside) == (before.caret, True)
        assert here.top == pytest.approx(before.top, abs=PIXEL)

    def test_they_go_as_they_came_and_what_is_typed_on_stays(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        write_on(page, HURT, " (in the")
        expect(row(page, HURT).locator(".finding")).to_have_count(1)

        page.keyboard.type(" rain).")

        expect(row(page, HURT).locator(".finding")).to_have_count(0)
        expect(text(page, HURT)).to_have_value("Sentence beta in plain English. (in the rain).")
        expect(text(page, HURT)).to_be_focused()

    def test_typing_on_asks_once_when_it_ends(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        saves: list[str] = []
        page.on("request", lambda request: saves.append(request.url) if request.url.endswith("/save") else None)

        write_on(page, HURT, " It rained on and on.", delay=40)
        expect(row(page, HURT).locator("[data-save]")).to_have_text("Saved")

        assert len(saves) == 1
