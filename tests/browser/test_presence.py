"""Who else has the text open: seen in the bar and at the segment, said once, and what they write comes by itself."""

import pytest
from playwright.sync_api import Locator, Page, expect

from desk.models import Translation
from desk.services.added_units import AddedUnits
from tests import factories
from tests.browser.site import Site, row, saved, text, write_on

pytestmark = pytest.mark.browser

HURT, SILENT = 1, 2
"""Places of the second and the third segment."""


def look(page: Page) -> None:
    """Lets a page look now, as when one comes back to its window."""
    with page.expect_response("**/changes?*"):
        page.evaluate("dispatchEvent(new Event('focus'))")


def pass_time(page: Page, minutes: int) -> None:
    """Lets a page's clock go on in small steps, with real time for answers."""
    for _ in range(minutes * 12):
        page.clock.run_for(5_000)
        page.wait_for_timeout(40)


def people(page: Page) -> Locator:
    return page.locator("[data-people]")


def beside(page: Page, place: int) -> Locator:
    return row(page, place).locator("[data-here]")


@pytest.fixture
def made(site: Site) -> str:
    return site.edited()


@pytest.fixture
def mai(site: Site, made: str) -> Page:
    """The translator, who is in the second segment."""
    page = come(site, made, "mai")
    text(page, HURT).focus()
    return page


def come(site: Site, made: str, who: str = "lan", path: str = "?write=1") -> Page:
    """Somebody opens the text, the desk knows, and their page has looked."""
    page = site.open(who, "/patterns")
    with page.expect_response("**/changes?*"):
        page.goto(f"{site.address}/translations/{made}{path}")
    return page


class TestPeople:
    def test_they_are_shown_and_said_once(self, site: Site, made: str, mai: Page) -> None:
        expect(people(mai)).to_be_hidden()
        come(site, made)

        look(mai)

        expect(people(mai)).to_have_text("Also here:LLan")
        expect(mai.locator("#told")).to_have_text("Also here: Lan")
        mai.evaluate("document.getElementById('told').textContent = ''")
        look(mai)
        look(mai)
        expect(mai.locator("#told")).to_have_text("")

    def test_who_writes_beside_one_is_shown_there(self, site: Site, made: str, mai: Page) -> None:
        lan = come(site, made)
        look(mai)
        write_on(lan, HURT, " Lan was here.")
        saved(lan, HURT)

        look(mai)

        expect(beside(mai, HURT)).to_have_text("Lan is writing here")
        expect(beside(mai, SILENT)).to_have_text("")
        expect(mai.locator("#told")).to_have_text("Lan is in segment 2 too.")

    def test_a_reader_sees_and_is_seen(self, site: Site, made: str, mai: Page) -> None:
        root = come(site, made, "root")

        look(mai)
        look(root)

        expect(people(mai)).to_contain_text("Root")
        expect(people(root)).to_contain_text("Mai")

    def test_who_reviews_is_seen_by_who_reads(self, site: Site) -> None:
        submitted = site.edited(factories.submitted)
        mai = come(site, submitted, "mai")
        lan = come(site, submitted, "lan", "/review")

        look(mai)
        look(lan)

        expect(people(mai)).to_contain_text("Lan")
        expect(people(lan)).to_contain_text("Mai")

    def test_nobody_is_claimed_to_be_there_while_the_desk_is_away(self, site: Site, made: str, mai: Page) -> None:
        come(site, made)
        look(mai)
        expect(people(mai)).to_contain_text("Lan")

        mai.context.set_offline(True)
        mai.evaluate("dispatchEvent(new Event('focus'))")

        expect(people(mai)).to_be_hidden()
        mai.context.set_offline(False)

    def test_who_has_gone_from_the_machine_is_not_here(self, site: Site, made: str, mai: Page) -> None:
        mai.clock.install()
        mai.reload()
        asked: list[str] = []
        mai.on("request", lambda request: asked.append(request.url.split("?")[0].rsplit("/", 1)[1]))

        pass_time(mai, minutes=2)
        assert 2 <= asked.count("here") <= 6
        assert asked.count("changes") > asked.count("here")
        pass_time(mai, minutes=4)
        asked.clear()
        pass_time(mai, minutes=5)
        assert not {"here", "changes"} & set(asked)

        with mai.expect_request("**/here"):
            mai.keyboard.press("Shift")


class TestRows:
    def test_what_another_writes_comes_without_a_reload(self, site: Site, made: str, mai: Page) -> None:
        lan = come(site, made)
        text(lan, SILENT).fill("Mr Peskov was silent.")
        saved(lan, SILENT)

        look(mai)

        expect(text(mai, SILENT)).to_have_value("Mr Peskov was silent.")
        text(mai, SILENT).fill("Mr Peskov stayed silent.")
        saved(mai, SILENT)
        assert site.unit(made, SILENT).text == "Mr Peskov stayed silent."

    def test_the_caret_stays(self, site: Site, made: str, mai: Page) -> None:
        text(mai, HURT).evaluate("field => field.setSelectionRange(8, 8)")
        with site.work() as home:
            unit = site.unit(made, HURT)
            home.editing(home.editor).save(unit.id, "Sentence number two.", unit.version)

        look(mai)
        expect(text(mai, HURT)).to_have_value("Sentence number two.")
        mai.keyboard.type(",")

        expect(text(mai, HURT)).to_have_value("Sentence, number two.")
        saved(mai, HURT)

    def test_what_one_is_writing_is_not_written_over(self, site: Site, made: str, mai: Page) -> None:
        mai.route("**/save", lambda route: route.abort())
        write_on(mai, HURT, " Mine.")
        with site.work() as home:
            unit = site.unit(made, HURT)
            home.editing(home.editor).save(unit.id, "Sentence number two.", unit.version)

        look(mai)
        expect(text(mai, HURT)).to_have_value("Sentence beta in plain English. Mine.")
        mai.unroute("**/save")
        text(mai, HURT).blur()

        expect(row(mai, HURT).locator(".conflict")).to_contain_text("Sentence number two.")

    def test_ones_own_saves_are_no_news(self, mai: Page) -> None:
        write_on(mai, HURT, " More.")
        saved(mai, HURT)

        with mai.expect_response("**/changes?*") as answer:
            mai.evaluate("dispatchEvent(new Event('focus'))")

        assert "units" not in answer.value.json()

    def test_a_lost_lease_is_shown_before_one_types(self, site: Site, made: str, mai: Page) -> None:
        with site.work() as home:
            home.translations(home.translator).release(made)

        look(mai)

        expect(mai.get_by_role("alert")).to_contain_text("cannot be changed now")
        expect(text(mai, HURT)).to_have_attribute("readonly", "")

    def test_other_segments_ask_for_a_reload(self, site: Site, made: str, mai: Page) -> None:
        with site.work() as home:
            second = home.units(home.session.get_one(Translation, made))[1]
            AddedUnits(home.session, home.translator).add(second.id, "It is the capital.")

        look(mai)

        expect(mai.get_by_role("alert")).to_contain_text("changed which segments there are")
        mai.get_by_role("link", name="Reload the page").click()
        expect(mai.locator("[data-unit]")).to_have_count(5)


class TestPhone:
    def test_it_fits(self, site: Site, made: str, mai: Page) -> None:
        mai.set_viewport_size({"width": 390, "height": 844})
        lan = come(site, made)
        write_on(lan, HURT, " x")
        saved(lan, HURT)

        look(mai)

        expect(beside(mai, HURT)).to_contain_text("Lan")
        assert mai.evaluate("document.documentElement.scrollWidth") <= 390
