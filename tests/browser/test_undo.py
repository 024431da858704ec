"""Undoing and redoing through all segments, as edits like any other."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.site import Site, row, saved, text, write_on

pytestmark = pytest.mark.browser

HURT, SILENT = 1, 2
"""Places of the second and the third segment."""

BETA, GAMMA = "Sentence beta in plain English.", "Sentence gamma in plain English."


@pytest.fixture
def made(site: Site) -> str:
    return site.edited()


@pytest.fixture
def page(site: Site, made: str) -> Page:
    return site.open("mai", f"/translations/{made}")


class TestSteps:
    def test_they_are_undone_from_segment_to_segment_and_saved(self, site: Site, made: str, page: Page) -> None:
        write_on(page, HURT, " One.")
        write_on(page, SILENT, " Two.")

        page.keyboard.press("Control+z")
        expect(text(page, SILENT)).to_have_value(GAMMA)
        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_have_value(BETA)
        expect(text(page, HURT)).to_be_focused()
        saved(page, HURT)
        assert [site.unit(made, place).text for place in (HURT, SILENT)] == [BETA, GAMMA]

    @pytest.mark.parametrize("again", ["Control+Shift+z", "Control+y"])
    def test_they_are_done_again(self, page: Page, again: str) -> None:
        write_on(page, HURT, " One.")
        write_on(page, SILENT, " Two.")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")

        page.keyboard.press(again)
        expect(text(page, HURT)).to_have_value(f"{BETA} One.")
        page.keyboard.press(again)

        expect(text(page, SILENT)).to_have_value(f"{GAMMA} Two.")
        page.keyboard.type("!")
        expect(text(page, SILENT)).to_have_value(f"{GAMMA} Two.!")

    def test_writing_on_forgets_what_was_undone(self, page: Page) -> None:
        write_on(page, HURT, " One.")
        page.keyboard.press("Control+z")
        page.keyboard.type(" Other.")

        page.keyboard.press("Control+y")

        expect(text(page, HURT)).to_have_value(f"{BETA} Other.")
        expect(page.locator("#told")).to_have_text("There is nothing to do again.")

    def test_what_a_button_puts_in_is_a_step_of_its_own(self, page: Page) -> None:
        write_on(page, HURT, " One.")
        row(page, HURT).get_by_role("button", name="Copy source").click()
        page.keyboard.type(" Two.")
        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn. Two.")

        page.keyboard.press("Control+z")
        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn.")
        page.keyboard.press("Control+z")
        expect(text(page, HURT)).to_have_value(f"{BETA} One.")
        page.keyboard.press("Control+z")
        expect(text(page, HURT)).to_have_value(BETA)

    def test_what_the_server_put_in_is_one_too(self, site: Site, made: str, page: Page) -> None:
        write_on(page, HURT, " One.")
        row(page, HURT).get_by_role("button", name="Restore draft").click()
        expect(text(page, HURT)).to_have_value("[en] Hà Nội mưa lớn.")

        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_have_value(f"{BETA} One.")
        saved(page, HURT)
        assert site.unit(made, HURT).text == f"{BETA} One."

    def test_a_segment_that_was_left_out_comes_back(self, page: Page) -> None:
        row(page, HURT).focus()
        page.keyboard.press("o")
        page.keyboard.press("1")
        expect(row(page, HURT)).to_have_attribute("data-status", "omitted")

        page.keyboard.press("z")

        expect(text(page, HURT)).to_have_value(BETA)
        expect(row(page, HURT)).to_have_attribute("data-status", "edited")
        expect(text(page, HURT)).to_be_visible()

    def test_characters_beyond_the_first_plane_stay_whole(self, page: Page) -> None:
        text(page, HURT).fill("😀 Three.")
        text(page, HURT).fill("😁 Three.")

        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_have_value("😀 Three.")
        assert text(page, HURT).evaluate("field => field.selectionStart") == 2

    def test_cmd_y_is_left_to_the_browser(self, page: Page) -> None:
        write_on(page, HURT, " More.")
        page.keyboard.press("Control+z")

        page.keyboard.press("Meta+y")

        expect(text(page, HURT)).to_have_value(BETA)

    def test_where_there_is_nothing_it_says_so(self, page: Page) -> None:
        text(page, HURT).focus()

        page.keyboard.press("Control+z")

        expect(page.locator("#told")).to_have_text("There is nothing to undo.")
        expect(text(page, HURT)).to_have_value(BETA)


class TestConfirmations:
    def test_one_is_taken_back_and_made_again(self, site: Site) -> None:
        made = site.claimed()
        page = site.open("mai", f"/translations/{made}")
        text(page, HURT).focus()
        page.keyboard.press("Control+Enter")
        expect(row(page, HURT)).to_have_attribute("data-status", "confirmed")

        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_be_focused()
        expect(row(page, HURT)).not_to_have_attribute("data-status", "confirmed")
        page.keyboard.press("Control+Shift+z")
        expect(row(page, HURT)).to_have_attribute("data-status", "confirmed")
        assert site.unit(made, HURT).confirmed_at is not None

    def test_one_that_was_taken_back_comes_again(self, page: Page) -> None:
        row(page, HURT).focus()
        page.keyboard.press("c")
        expect(row(page, HURT)).to_have_attribute("data-status", "edited")

        page.keyboard.press("z")

        expect(row(page, HURT)).to_have_attribute("data-status", "confirmed")


class TestOutside:
    def test_a_key_undoes_and_stays_outside(self, page: Page) -> None:
        write_on(page, HURT, " One.")
        page.keyboard.press("Escape")

        page.keyboard.press("z")
        expect(text(page, HURT)).to_have_value(BETA)
        expect(row(page, HURT)).to_be_focused()
        page.keyboard.press("y")

        expect(text(page, HURT)).to_have_value(f"{BETA} One.")

    def test_the_bar_has_buttons_that_say_whether_there_is_something(self, page: Page) -> None:
        undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
        expect(undo).to_have_attribute("aria-disabled", "true")
        write_on(page, HURT, " One.")
        expect(undo).to_have_attribute("aria-disabled", "false")

        undo.click()

        expect(text(page, HURT)).to_have_value(BETA)
        expect(undo).to_have_attribute("aria-disabled", "true")
        redo.click()
        expect(text(page, HURT)).to_have_value(f"{BETA} One.")

    def test_the_browsers_own_undo_does_the_same(self, page: Page) -> None:
        write_on(page, HURT, " One.")

        prevented = text(page, HURT).evaluate(
            """field => !field.dispatchEvent(
                 new InputEvent("beforeinput", { inputType: "historyUndo", bubbles: true, cancelable: true }))"""
        )

        assert prevented
        expect(text(page, HURT)).to_have_value(BETA)


class TestOthers:
    def test_what_somebody_else_saved_meanwhile_is_not_written_over(self, site: Site, made: str, page: Page) -> None:
        write_on(page, HURT, " One.")
        saved(page, HURT)
        with site.work() as home:
            unit = home.session.get_one(type(site.unit(made, HURT)), site.unit(made, HURT).id)
            home.editing(home.editor).save(unit.id, "Written by an editor.", unit.version)

        page.keyboard.press("Control+z")

        expect(row(page, HURT).locator(".conflict")).to_contain_text("Written by an editor.")
        assert site.unit(made, HURT).text == "Written by an editor."

    def test_what_the_page_has_got_from_elsewhere_stays(self, site: Site, made: str, page: Page) -> None:
        write_on(page, HURT, " One.")
        page.keyboard.press("Escape")
        saved(page, HURT)
        page.keyboard.press("h")
        page.fill("#replace-wanted", "beta")
        page.fill("#replace-by", "better")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Replace what is ticked").click()
        expect(text(page, HURT)).to_have_value("Sentence better in plain English. One.")

        page.keyboard.press("Control+z")

        expect(page.locator("#told")).to_have_text("Segment 2 was changed elsewhere meanwhile: it stays as it is now.")
        expect(text(page, HURT)).to_have_value("Sentence better in plain English. One.")
        page.keyboard.press("Control+z")
        expect(page.locator("#told")).to_have_text("There is nothing to undo.")


class TestScripts:
    def test_what_an_input_method_composed_is_one_step(self, page: Page) -> None:
        text(page, HURT).focus()
        page.keyboard.press("Control+End")
        method = page.context.new_cdp_session(page)
        for part in ("n", "に", "にほ", "日本"):
            method.send("Input.imeSetComposition", {"text": part, "selectionStart": 1, "selectionEnd": 1})
        method.send("Input.insertText", {"text": "日本"})
        method.detach()
        expect(text(page, HURT)).to_have_value(f"{BETA}日本")

        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_have_value(BETA)

    def test_nothing_is_undone_while_it_composes(self, page: Page) -> None:
        write_on(page, HURT, " One.")

        page.evaluate(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
            "{key: 'z', code: 'KeyZ', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"
        )

        expect(text(page, HURT)).to_have_value(f"{BETA} One.")

    def test_arabic_is_undone_by_the_key_in_its_place(self, site: Site) -> None:
        made = site.edited(factories.edited, target="ar")
        page = site.open("mai", f"/translations/{made}")
        before = text(page, HURT).input_value()
        write_on(page, HURT, " وأصيب ثلاثة.")

        page.evaluate(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
            "{key: 'ئ', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true}))"
        )

        expect(text(page, HURT)).to_have_value(before)

    def test_a_text_that_the_server_keeps_in_normal_form_is_undone(self, page: Page) -> None:
        text(page, HURT).fill("Ca\u0301 voi.")
        text(page, SILENT).focus()
        expect(text(page, HURT)).to_have_value("Cá voi.")

        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_have_value(BETA)


class TestReview:
    def test_an_editors_words_are_undone(self, site: Site) -> None:
        made = site.edited(factories.submitted)
        page = site.open("lan", f"/translations/{made}/review")
        row(page, HURT).focus()
        page.keyboard.press("e")
        text(page, HURT).fill("Words of an editor.")

        page.keyboard.press("Control+z")

        expect(text(page, HURT)).to_have_value(BETA)
        expect(text(page, HURT)).to_be_focused()
