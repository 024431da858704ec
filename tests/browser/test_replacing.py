"""A correction made once, everywhere: in the sheet, with a look first and a way back."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.site import Site, row, saved, text

pytestmark = pytest.mark.browser

FIRST, SECOND, THIRD = 1, 2, 3


@pytest.fixture
def made(site: Site) -> str:
    """A claimed translation with a wrong name in two segments, and a sentence that it says twice."""
    with site.work() as home:
        found = factories.drafted(home, "Một.", "Hai.", "Trời mưa.", "Trời mưa.")
        home.translations(home.translator).claim(found.id)
        units = home.units(found)
        factories.drafted_as(home, units[FIRST], "Men shot at Albert theater today.")
        factories.drafted_as(home, units[SECOND], "Albert theater burnt.")
        return found.id


def confirm(page: Page, place: int, words: str) -> None:
    text(page, place).fill(words)
    page.keyboard.press("Control+Enter")


class TestOffer:
    def test_a_corrected_name_is_offered_made_and_taken_back(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")

        confirm(page, FIRST, "Men shot at Albert Hall today.")
        offer = row(page, FIRST).locator(".unit-offers")
        expect(offer).to_contain_text("“Albert theater” stands in 1 other segment.")
        offer.get_by_role("button", name="Show and change").click()
        dialog = page.locator("#replace")
        expect(dialog.locator("ins")).to_contain_text("Hall")
        assert site.unit(made, SECOND).text == "Albert theater burnt."
        dialog.get_by_role("button", name="Replace what is ticked").click()

        expect(text(page, SECOND)).to_have_value("Albert Hall burnt.")
        assert site.unit(made, SECOND).text == "Albert Hall burnt."
        page.get_by_role("button", name="Take it back").click()
        expect(text(page, SECOND)).to_have_value("Albert theater burnt.")

    def test_what_is_being_written_is_looked_through_and_not_lost(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        text(page, SECOND).fill("The theater burnt down.")

        page.keyboard.press("Escape")
        page.keyboard.press("h")
        page.fill("#replace-wanted", "theater")
        page.fill("#replace-by", "hall")
        page.keyboard.press("Enter")
        dialog = page.locator("#replace")
        expect(dialog.locator("[data-change]")).to_have_count(2)
        dialog.locator("[data-change]").first.uncheck()
        dialog.get_by_role("button", name="Replace what is ticked").click()

        expect(text(page, SECOND)).to_have_value("The hall burnt down.")
        expect(text(page, FIRST)).to_have_value("Men shot at Albert theater today.")

    def test_words_that_stand_nowhere_change_nothing(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")

        page.get_by_role("group").filter(has_text="More").locator("summary").click()
        page.get_by_role("button", name="Find and replace…").click()
        page.fill("#replace-wanted", "cathedral")
        page.keyboard.press("Enter")

        expect(page.locator("#replace")).to_contain_text("These words stand nowhere in this text.")
        expect(page.get_by_role("button", name="Replace what is ticked")).to_be_disabled()


class TestRepeats:
    def test_a_sentence_that_repeats_fills_itself_and_says_so(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")

        confirm(page, THIRD, "It rains.")
        saved(page, THIRD)

        expect(text(page, THIRD + 1)).to_have_value("It rains.")
        expect(row(page, THIRD + 1)).to_contain_text("Filled in from segment 4")
        expect(row(page, THIRD + 1)).to_have_attribute("data-status", "edited")
