"""Help beside the article, under real hands: it comes by itself, keeps nobody waiting, and puts texts in."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, Request, expect
from sqlalchemy import select

from desk.domain.draft import DraftKind
from desk.domain.provenance import Origin, fingerprint
from desk.models import Draft, Edit, Translation, Unit
from desk.services.units import source_text
from tests import factories
from tests.browser.site import Site, row, saved, text, write_on

pytestmark = pytest.mark.browser

FIRST, SECOND, THIRD = 1, 2, 3


@pytest.fixture
def made(site: Site) -> str:
    """A translation in hand, nothing confirmed, of whose paragraphs another engine has other drafts."""
    with site.work() as home:
        translation = factories.drafted(home)
        home.translations(home.translator).claim(translation.id)
        for unit in home.units(translation)[1:]:
            home.session.add(shadow(unit, f"By another engine, number {unit.position}."))
        return translation.id


def shadow(unit: Unit, words: str) -> Draft:
    assert unit.draft is not None
    return Draft(
        unit_id=unit.id,
        revision_id=unit.draft.revision_id,
        round=unit.draft.round,
        kind=DraftKind.SHADOW,
        engine="apertium",
        model="vi-en",
        model_version="3",
        source_fingerprint=fingerprint(source_text(unit)),
        text=words,
    )


@contextmanager
def asking(page: Page) -> Iterator[list[str]]:
    """The addresses of help that the page asks for meanwhile."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/help" in request.url:
            asked.append(request.url)

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)


def help_pane(page: Page) -> Locator:
    return page.locator("[data-help-here]")


class TestComing:
    def test_it_comes_for_the_segment_that_one_is_in(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        expect(page.locator("#findings")).to_be_visible()

        text(page, FIRST).focus()

        expect(help_pane(page)).to_contain_text("number 1.")
        expect(page.get_by_role("tab", name="Segment 2")).to_have_attribute("aria-selected", "true")
        text(page, SECOND).focus()
        expect(help_pane(page)).to_contain_text("number 2.")

    def test_the_next_one_s_is_there_already_and_nothing_is_asked_twice(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        with asking(page) as asked, page.expect_request(lambda request: site.unit(made, SECOND).id in request.url):
            text(page, FIRST).focus()
            page.wait_for_timeout(50)
        page.wait_for_load_state("networkidle")

        with asking(page) as later:
            text(page, SECOND).focus()
            expect(help_pane(page)).to_contain_text("number 2.")
            text(page, FIRST).focus()
            expect(help_pane(page)).to_contain_text("number 1.")
            page.wait_for_timeout(300)

        assert [site.unit(made, place).id in url for place, url in zip((FIRST, SECOND), asked, strict=True)] == [
            True
        ] * 2
        assert not [url for url in later if site.unit(made, FIRST).id in url or site.unit(made, SECOND).id in url]

    def test_going_through_segments_asks_for_none_of_them(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        row(page, 0).focus()

        with asking(page) as asked:
            for _ in range(3):
                page.keyboard.press("j")
            expect(help_pane(page)).to_contain_text("number 3.")

        assert len(asked) == 1

    def test_typing_waits_for_no_help(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        page.route("**/help?*", lambda route: None)  # an answer that never comes

        write_on(page, FIRST, " And more.")

        saved(page, FIRST)
        assert site.unit(made, FIRST).text.endswith(" And more.")

    def test_where_it_fails_it_says_so(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        page.route("**/help?*", lambda route: route.abort())

        text(page, FIRST).focus()

        expect(help_pane(page)).to_contain_text("did not come")


class TestPuttingIn:
    def test_a_number_outside_the_text_puts_that_text_in(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        text(page, FIRST).focus()
        expect(help_pane(page)).to_contain_text("number 1.")

        page.keyboard.press("Escape")
        page.keyboard.press("1")

        expect(text(page, FIRST)).to_have_value("By another engine, number 1.")
        assert site.unit(made, FIRST).origin is Origin.MACHINE
        expect(row(page, FIRST)).to_be_focused()

    def test_what_was_typed_before_is_kept_as_an_edit(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        write_on(page, FIRST, " Mine.")
        expect(help_pane(page)).to_contain_text("number 1.")

        help_pane(page).get_by_role("button", name="Use").first.click()

        expect(text(page, FIRST)).to_have_value("By another engine, number 1.")
        expect(text(page, FIRST)).to_be_focused()
        with site.work() as home:
            unit = home.units(home.session.get_one(Translation, made))[FIRST]
            edits = home.session.scalars(select(Edit).where(Edit.unit_id == unit.id).order_by(Edit.id)).all()
            assert [edit.after.endswith(" Mine.") for edit in edits] == [True, False]


class TestNarrow:
    def test_it_is_a_sheet_that_opens_over_the_text_and_leaves_the_segment_in_sight(
        self, site: Site, made: str
    ) -> None:
        page = site.open("mai", f"/translations/{made}")
        page.set_viewport_size({"width": 390, "height": 844})
        text(page, FIRST).focus()
        handle = page.locator("[data-help-handle]")
        expect(handle).to_have_text("Other drafts 1")
        expect(help_pane(page)).to_be_hidden()

        handle.click()

        expect(help_pane(page)).to_contain_text("number 1.")
        expect(text(page, FIRST)).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(help_pane(page)).to_be_hidden()


class TestSide:
    def test_what_somebody_chose_stays(self, site: Site, made: str) -> None:
        page = site.open("mai", f"/translations/{made}")
        text(page, FIRST).focus()

        page.get_by_role("tab", name="Article").click()
        text(page, SECOND).focus()

        expect(page.locator("#findings")).to_be_visible()
        expect(help_pane(page)).to_be_hidden()
