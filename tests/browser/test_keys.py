"""The keys of the editor and of the review under real hands."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from desk.services.preferences import Choice, Preferences
from desk.web.sheet.bindings import LEADERS, choice
from desk.web.sheet.commands import View, commands_of
from tests import factories
from tests.browser.site import Site, row, saved, text

pytestmark = pytest.mark.browser

FIRST, HURT = 0, 1
"""Places of the first and the second segment."""

DRAFT = "[en] "
"""What the text of a draft begins with that nobody touched."""


def chosen(site: Site, keys: dict[str, str] | None = None, leader: str = LEADERS[0], *, single: bool = True) -> None:
    """Lets the translator have keys of her own."""
    with site.work() as home:
        Preferences(home.session, home.translator).choose(Choice.KEYS, choice(keys or {}, leader, single=single))


def press(page: Page, **event: object) -> None:
    """A key event as keyboards make them that Playwright does not know."""
    page.evaluate(
        """event => document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...event }))""",
        event,
    )


class TestTable:
    @pytest.mark.parametrize("view", View)
    def test_each_command_has_its_function_and_each_function_its_command(self, site: Site, view: View) -> None:
        page = site.open("mai", "/patterns")

        names = page.evaluate(
            """async name => {
              const app = document.querySelector('script[src$="/js/app.js"]').src;
              return Object.keys((await import(new URL("sheet/commands.js", app)))[name]);
            }""",
            view.name,
        )

        assert sorted(names) == sorted(command.name for command in commands_of(view))


class TestKeys:
    def test_an_article_goes_by_keyboard_alone(self, site: Site) -> None:
        made = site.claimed()
        page = site.open("mai", f"/translations/{made}")

        page.keyboard.press("u")
        for word in ("alpha", "beta", "gamma", "delta"):
            page.keyboard.press("Control+a")
            page.keyboard.type(f"Sentence {word} in plain English.")
            page.keyboard.press("Control+Enter")
        expect(page.locator("[data-submit]")).to_be_enabled()
        page.locator("[data-submit]").focus()
        page.keyboard.press("Enter")

        expect(page.locator(".sheet-head")).to_contain_text("Submitted")
        assert site.unit(made, HURT).text == "Sentence beta in plain English."

    def test_one_moves_between_segments(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, 0).focus()

        page.keyboard.press("Control+Shift+Enter")
        expect(text(page, 1)).to_be_focused()
        page.keyboard.press("Escape")
        expect(row(page, 1)).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("ArrowDown")
        expect(row(page, 3)).to_be_focused()
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        expect(text(page, 2)).to_be_focused()

    def test_one_confirms_and_goes_on_from_outside_the_text(self, site: Site) -> None:
        made = site.claimed()
        page = site.open("mai", f"/translations/{made}")
        row(page, HURT).focus()

        page.keyboard.press("Control+Enter")

        expect(row(page, HURT)).to_have_attribute("data-status", "confirmed")
        expect(text(page, HURT + 1)).to_be_focused()

    def test_in_fields_of_the_translation_alone_it_saves_and_goes_on(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        fields = page.locator("[data-field]").locator("textarea, input")
        fields.nth(0).fill("Rain in Hanoi")

        page.keyboard.press("Control+Enter")

        expect(fields.nth(1)).to_be_focused()
        expect(page.locator("[data-field] [data-save]").first).to_have_text("Saved")

    def test_in_the_review_it_saves_and_goes_on(self, site: Site) -> None:
        made = site.edited(factories.submitted)
        page = site.open("lan", f"/translations/{made}/review")
        row(page, HURT).focus()
        page.keyboard.press("e")
        text(page, HURT).fill("Words of an editor.")

        page.keyboard.press("Control+Enter")

        expect(row(page, HURT + 1)).to_be_focused()
        saved(page, HURT)

    def test_in_a_dialog_it_sends(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).focus()
        page.locator(".unit-tools summary").click()
        page.get_by_role("button", name="Add a sentence behind it…").click()
        page.keyboard.type("A sentence of our own.")

        page.keyboard.press("Control+Enter")

        expect(text(page, HURT + 1)).to_have_value("A sentence of our own.")

    def test_a_key_leads_to_the_button_that_submits(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).focus()

        page.keyboard.press("Control+,")
        page.keyboard.press("g")

        expect(page.locator("[data-submit]")).to_be_focused()

    def test_where_one_cannot_submit_yet_it_says_why_and_leads_there(self, site: Site) -> None:
        made = site.claimed()
        page = site.open("mai", f"/translations/{made}")
        row(page, HURT).focus()

        page.keyboard.press("g")

        expect(page.locator("#told")).to_contain_text("4 segments are not confirmed")
        expect(page.locator("#why a")).to_be_focused()

    def test_where_there_is_no_alternative_its_key_says_why(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, HURT).focus()

        page.keyboard.press("v")
        page.keyboard.press("v")

        said = "No alternative: the glossary has no term in this sentence."
        expect(row(page, HURT).locator("[data-no-alternative]")).to_have_text(said)
        expect(page.locator("#told")).to_contain_text(said)

    def test_letters_in_a_text_are_letters(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).fill("")

        page.keyboard.type("jkcsron?")

        expect(text(page, HURT)).to_have_value("jkcsron?")


class TestOwnKeys:
    def test_a_key_that_somebody_chose_acts_and_the_usual_one_does_not(self, site: Site) -> None:
        chosen(site, {"copy-source": "q"})
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, HURT).focus()

        page.keyboard.press("s")
        expect(text(page, HURT)).to_have_value("Sentence beta in plain English.")
        page.keyboard.press("q")

        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn.")

    def test_they_are_chosen_on_the_page_of_preferences(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", "/preferences")

        page.get_by_label("Copy the source into the text").fill("q")
        page.locator("#keys").get_by_role("button", name="Save").click()
        expect(page.locator("main")).to_contain_text("Your preferences are saved.")
        page.goto(f"{site.address}/translations/{made}")
        row(page, HURT).focus()
        page.keyboard.press("q")

        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn.")

    def test_keys_of_another_script_count_by_their_place(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, HURT).focus()

        press(page, key="ت", code="KeyJ")
        expect(row(page, HURT + 1)).to_be_focused()
        press(page, key="л", code="KeyK")

        expect(row(page, HURT)).to_be_focused()

    def test_single_keys_can_be_switched_off_and_stay_off(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()

        with page.expect_response("**/preferences/keys/single"):
            page.get_by_label("Single keys act outside the text").uncheck()
        page.keyboard.press("Escape")
        row(page, FIRST).focus()
        page.keyboard.press("j")
        expect(row(page, FIRST)).to_be_focused()
        page.reload()
        row(page, FIRST).focus()
        page.keyboard.press("j")
        expect(row(page, FIRST)).to_be_focused()

        page.keyboard.press("ArrowDown")
        expect(row(page, HURT)).to_be_focused()

    def test_a_switch_that_the_desk_did_not_hear_of_goes_back(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        page.route("**/preferences/keys/single", lambda route: route.abort())
        page.keyboard.press("?")

        page.get_by_label("Single keys act outside the text").click()

        expect(page.get_by_label("Single keys act outside the text")).to_be_checked()
        expect(page.locator("#told")).to_have_text("The desk cannot be reached.")


class TestInputMethods:
    """What composes, and what Alt, AltGr and Option write, is never a command."""

    @pytest.fixture
    def page(self, site: Site) -> Page:
        return site.open("mai", f"/translations/{site.edited()}")

    @pytest.fixture
    def composing(self, page: Page) -> Iterator[CDPSession]:
        session = page.context.new_cdp_session(page)
        yield session
        session.detach()

    def test_what_is_being_composed_is_not_confirmed(self, page: Page, composing: CDPSession) -> None:
        text(page, HURT).fill("")

        composing.send("Input.imeSetComposition", {"text": "nihon", "selectionStart": 5, "selectionEnd": 5})
        press(page, key="Process", code="Enter", keyCode=229, ctrlKey=True)
        press(page, key="Enter", code="Enter", ctrlKey=True, isComposing=True)
        press(page, key="Escape", code="Escape", isComposing=True)
        expect(text(page, HURT)).to_be_focused()
        composing.send("Input.insertText", {"text": "日本"})

        expect(text(page, HURT)).to_have_value("日本")
        expect(row(page, HURT)).to_have_attribute("data-status", "edited")

    @pytest.mark.parametrize("held", [{"altKey": True}, {"modifierAltGraph": True}, {"ctrlKey": True, "altKey": True}])
    def test_characters_of_the_third_level_are_characters(self, page: Page, held: dict[str, bool]) -> None:
        row(page, HURT).focus()

        press(page, key="s", code="KeyS", **held)
        press(page, key="j", code="KeyJ", **held)

        expect(row(page, HURT)).to_be_focused()
        expect(text(page, HURT)).to_have_value("Sentence beta in plain English.")

    def test_a_key_that_an_input_method_took_is_no_command(self, page: Page) -> None:
        row(page, HURT).focus()

        press(page, key="Process", code="KeyS", keyCode=229)
        press(page, key="s", code="KeyS", isComposing=True)

        expect(text(page, HURT)).to_have_value("Sentence beta in plain English.")


class TestLeader:
    """In the text, a key that lets the next one act."""

    @pytest.fixture
    def page(self, site: Site) -> Page:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).focus()
        page.keyboard.press("Control+End")
        return page

    def test_the_next_key_acts_and_one_is_in_the_text_again(self, page: Page) -> None:
        page.keyboard.press("Control+,")
        expect(hint(page)).to_have_text("Which key? ? lists them, Esc goes back.")
        expect(hint(page)).to_be_focused()
        page.keyboard.press("s")

        expect(text(page, HURT)).to_be_focused()
        expect(hint(page)).to_be_hidden()
        page.keyboard.type(" s")
        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn. s")

    def test_escape_goes_back_to_where_one_was(self, page: Page) -> None:
        text(page, HURT).evaluate("field => field.setSelectionRange(9, 13)")

        page.keyboard.press("Control+,")
        page.keyboard.press("Escape")

        expect(hint(page)).to_be_hidden()
        page.keyboard.type("BETA")
        expect(text(page, HURT)).to_have_value("Sentence BETA in plain English.")

    def test_a_key_without_a_command_says_so_and_writes_nothing(self, page: Page) -> None:
        page.keyboard.press("Control+,")
        page.keyboard.press("%")

        expect(page.locator("#told")).to_have_text("Nothing is on “%” here.")
        expect(text(page, HURT)).to_be_focused()
        expect(text(page, HURT)).to_have_value("Sentence beta in plain English.")

    def test_going_on_stays_in_the_text(self, page: Page) -> None:
        page.keyboard.press("Control+,")
        page.keyboard.press("j")

        expect(text(page, HURT + 1)).to_be_focused()

    def test_after_a_dialog_one_is_in_the_text_again(self, page: Page) -> None:
        text(page, HURT).evaluate("field => field.setSelectionRange(0, 8)")

        page.keyboard.press("Control+,")
        page.keyboard.press("a")
        expect(page.locator("#term-target")).to_have_value("Sentence")
        page.keyboard.press("Escape")

        expect(text(page, HURT)).to_be_focused()

    def test_who_hesitates_sees_the_keys(self, page: Page) -> None:
        page.keyboard.press("Control+,")

        expect(hint(page)).to_contain_text("Copy the source into the text")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+,")
        expect(hint(page)).not_to_contain_text("Copy the source into the text", use_inner_text=True)

    def test_going_elsewhere_instead_saves_what_was_written(self, page: Page) -> None:
        page.keyboard.type(" More.")
        page.keyboard.press("Control+,")

        row(page, FIRST).locator("[data-part=source]").click()

        expect(hint(page)).to_be_hidden()
        saved(page, HURT)

    def test_it_acts_where_single_keys_are_switched_off(self, site: Site) -> None:
        chosen(site, single=False)
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, HURT).focus()

        page.keyboard.press("s")
        expect(text(page, HURT)).to_have_value("Sentence beta in plain English.")
        page.keyboard.press("Control+,")
        page.keyboard.press("s")

        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn.")

    def test_it_is_another_key_where_somebody_chose_so(self, site: Site) -> None:
        chosen(site, leader="F2")
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).focus()

        page.keyboard.press("Control+,")
        expect(text(page, HURT)).to_be_focused()
        page.keyboard.press("F2")
        page.keyboard.press("s")

        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn.")

    def test_it_is_found_on_keyboards_of_other_scripts(self, page: Page) -> None:
        press(page, key="و", code="Comma", ctrlKey=True)
        expect(hint(page)).to_be_focused()
        press(page, key="س", code="KeyS")

        expect(text(page, HURT)).to_have_value("Hà Nội mưa lớn.")

    @pytest.mark.parametrize(
        "held",
        [{"isComposing": True}, {"keyCode": 229}, {"modifierAltGraph": True}, {"altKey": True}, {"metaKey": True}],
    )
    def test_it_does_not_begin_where_the_key_is_somebody_else_s(self, page: Page, held: dict[str, object]) -> None:
        press(page, key=",", code="Comma", ctrlKey=True, **held)

        expect(text(page, HURT)).to_be_focused()


def hint(page: Page) -> Locator:
    """What is seen while the leader waits."""
    return page.locator("#leader")
