"""Two people in one segment: both texts are shown, and put together word by word."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from desk.models import Edit, Proposal
from tests import factories
from tests.browser.site import Site, row, saved, text

pytestmark = pytest.mark.browser

HURT = 1
"""The place of the second segment."""

BASE = "Three men were hurt in the attack on Monday."
THEIRS = "Three women were hurt in the attack on a market on Monday."
MINE = "Three people were injured in the attack on Monday."
"""Both changed the second word; each changed another place alone."""


class Collision:
    """A segment in which an editor saved `theirs` while the translator wrote `mine`, both upon `base`."""

    def __init__(
        self, site: Site, base: str = BASE, theirs: str = THEIRS, mine: str = MINE, target: str = "en"
    ) -> None:
        self.site = site
        self.made = site.edited(factories.edited, target=target)
        first = site.open("mai", f"/translations/{self.made}")
        text(first, HURT).fill(base)
        saved(first, HURT)
        first.close()
        self.mai = site.open("mai", f"/translations/{self.made}")
        lan = site.open("lan", f"/translations/{self.made}?write=1")
        text(lan, HURT).fill(theirs)
        saved(lan, HURT)
        text(self.mai, HURT).fill(mine)
        expect(self.box).to_contain_text("Lan saved this meanwhile")

    @property
    def box(self) -> Locator:
        return row(self.mai, HURT).locator(".conflict")

    @property
    def stands(self) -> str:
        """What the desk has."""
        return self.site.unit(self.made, HURT).text

    def place(self, number: int) -> Locator:
        return self.box.locator("fieldset").nth(number - 1)

    def use(self) -> None:
        self.box.get_by_role("button", name="Use the merged text").click()


def merged(box: Locator) -> str:
    """The merged text as it reads."""
    shown: str = box.locator(".conflict-merged").inner_text()
    return shown


class TestMerging:
    def test_one_chooses_where_both_wrote_and_looks_where_one_did(self, site: Site) -> None:
        two = Collision(site)
        expect(two.box.locator("fieldset")).to_have_count(3)
        expect(two.place(1)).to_contain_text("both of you changed this")
        expect(two.place(2)).to_contain_text("only you changed this")
        expect(two.place(2).get_by_label("injured yours")).to_be_checked()
        expect(two.place(3)).to_contain_text("only they changed this")
        expect(two.place(3).get_by_label("on a market theirs")).to_be_checked()
        assert merged(two.box) == "Three people / women were injured in the attack on a market on Monday."

        two.place(1).get_by_label("people yours").check()
        assert merged(two.box) == "Three people were injured in the attack on a market on Monday."
        two.use()

        saved(two.mai, HURT)
        expect(two.box).to_have_count(0)
        expect(text(two.mai, HURT)).to_have_value(merge_of("people", "injured", " on a market"))
        assert two.stands == merge_of("people", "injured", " on a market")

    def test_nothing_is_saved_before_one_has_chosen(self, site: Site) -> None:
        two = Collision(site)

        two.use()

        expect(two.place(1).get_by_label("people yours")).to_be_focused()
        expect(two.mai.locator("#told")).to_have_text("Choose at each place first.")
        assert two.stands == THEIRS

    def test_changes_that_do_not_touch_are_not_merged_unseen(self, site: Site) -> None:
        two = Collision(
            site,
            theirs="Three men were hurt in the attack on Sunday.",
            mine="Three men were hurt in the raid on Monday.",
        )
        assert merged(two.box) == "Three men were hurt in the raid on Sunday."
        assert two.stands == "Three men were hurt in the attack on Sunday."

        two.use()

        saved(two.mai, HURT)
        assert two.stands == "Three men were hurt in the raid on Sunday."

    def test_what_only_one_changed_can_be_chosen_too(self, site: Site) -> None:
        two = Collision(site)

        two.place(1).get_by_label("people women both").check()
        two.place(2).get_by_label("hurt theirs").check()
        two.place(3).get_by_label("nothing yours").check()
        two.use()

        saved(two.mai, HURT)
        assert two.stands == merge_of("people women", "hurt", "")

    def test_it_goes_by_keyboard_alone(self, site: Site) -> None:
        two = Collision(site)
        keyboard = two.mai.keyboard

        text(two.mai, HURT).focus()
        keyboard.press("Tab")
        keyboard.press("ArrowDown")
        expect(two.place(1).get_by_label("women theirs")).to_be_checked()
        keyboard.press("Tab")
        keyboard.press("ArrowDown")
        expect(two.place(2).get_by_label("hurt theirs")).to_be_checked()
        keyboard.press("Control+Enter")

        saved(two.mai, HURT)
        expect(text(two.mai, HURT)).to_be_focused()
        assert two.stands == THEIRS

    def test_who_writes_on_sees_both_put_together_anew(self, site: Site) -> None:
        two = Collision(site)
        two.place(1).get_by_label("people yours").check()

        text(two.mai, HURT).focus()
        two.mai.keyboard.press("Control+End")
        two.mai.keyboard.press("Backspace")
        two.mai.keyboard.type(", the police said.")
        expect(two.box.locator("fieldset")).to_have_count(4)
        expect(two.place(1).get_by_label("people yours")).to_be_checked()
        two.use()

        saved(two.mai, HURT)
        assert two.stands == "Three people were injured in the attack on a market on Monday, the police said."
        with site.work() as home:
            assert home.session.scalars(select(Proposal.text)).all() == [MINE]

    def test_what_one_writes_in_the_last_moment_is_not_left_out(self, site: Site) -> None:
        two = Collision(site)
        two.place(1).get_by_label("people yours").check()

        text(two.mai, HURT).evaluate("""field => {
            field.value = field.value.replace("Monday", "Tuesday");
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.closest("[data-unit]").querySelector('[data-does="merged"]').click();
        }""")

        expect(two.box).to_contain_text("Tuesday")
        assert two.stands == THEIRS

    def test_it_is_an_edit_as_any_other_and_can_be_undone(self, site: Site) -> None:
        two = Collision(site)
        two.place(1).get_by_label("women theirs").check()
        two.use()
        saved(two.mai, HURT)

        with site.work() as home:
            edits = home.session.scalars(select(Edit).order_by(Edit.id.desc()).limit(1)).one()
            assert (edits.before, edits.after) == (THEIRS, merge_of("women", "injured", " on a market"))
            assert edits.author_id == home.translator.person_id
        two.mai.keyboard.press("Control+z")
        expect(text(two.mai, HURT)).to_have_value(MINE)
        saved(two.mai, HURT)
        assert two.stands == MINE

    def test_a_third_text_meanwhile_is_one_more_conflict(self, site: Site) -> None:
        two = Collision(site)
        two.place(1).get_by_label("people yours").check()
        with site.work() as home:
            unit = site.unit(two.made, HURT)
            home.editing(home.editor).save(unit.id, THEIRS.replace("Monday", "Sunday"), unit.version)

        two.use()

        expect(two.box.locator("fieldset")).to_have_count(3)
        expect(two.place(3)).to_contain_text("only they changed this")
        assert merged(two.box) == merge_of("people", "injured", " on a market").replace("Monday", "Sunday")
        two.use()
        saved(two.mai, HURT)
        assert two.stands == merge_of("people", "injured", " on a market").replace("Monday", "Sunday")

    def test_it_survives_the_tab(self, site: Site) -> None:
        two = Collision(site)
        two.mai.close(run_before_unload=False)

        two.mai = site.open("mai", f"/translations/{two.made}")

        expect(two.box.locator("fieldset")).to_have_count(3)
        expect(two.place(3)).to_contain_text("only they changed this")
        expect(text(two.mai, HURT)).to_have_value(MINE)

    def test_a_text_that_an_older_page_kept_is_not_lost(self, site: Site) -> None:
        """Kept without the text that it began with: every difference is to be chosen."""
        two = Collision(site)
        two.mai.evaluate("""() => {
            const name = Object.keys(localStorage).find((one) => one.startsWith("desk.kept."));
            const { base, ...older } = JSON.parse(localStorage.getItem(name));
            if (!base) throw new Error("the base is not kept");
            localStorage.setItem(name, JSON.stringify(older));
        }""")
        two.mai.close(run_before_unload=False)

        two.mai = site.open("mai", f"/translations/{two.made}")

        expect(two.box.locator("fieldset")).to_have_count(3)
        expect(two.box.locator("input:checked")).to_have_count(0)


class TestScripts:
    def test_arabic_is_merged_from_the_right(self, site: Site) -> None:
        two = Collision(
            site,
            base="رفضت وزارة الشؤون الخارجية التعليق على التقرير.",
            theirs="رفضت وزارة الشؤون الخارجية الرد على تقرير الوكالة.",
            mine="رفضت وزارة الخارجية التعقيب على التقرير.",
            target="ar",
        )
        expect(two.box.locator("fieldset")).to_have_count(3)
        assert two.box.locator(".conflict-merged").evaluate("e => getComputedStyle(e).direction") == "rtl"

        two.place(2).get_by_label("الرد theirs").check()
        two.use()

        saved(two.mai, HURT)
        assert two.stands == "رفضت وزارة الخارجية الرد على تقرير الوكالة."

    def test_chinese_is_merged_by_characters(self, site: Site) -> None:
        two = Collision(
            site,
            base="三名男子在袭击中受伤。",
            theirs="三名男子在袭击中受重伤。",
            mine="三人在袭击中受伤。",
            target="zh",
        )

        two.use()

        saved(two.mai, HURT)
        assert two.stands == "三人在袭击中受重伤。"


class TestPhone:
    def test_it_fits_and_thumbs_choose(self, site: Site) -> None:
        two = Collision(site)
        two.mai.set_viewport_size({"width": 390, "height": 844})

        assert two.mai.evaluate("document.documentElement.scrollWidth") <= 390
        two.place(1).locator("label").nth(1).click()
        two.use()

        saved(two.mai, HURT)
        assert "women were injured" in two.stands


class TestFields:
    def test_a_field_is_merged_too(self, site: Site) -> None:
        made = site.edited()
        mai = site.open("mai", f"/translations/{made}")
        self.write(mai, "Heavy rain in Hanoi today")
        lan = site.open("lan", f"/translations/{made}?write=1")
        self.write(lan, "Heavy rain in Hanoi and Hue today")
        alert = mai.locator('[data-field="push_alert"]')
        alert.locator("textarea").fill("Strong rain in Hanoi today")
        expect(alert.locator(".conflict fieldset")).to_have_count(2)

        alert.get_by_role("button", name="Use the merged text").click()

        expect(alert.locator("[data-save]")).to_have_text("Saved")
        expect(alert.locator("textarea")).to_have_value("Strong rain in Hanoi and Hue today")

    def write(self, page: Page, words: str) -> None:
        alert = page.locator('[data-field="push_alert"]')
        alert.locator("textarea").fill(words)
        expect(alert.locator("[data-save]")).to_have_text(re.compile("^Saved$"))


def merge_of(who: str, how: str, where: str) -> str:
    return f"Three {who} were {how} in the attack{where} on Monday."
