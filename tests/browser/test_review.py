"""An editor's page under real hands: what to see, the source's page beside it, and deciding by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from desk.domain.workflow import State
from desk.models import Translation
from desk.services.translations import Returned
from tests import factories
from tests.browser.site import Site, row, saved, text
from tests.browser.test_by_keyboard import without_pointer

pytestmark = pytest.mark.browser

BETA, GAMMA = 1, 2
"""Where these segments of the tests' article stand."""


def second_round(site: Site) -> str:
    """A translation that came back with two segments, of which one was changed, and was submitted again."""
    with site.work() as home:
        made = factories.submitted(home)
        units = home.units(made)
        reasons = [Returned(units[BETA].id, "style", "Shorter."), Returned(units[GAMMA].id, "style", "Calmer.")]
        home.translations(home.editor).return_(made.id, reasons)
        home.editing(home.translator).confirm(units[BETA].id, "Rain in brief.", units[BETA].version)
        home.editing(home.translator).confirm(units[GAMMA].id, units[GAMMA].text, units[GAMMA].version)
        home.translations(home.translator).submit(made.id)
        return made.id


def numbers(page: Page) -> list[str]:
    """The numbers of the rows that stand on the page."""
    return page.locator("[data-unit]:visible").evaluate_all("rows => rows.map((row) => row.dataset.number)")


class TestComparing:
    def test_the_last_review_comes_first_and_a_key_changes_to_the_draft(self, site: Site) -> None:
        page = site.open("lan", f"/translations/{second_round(site)}/review")
        texts = row(page, BETA).locator(".review-texts:visible")

        expect(texts).to_have_count(1)
        expect(texts.locator("del").first).to_contain_text("Sentence beta")
        page.keyboard.press("b")
        expect(texts.locator("del").first).to_contain_text("Hà Nội mưa lớn")
        page.reload()
        expect(page.get_by_role("button", name="Draft", exact=True)).to_have_attribute("aria-pressed", "true")
        expect(texts.locator("del").first).to_contain_text("Hà Nội mưa lớn")


class TestShowingSome:
    def test_rows_of_one_kind_stand_alone_and_keys_go_through_them(self, site: Site) -> None:
        page = site.open("lan", f"/translations/{second_round(site)}/review")
        everything = numbers(page)

        page.get_by_role("button", name="Sent back").click()
        assert numbers(page) == ["2", "3"]
        expect(page.locator("#told")).to_have_text("2 segments are shown.")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(row(page, GAMMA)).to_be_focused()
        page.keyboard.press("s")
        page.keyboard.press("2")
        assert numbers(page) == ["2"]
        page.keyboard.press("s")
        page.keyboard.press("1")
        assert numbers(page) == everything

    def test_a_row_stays_while_it_becomes_another(self, site: Site) -> None:
        with site.work() as home:
            made = factories.submitted(home).id
        page = site.open("lan", f"/translations/{made}/review")
        changed = page.locator('[data-facet="findings"] [data-count]')
        expect(changed).to_have_text("0")
        page.locator('[data-facet="changed"]').click()
        row(page, BETA).focus()
        page.keyboard.press("e")
        text(page, BETA).fill("It rained it rained.")

        page.keyboard.press("Control+Enter")

        saved(page, BETA)
        expect(changed).to_have_text("1")
        page.locator('[data-facet="findings"]').click()
        assert numbers(page) == ["2"]

    def test_a_link_to_a_row_that_is_hidden_shows_all(self, site: Site) -> None:
        page = site.open("lan", f"/translations/{second_round(site)}/review")
        page.locator('[data-facet="since"]').click()
        assert numbers(page) == ["2"]

        page.evaluate("""document.querySelector(".sheet-why").innerHTML = '<a href="#u3">3</a>'""")
        page.locator(".sheet-why a").click()

        expect(row(page, GAMMA)).to_be_visible()


class TestSplit:
    def test_both_articles_stand_side_by_side_and_level(self, site: Site) -> None:
        page = site.open("lan", f"/translations/{second_round(site)}/review")

        page.get_by_role("button", name="Split").click()

        source, target = (
            page.get_by_role("article", name="The source"),
            page.get_by_role("article", name="The translation"),
        )
        expect(source).to_contain_text("Ba người bị thương.")
        expect(target).to_contain_text("Rain in brief.")
        expect(target).not_to_contain_text("[removed")
        tops = [
            side.locator("p, h2").evaluate_all("all => all.map((one) => Math.round(one.getBoundingClientRect().top))")
            for side in (source, target)
        ]
        assert tops[0] == tops[1]
        source.get_by_text("Hà Nội mưa lớn.").hover()
        expect(target.get_by_text("Rain in brief.")).to_have_class("reading-sentence is-paired")
        target.get_by_text("Rain in brief.").click()
        expect(row(page, BETA)).to_be_focused()
        expect(page.get_by_role("button", name="Changes")).to_have_attribute("aria-pressed", "true")

    def test_a_reader_sees_the_text_without_what_was_taken_out(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{second_round(site)}/review")

        page.keyboard.press("4")

        expect(page.get_by_role("article", name="The translation")).to_contain_text("Rain in brief.")
        expect(page.get_by_role("article", name="The translation")).not_to_contain_text("[en] Ba người")


class TestByKeyboard:
    """The whole review without a pointer."""

    def test_it_returns_with_reasons_and_then_approves(self, site: Site) -> None:
        with site.work() as home:
            made = factories.submitted(home).id
        page = site.open("lan", "/patterns")
        without_pointer(page)
        page.goto(f"{site.address}/translations/{made}/review")

        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(row(page, BETA)).to_be_focused()
        page.keyboard.press("t")
        page.keyboard.type("St")
        page.keyboard.press("Tab")
        page.keyboard.type("Shorter, please.")
        page.keyboard.press("Escape")
        expect(row(page, BETA)).to_be_focused()
        page.keyboard.press("r")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.get_by_role("dialog").get_by_role("button", name="Return").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("It is with its translator again.")
        with site.work() as home:
            again = home.session.get_one(Translation, made)
            unit = home.units(again)[BETA]
            home.editing(home.translator).confirm(unit.id, "Rain in brief.", unit.version)
            home.translations(home.translator).submit(made)

        page.goto(f"{site.address}/translations/{made}/review")
        page.keyboard.press("s")
        page.keyboard.press("2")
        assert numbers(page) == ["2"]
        page.keyboard.press("g")
        expect(page.locator("[data-submit]")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").get_by_role("button", name="Approve").focus()
        page.keyboard.press("Enter")

        expect(page.locator("main")).to_contain_text("Approved at exactly this text.")
        with site.work() as home:
            assert home.session.get_one(Translation, made).state is State.APPROVED
