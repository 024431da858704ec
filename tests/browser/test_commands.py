"""What commands of the editor do, by key, by the leader and by their buttons."""

import pytest
from playwright.sync_api import Locator, Page, expect

from desk.domain.term import Form, Term
from desk.services.comments import Comments
from desk.services.glossary_terms import Terms
from tests import factories
from tests.browser.site import Site, row, saved, text

pytestmark = pytest.mark.browser

HEAD, HURT, LAST = 0, 1, 3
"""Places of the first, the second and the last segment."""


def finding(page: Page, place: int, nth: int = 0) -> Locator:
    return row(page, place).locator(".finding:not(.finding-closed)").nth(nth)


class TestFindings:
    @pytest.fixture
    def page(self, site: Site) -> Page:
        """Two findings in the second segment and one in the last."""
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).fill("Three were were hurt hurt.")
        text(page, LAST).fill("He he declined declined.")
        expect(finding(page, HURT, 1)).to_be_visible()
        expect(finding(page, LAST)).to_be_visible()
        row(page, HEAD).focus()
        return page

    def test_one_goes_through_all_of_them_and_round_again(self, page: Page) -> None:
        page.keyboard.press("n")
        expect(finding(page, HURT)).to_be_focused()
        page.keyboard.press("n")
        expect(finding(page, HURT, 1)).to_be_focused()
        page.keyboard.press("n")
        expect(finding(page, LAST)).to_be_focused()
        page.keyboard.press("p")
        expect(finding(page, HURT, 1)).to_be_focused()

        row(page, HEAD).focus()
        page.keyboard.press("p")
        expect(row(page, LAST).locator(".finding").last).to_be_focused()

    def test_a_fix_is_of_the_finding_that_one_is_at(self, page: Page) -> None:
        page.keyboard.press("n")
        page.keyboard.press("n")

        page.keyboard.press("f")

        expect(text(page, HURT)).to_have_value("Three were were hurt.")

    def test_the_finding_that_one_is_at_is_set_aside(self, page: Page) -> None:
        page.keyboard.press("n")
        page.keyboard.press("n")

        page.keyboard.press("d")
        expect(page.locator("#set-aside [data-message]")).to_contain_text("hurt")
        page.keyboard.press("1")

        expect(row(page, HURT)).to_contain_text("1 dismissed")
        expect(finding(page, HURT)).to_contain_text("were")

    def test_a_finding_keeps_the_focus_when_its_segment_is_drawn_again(self, page: Page) -> None:
        page.keyboard.press("n")
        page.keyboard.press("n")

        with page.expect_response("**/save"):
            text(page, HURT).evaluate(
                "field => { field.value += ' And more.'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
            )

        expect(finding(page, HURT, 1)).to_be_focused()

    def test_from_the_text_one_comes_back_into_the_text(self, page: Page) -> None:
        text(page, HEAD).focus()

        page.keyboard.press("Control+,")
        page.keyboard.press("n")

        expect(text(page, HURT)).to_be_focused()

    def test_the_bar_has_buttons_for_it(self, page: Page) -> None:
        page.get_by_role("button", name="Next finding").click()
        expect(finding(page, HURT)).to_be_focused()
        page.get_by_role("button", name="Next finding").click()
        page.get_by_role("button", name="Previous finding").click()
        expect(finding(page, HURT)).to_be_focused()

    def test_enter_goes_from_a_finding_into_the_text(self, page: Page) -> None:
        page.keyboard.press("n")
        page.keyboard.press("Enter")

        expect(text(page, HURT)).to_be_focused()


class TestNoFinding:
    def test_it_says_so(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, HURT).focus()

        page.keyboard.press("n")

        expect(page.locator("#told")).to_have_text("Nothing is open.")
        expect(row(page, HURT)).to_be_focused()


