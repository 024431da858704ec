"""A whole article by keyboard alone: from the queue to the editor who waits for it, without a pointer."""

import pytest
from playwright.sync_api import Page, expect

from desk.domain.workflow import State
from desk.models import Translation
from tests import factories
from tests.browser.site import Site, row, text

pytestmark = pytest.mark.browser

SEGMENTS = 40
SOURCE = "Câu số {} ở đây."
WRITTEN = "Sentence number {} is here."


def without_pointer(page: Page) -> None:
    """Lets every click that is not a key's fail the test."""
    page.add_init_script("""addEventListener("pointerdown", () => { throw new Error("a pointer was used"); }, true);""")


def write(page: Page, number: int) -> None:
    """Post-edits the segment that one is in, in one of the ways that there are."""
    wanted = WRITTEN.format(number)
    page.keyboard.press("Control+a")
    if number % 10 == 3:  # a slip, which the first fix puts right
        page.keyboard.type(wanted.replace("number", "number number"))
        expect(row(page, number).locator(".finding [data-does=fix]")).to_be_visible()
        page.keyboard.press("Control+,")
        page.keyboard.press("f")
        expect(text(page, number)).to_have_value(wanted)
    elif number % 10 == 5:  # the source, and the draft again, and over both
        page.keyboard.press("Control+,")
        page.keyboard.press("s")
        expect(text(page, number)).to_have_value(SOURCE.format(number))
        page.keyboard.press("Control+z")
        expect(text(page, number)).to_have_value(f"[en] {SOURCE.format(number)}")
        page.keyboard.press("Control+a")
        page.keyboard.type(wanted)
    else:
        page.keyboard.type(wanted)


class TestByKeyboard:
    def test_forty_segments_go_from_the_queue_to_the_editor(self, site: Site) -> None:
        with site.work() as home:
            made = factories.drafted(home, *(SOURCE.format(number) for number in range(1, SEGMENTS))).id
        page = site.open("mai", "/patterns")
        without_pointer(page)
        page.goto(site.address)

        page.keyboard.press("j")
        page.keyboard.press("c")
        page.wait_for_url(f"**/translations/{made}*")
        page.keyboard.press("u")
        expect(text(page, 0)).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type("Heavy rain in Hanoi")
        page.keyboard.press("Control+Enter")
        for number in range(1, SEGMENTS):
            expect(text(page, number)).to_be_focused()
            write(page, number)
            page.keyboard.press("Control+Enter")
        expect(page.locator(".sheet-progress output")).to_have_text(f"{SEGMENTS}/{SEGMENTS}")
        page.keyboard.press("g")
        expect(page.locator("[data-submit]")).to_be_focused()
        page.keyboard.press("Enter")

        expect(page.locator("main")).to_contain_text("It waits for an editor now.")
        with site.work() as home:
            assert home.session.get_one(Translation, made).state is State.SUBMITTED
            texts = [unit.text for unit in home.units(home.session.get_one(Translation, made))]
        assert texts == ["Heavy rain in Hanoi", *(WRITTEN.format(number) for number in range(1, SEGMENTS))]
