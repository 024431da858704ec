"""Comments, what came back, and the bell, under real hands."""

import pytest
from playwright.sync_api import expect

from desk.domain.notification import NotificationKind
from desk.models import Comment, Translation, Unit
from desk.services.notifications import Notifications
from desk.services.translations import Returned
from tests import factories
from tests.browser.site import Site, row

pytestmark = pytest.mark.browser


def sent_back(site: Site) -> str:
    """A translation of which the editor changed the second segment, and sent it and the fourth back."""
    with site.work() as home:
        made = factories.submitted(home)
        units = home.units(made)
        home.editing(home.editor).save(units[1].id, "Sentence beta in better English.", units[1].version)
        reasons = [Returned(units[1].id, "style", "Mind the tone."), Returned(units[3].id, "", "Two, not three.")]
        home.translations(home.editor).return_(made.id, reasons, "Nearly there.")
        return made.id


class TestTalking:
    def test_a_segment_is_commented_on_by_keyboard_with_a_mention_completed(self, site: Site) -> None:
        translation_id = site.edited()
        page = site.open("mai", f"/translations/{translation_id}")
        row(page, 1).locator("textarea").click()
        row(page, 1).get_by_role("button", name="Comment", exact=True).click()
        dialog = page.locator("#talk-dialog")
        field = dialog.get_by_role("textbox", name="Say something of this segment")
        expect(field).to_be_focused()

        page.keyboard.type("Is this right, @la")
        expect(dialog.get_by_role("option", name="Lan")).to_be_visible()
        page.keyboard.press("Enter")
        page.keyboard.type("?")
        page.keyboard.press("Control+Enter")

        expect(dialog.locator(".mention")).to_have_text("@Lan")
        page.keyboard.press("Escape")
        expect(row(page, 1).locator(".unit-talk")).to_have_text("11 open thread at segment 2")
        expect(row(page, 1)).to_be_focused()
        with site.work() as home:
            assert home.session.query(Comment).one().text == f"Is this right, @{home.editor.person} ?"

    def test_what_was_begun_is_still_there_when_the_dialog_opens_again(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, 1).locator("textarea").click()
        row(page, 1).get_by_role("button", name="Comment", exact=True).click()
        field = page.locator("#talk-dialog .talk > .comment-form textarea")
        field.fill("Half a thought")

        page.keyboard.press("Escape")
        row(page, 1).locator("textarea").click()
        row(page, 1).get_by_role("button", name="Comment", exact=True).click()

        expect(field).to_have_value("Half a thought")

    def test_a_comment_that_blocks_keeps_the_editor_from_approving_until_it_is_resolved(self, site: Site) -> None:
        page = site.open("lan", f"/translations/{site.edited(factories.submitted)}/review")
        approve = page.get_by_role("button", name="Approve…")
        expect(approve).to_be_enabled()

        row(page, 1).get_by_role("button", name="Comment on segment 2").click()
        dialog = page.locator("#talk-dialog")
        dialog.get_by_role("textbox", name="Say something of this segment").fill("Ask the source first.")
        dialog.get_by_label("Blocks approval until it is resolved").check()
        dialog.get_by_role("button", name="Comment", exact=True).click()
        expect(approve).to_be_disabled()
        expect(page.locator("#why")).to_contain_text("1 comment blocks approval")
        dialog.get_by_role("button", name="Resolve").click()

        expect(approve).to_be_enabled()

    def test_without_words_it_says_so_and_keeps_the_dialog(self, site: Site) -> None:
        page = site.open("lan", f"/translations/{site.edited(factories.submitted)}/review")
        row(page, 1).get_by_role("button", name="Comment on segment 2").click()
        dialog = page.locator("#talk-dialog")
        dialog.get_by_role("textbox", name="Say something of this segment").fill("   ")

        dialog.get_by_role("button", name="Comment", exact=True).click()

        expect(dialog.locator(".talk > .comment-form [data-refused]")).to_contain_text("without words")

    def test_the_article_is_commented_on_in_the_page(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        talk = page.locator("#talk")

        talk.get_by_role("textbox", name="Say something of the whole article").fill("See https://a.example/x.")
        talk.get_by_role("button", name="Comment", exact=True).click()

        link = talk.get_by_role("link", name="https://a.example/x")
        expect(link).to_have_attribute("rel", "noopener noreferrer nofollow external")


class TestCameBack:
    def test_the_keys_go_through_what_came_back_first(self, site: Site) -> None:
        translation_id = sent_back(site)
        with site.work() as home:  # something else is open too, and stands before
            first = home.units(home.session.get_one(Translation, translation_id))[0]
            home.editing(home.translator).unconfirm(first.id)
        page = site.open("mai", f"/translations/{translation_id}")
        came = page.locator(".came-back")
        expect(came).to_contain_text("2 segments that came back wait for you")

        page.locator("#main").focus()
        page.keyboard.press("u")
        expect(row(page, 1).locator("textarea")).to_be_focused()
        page.keyboard.press("Control+Enter")
        expect(row(page, 3).locator("textarea")).to_be_focused()
        page.keyboard.press("Control+Enter")

        expect(row(page, 0).locator("textarea")).to_be_focused()
        expect(came).to_contain_text("All that came back is answered")


class TestBell:
    def test_it_keeps_itself_up_to_date(self, site: Site) -> None:
        translation_id = site.edited()
        page = site.open("mai", "/preferences")
        page.clock.install()
        page.reload()
        expect(page.locator("#bell .bell-count")).to_have_count(0)
        with site.work() as home:
            made = home.session.get_one(Translation, translation_id)
            assert isinstance(home.units(made)[0], Unit)
            Notifications(home.session, home.editor).tell(NotificationKind.APPROVED, [home.translator.person], made)

        page.clock.run_for(31_000)

        expect(page.locator("#bell")).to_contain_text("1 unread")
