"""The article as an article, how long its texts are, and the fields that exist only in the target."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from desk.domain.provenance import Origin
from desk.models import Translation
from desk.services.target_fields import TargetFields
from tests import factories
from tests.browser.site import Site, row, text, write_on

pytestmark = pytest.mark.browser

HURT, SILENT = 1, 2


def view(page: Page, name: str) -> None:
    page.locator("[data-view-choice]").select_option(label=name)


def field(page: Page, name: str) -> Locator:
    """A field of the page's, with what is said of its save."""
    return page.locator(f'[data-field="{name}"]')


def said(page: Page, name: str) -> Locator:
    return field(page, name).locator("[data-save]")


class TestReading:
    def test_it_shows_what_is_written_now_and_leads_to_a_segment(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        page.route("**/save", lambda route: route.abort())
        write_on(page, HURT, " Not sent yet.")

        view(page, "Read the translation")

        reading = page.locator("[data-reading]")
        expect(reading).to_contain_text("Not sent yet.Sentence")
        expect(reading.locator("h2")).to_have_count(1)
        expect(row(page, HURT)).to_be_hidden()
        reading.get_by_role("link", name="Not sent yet.").click()
        expect(text(page, HURT)).to_be_focused()
        expect(reading).to_be_hidden()

    def test_source_and_both(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")

        view(page, "Read the source")
        expect(page.locator("[data-reading] article")).to_have_attribute("lang", "vi")
        expect(page.locator("[data-reading]")).to_contain_text("Hà Nội mưa lớn.")
        view(page, "Read both")

        expect(page.locator("[data-reading] article")).to_have_count(2)

    def test_what_was_left_out_is_not_in_it(self, site: Site) -> None:
        made = site.edited()
        with site.work() as home:
            unit = home.units(home.session.get_one(Translation, made))[HURT]
            home.editing(home.translator).omit(unit.id, "Said before.")
            assert unit.origin is Origin.OMITTED
        page = site.open("mai", f"/translations/{made}")

        view(page, "Read the translation")

        expect(page.locator("[data-reading] p")).to_have_count(2)

    def test_what_somebody_chose_is_kept_and_an_address_of_a_segment_goes_before_it(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        view(page, "Read both")

        page.reload()
        expect(page.locator("[data-reading]")).to_be_visible()
        other = page.context.new_page()
        other.goto(f"{site.address}/translations/{made}#u3")

        expect(row(other, SILENT)).to_be_in_viewport()


class TestLengths:
    def test_a_headline_that_is_too_long_says_so_and_is_saved(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        count = row(page, 0).locator(".unit-count")
        before = len(text(page, 0).input_value())
        expect(count).to_have_text(f"{before}/90")

        write_on(page, 0, "x" * (91 - before))

        expect(count).to_have_text("91/90")
        expect(count).to_have_class("unit-count is-over")
        expect(page.locator("#told")).to_contain_text("1 character too many")
        expect(row(page, 0).locator("[data-save]")).to_have_text("Saved")
        assert len(site.unit(made, 0).text) == 91


class TestFields:
    def test_one_is_saved_by_itself_and_there_again(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        page.get_by_label("Push alert").fill("Heavy rain hits Hanoi")
        expect(said(page, "push_alert")).to_have_text("Saved")
        expect(field(page, "push_alert").locator(".unit-count")).to_have_text("21/140")

        page.reload()

        expect(page.get_by_label("Push alert")).to_have_value("Heavy rain hits Hanoi")

    def test_two_people_see_both_texts(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        with site.work() as home:
            TargetFields(home.session, home.editing(home.editor)).save(made, "section", "World", 0)

        page.get_by_label("Section").fill("Asia")

        conflict = field(page, "section").locator(".conflict")
        expect(conflict).to_contain_text("Lan saved this meanwhile")
        conflict.get_by_role("button", name="Keep mine").click()
        expect(said(page, "section")).to_have_text("Saved")
        with site.work() as home:
            assert home.session.get_one(Translation, made).fields == {"section": "Asia"}

    def test_it_survives_a_lost_connection_and_the_tab(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        page.route("**/save", lambda route: route.abort())
        page.get_by_label("Section").fill("Asia")
        expect(said(page, "section")).to_have_text("Not sent – kept here")
        page.close(run_before_unload=False)

        again = page.context.new_page()
        again.goto(f"{site.address}/translations/{made}")

        expect(again.get_by_label("Section")).to_have_value("Asia")
        expect(said(again, "section")).to_have_text(re.compile("^(Saved)?$"))
        with site.work() as home:
            assert home.session.get_one(Translation, made).fields == {"section": "Asia"}

    def test_whoever_approves_sees_them(self, site: Site) -> None:
        with site.work() as home:
            made = factories.edited(home)
            TargetFields(home.session, home.editing(home.translator)).save(made.id, "push_alert", "Rain in Hanoi", 0)
            home.translations(home.translator).submit(made.id)

        page = site.open("lan", f"/translations/{made.id}/review")

        expect(page.locator("#fields")).to_contain_text("Rain in Hanoi")


class TestMerging:
    """Two sentences as one, and as two again."""

    SENTENCES = "Mưa lớn ở Hà Nội. Ba người bị thương."

    def test_keys_merge_what_is_being_written_and_split_it_at_the_caret(self, site: Site) -> None:
        made = site.claimed(self.SENTENCES)
        page = site.open("mai", f"/translations/{made}")
        text(page, 1).fill("Heavy rain in Hanoi, and 😀")

        page.keyboard.press("Escape")
        page.keyboard.press("i")

        expect(page.locator("[data-unit]")).to_have_count(2)
        expect(text(page, 1)).to_have_value("Heavy rain in Hanoi, and 😀 [en] Ba người bị thương.")
        expect(row(page, 1).locator("[data-part=source]")).to_have_text(self.SENTENCES)
        text(page, 1).fill("Heavy rain in Hanoi 😀 hurt three")
        text(page, 1).evaluate("field => field.setSelectionRange(25, 25)")
        page.keyboard.press("Escape")
        page.keyboard.press("x")

        expect(page.locator("[data-unit]")).to_have_count(3)
        expect(text(page, 1)).to_have_value("Heavy rain in Hanoi 😀")
        expect(text(page, 2)).to_have_value("hurt three")

    def test_by_touch_it_stands_in_the_menu_below_the_text(self, site: Site) -> None:
        made = site.claimed(self.SENTENCES)
        page = site.open("mai", f"/translations/{made}")
        text(page, 1).focus()
        page.locator(".unit-tools summary").click()
        expect(page.get_by_role("button", name="Split it again")).to_be_hidden()

        page.get_by_role("button", name="Merge with the next segment").click()

        expect(page.locator("[data-unit]")).to_have_count(2)
        text(page, 1).focus()
        page.locator(".unit-tools summary").click()
        page.get_by_role("button", name="Split it again").click()
        expect(page.locator("[data-unit]")).to_have_count(3)
        expect(text(page, 2)).to_have_value("[en] Ba người bị thương.")
