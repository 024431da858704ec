"""The pages in Chromium: what their scripts do, and whether they fit any screen."""

import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from desk.domain.workflow import Role
from tests import factories
from tests.web.conftest import WebDesk

pytestmark = pytest.mark.browser

PASSWORD = "a long evening at the desk"
ARABIC = "رفضت وزارة الخارجية التعليق على تقرير الوكالة، وقالت إن المحادثات ستستأنف يوم الأربعاء"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft stellt Betrieb ein"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(desk: WebDesk) -> Iterator[str]:
    """The desk behind a real port, with somebody who wears every hat, and stories that are hard to show."""
    desk.person("anh", Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR, password=PASSWORD)
    with desk.work() as home:
        for title in (ARABIC, LONG):
            factories.drafted(home).story.title = title
        factories.published(home)
    server = make_server("127.0.0.1", 0, desk.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(timezone_id="Asia/Ho_Chi_Minh")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page of somebody who has signed in. What the browser complains of (as of the policy) fails the test."""
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"{address}/sign-in")
    opened.get_by_label("User name").fill("anh")
    opened.get_by_label("Password").fill(PASSWORD)
    opened.get_by_role("button", name="Sign in").click()
    expect(opened.get_by_role("heading", name="Queue")).to_be_visible()
    opened.wait_for_load_state()  # its scripts listen from then on
    yield opened
    assert complaints == []


class TestScripts:
    def test_they_tell_the_readers_zone(self, page: Page, context: BrowserContext) -> None:
        cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}

        assert cookies["zone"] in ("Asia%2FHo_Chi_Minh", "Asia%2FSaigon")

    def test_they_switch_the_theme_at_once_and_for_good(self, page: Page) -> None:
        page.get_by_role("button", name="Switch to light").click()

        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        page.wait_for_load_state("networkidle")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")

    def test_they_close_a_menu_by_keyboard_and_give_the_focus_back(self, page: Page) -> None:
        page.get_by_text("Your menu").locator("xpath=..").click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()

        page.keyboard.press("Escape")

        expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
        expect(page.locator("summary").filter(has_text="Your menu")).to_be_focused()

    def test_they_open_a_dialog_that_the_keyboard_closes(self, page: Page) -> None:
        page.get_by_role("link", name=LONG).first.click()
        page.get_by_role("button", name="Kill story").click()
        expect(page.get_by_role("dialog", name="Kill this story")).to_be_visible()

        page.keyboard.press("Escape")

        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_they_filter_as_soon_as_one_chooses(self, page: Page) -> None:
        page.get_by_text("More filters").click()
        page.get_by_label("State").select_option("published")

        expect(page.get_by_role("link", name=LONG)).to_have_count(0)
        assert "state=published" in page.url

    def test_they_go_to_the_search_field(self, page: Page) -> None:
        page.keyboard.press("/")

        expect(page.get_by_role("searchbox")).to_be_focused()


class TestRefreshing:
    def test_it_shows_what_has_happened_and_keeps_the_focus(self, page: Page, desk: WebDesk) -> None:
        with desk.work() as home:
            factories.story(home, "Một câu chuyện mới.").title = "Tin mới nhất"
        page.reload()  # now drafts are under way, and the list looks again soon
        focused = page.get_by_role("link", name=LONG).first
        focused.focus()
        row = page.locator("tr").filter(has_text="Tin mới nhất")
        expect(row.get_by_text("Drafting", exact=True)).to_be_visible()

        with desk.work() as home:
            for made in home.session.query(factories.Translation).filter_by(state="drafting"):
                factories.draft_all(home.session, made)

        expect(row.get_by_text("Drafted", exact=True)).to_be_visible()
        expect(focused).to_be_focused()


class TestKeyboard:
    def test_it_skips_to_the_content(self, page: Page) -> None:
        page.reload()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        expect(page.locator("main")).to_be_focused()

    def test_it_always_shows_where_the_focus_is(self, page: Page) -> None:
        page.reload()
        for _ in range(25):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", page.evaluate("document.activeElement.outerHTML")


class TestScreens:
    @pytest.mark.parametrize("direction", ["ltr", "rtl"])
    def test_every_page_fits(self, page: Page, address: str, direction: str) -> None:
        story = page.get_by_role("link", name=LONG).first.get_attribute("href")
        too_wide = []

        engines = ("/engines", "/engines/route?from=vi&to=en")

        for path in ("/", story, "/intake", "/people", "/outlets", "/settings", "/packages", *engines, "/patterns"):
            page.goto(f"{address}{path}")
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            for width in (320, 390, 720, 1440, 1920):
                page.set_viewport_size({"width": width, "height": 900})
                beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                too_wide += [f"{path} at {width} by {beyond}"] if beyond else []

        assert too_wide == []