class TestTerms:
    @pytest.fixture
    def page(self, site: Site) -> Page:
        with site.work() as home:
            for name, source in (("peskov", "Peskov"), ("hanoi", "Hà Nội")):
                made = Terms(home.session, home.editor).propose(
                    Term(name, {"vi": (Form(source),), "en": (Form(name.title()),)})
                )
                Terms(home.session, home.editor).approve(made.id, made.version)
        made = site.edited(factories.edited, "Ông Peskov đến Hà Nội.")
        page = site.open("mai", f"/translations/{made}")
        text(page, HURT).fill("Mr came to town.")
        expect(row(page, HURT).locator("[data-does=insert]")).to_have_count(2)
        saved(page, HURT)
        return page

    def test_a_term_is_put_in_by_its_number_while_one_writes(self, page: Page) -> None:
        text(page, HURT).evaluate("field => field.setSelectionRange(2, 2)")

        page.keyboard.press("Control+,")
        page.keyboard.press("t")
        expect(page.locator("#leader")).to_have_text("Which one? 1 to 9, Esc goes back.")
        page.keyboard.press("1")

        expect(text(page, HURT)).to_have_value("Mr Peskov came to town.")
        page.keyboard.type("!")
        expect(text(page, HURT)).to_have_value("Mr Peskov! came to town.")

    def test_it_is_put_in_outside_the_text_too(self, page: Page) -> None:
        text(page, HURT).evaluate("field => field.setSelectionRange(11, 15)")
        page.keyboard.press("Escape")

        page.keyboard.press("t")
        page.keyboard.press("2")

        expect(text(page, HURT)).to_have_value("Mr came to Hanoi.")
        expect(row(page, HURT)).to_be_focused()

    def test_the_terms_show_their_numbers_while_one_is_asked(self, page: Page) -> None:
        number = "chip => getComputedStyle(chip, '::before').content"
        chip = row(page, HURT).locator("[data-does=insert]").nth(1)
        page.keyboard.press("Escape")
        assert chip.evaluate(number) == "none"

        page.keyboard.press("t")
        assert chip.evaluate(number) != "none"
        page.keyboard.press("Escape")

        assert chip.evaluate(number) == "none"
        expect(row(page, HURT)).to_be_focused()

    def test_a_number_that_there_is_not_is_said(self, page: Page) -> None:
        page.keyboard.press("Escape")

        page.keyboard.press("t")
        page.keyboard.press("7")

        expect(page.locator("#told")).to_have_text("Segment 2: there is no term 7.")


class TestConcordance:
    @pytest.fixture
    def page(self, site: Site) -> Page:
        with site.work() as home:
            factories.published(home, "Bão lớn gây thiệt hại.")
        return site.open("mai", f"/translations/{site.edited(factories.edited, 'Bão lớn đổ bộ.')}")

    def test_words_that_are_selected_in_the_text_are_looked_up(self, page: Page) -> None:
        text(page, HURT).focus()
        text(page, HURT).evaluate("field => field.setSelectionRange(9, 13)")

        page.keyboard.press("Control+,")
        page.keyboard.press("l")

        asked = page.get_by_role("searchbox", name="Words of either language")
        expect(asked).to_have_value("beta")
        expect(asked).to_be_focused()
        expect(page.locator("#concordance-found .memory-entry")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(text(page, HURT)).to_be_focused()
        expect(page.locator("#concordance-found")).to_be_visible()

    def test_words_of_the_source_are_looked_up_by_the_button(self, page: Page) -> None:
        text(page, HURT).focus()
        row(page, HURT).locator('[data-part="source"]').evaluate("""element => {
            const range = document.createRange();
            range.setStart(element.firstChild, 0);
            range.setEnd(element.firstChild, 7);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""")

        row(page, HURT).get_by_role("button", name="Concordance").click()

        expect(page.get_by_role("searchbox", name="Words of either language")).to_have_value("Bão lớn")
        expect(page.locator("#concordance-found mark").first).to_be_visible()

    def test_one_asks_on_in_it_and_closes_it(self, page: Page) -> None:
        row(page, HURT).focus()
        page.keyboard.press("l")
        page.keyboard.type("thiệt hại")
        expect(page.locator("#concordance-found .memory-entry")).to_have_count(1)
        page.locator("[data-concordance-closes]").click()

        expect(page.locator("[data-concordance]")).to_be_hidden()
        expect(row(page, HURT)).to_be_focused()


class TestComments:
    def test_a_key_opens_those_of_the_segment(self, site: Site) -> None:
        made = site.edited()
        with site.work() as home:
            Comments(home.session, home.editor).write(made, "Is this right?", unit_id=site.unit(made, HURT).id)
        page = site.open("mai", f"/translations/{made}")
        text(page, HURT).focus()

        page.keyboard.press("Control+,")
        page.keyboard.press("m")
        expect(page.locator("#talk-dialog")).to_contain_text("Is this right?")
        page.keyboard.press("Escape")

        expect(text(page, HURT)).to_be_focused()
