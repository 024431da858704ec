"""The whole road in a browser, with two people: a saved page in, a publication out, and all of it still there later."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.demo.seed import bare, finals
from tests.browser.conftest import RunningDesk, sign_in

PAGE = Path(__file__).parents[2] / "desk" / "demo" / "articles" / "durov-bi-bat.html"
REMARK = "Whose figure is this?"
BETTER = "Telegram says it has more than 900 million users worldwide and is widely used in Russia and Ukraine."

pytestmark = pytest.mark.browser


def take_in(page: Page, desk: RunningDesk) -> str:
    """Sends the saved page through the form; the address of its translation."""
    page.goto(f"{desk.address}/intake")
    page.set_input_files("input[name=file]", PAGE)
    page.select_option("select[name=from]", "vi")
    boxes = page.locator("input[name=to]")
    for index in range(boxes.count()):
        boxes.nth(index).set_checked(boxes.nth(index).get_attribute("value") == "en", force=True)
    page.click("button:has-text('Take it in')")
    expect(page.locator("main")).to_contain_text("headline", ignore_case=True)
    link = page.locator("a[href^='/translations/']").first.get_attribute("href")
    assert link
    return desk.address + link.removesuffix("/edit").removesuffix("/review")


def write_all(page: Page) -> None:
    """Post-edits and confirms every segment by keyboard, as the demo's translator did."""
    texts = finals(PAGE.name)
    rows = page.locator("[data-unit]")
    page.locator("textarea").first.focus()
    for index in range(rows.count()):
        row = rows.nth(index)
        source = row.locator("[data-part=source]").inner_text().strip()
        box = row.locator("textarea")
        expect(box).to_be_focused()
        box.fill(texts[bare(source)])
        page.keyboard.press("Control+Enter")
        expect(row).to_have_attribute("data-status", "confirmed")


def set_aside(page: Page) -> None:
    """Dismisses the one warning, that a name stands as a pronoun, with a reason that the page offers."""
    finding = page.locator("[data-does=set-aside]:visible")
    expect(finding).to_have_count(1)
    finding.click()
    page.locator("dialog[open] [data-reason]:visible").first.click()
    expect(page.locator("[data-does=set-aside]:visible")).to_have_count(0)


def submit(page: Page) -> None:
    button = page.locator("[data-submit]")
    expect(button).to_be_enabled()
    button.click()
    expect(page.locator(".sheet-head")).to_contain_text("Submitted", ignore_case=True)


def test_an_article_goes_in_and_is_published(running: RunningDesk, chromium: Browser) -> None:
    mai = sign_in(chromium, running, "mai")
    address = take_in(mai, running)

    # the worker drafts; the page sees it by itself
    mai.goto(address)
    claim = mai.locator("button:has-text('Claim')")
    expect(claim).to_be_visible(timeout=30_000)
    expect(mai.locator("main")).to_contain_text("for trying the desk", ignore_case=True)
    claim.click()
    expect(mai.locator("textarea").first).not_to_have_value("")

    # the translator post-edits, confirms and submits
    write_all(mai)
    set_aside(mai)
    submit(mai)

    # the editor sees what was changed, and returns one segment with a reason
    lan = sign_in(chromium, running, "lan")
    lan.goto(address + "/review")
    assert lan.locator("ins").count() > 10
    assert lan.locator("del").count() > 10
    last = lan.locator("[data-unit]").last
    last.locator("input[name=return]").check(force=True)
    last.locator("select").select_option("accuracy/mistranslation")
    last.locator("input[name^=text-]").fill(REMARK)
    lan.click("[data-opens=return]")
    lan.click("dialog[open] button:has-text('Return')")
    expect(lan.locator("main")).to_contain_text("with its translator again")

    # the translator sees why, mends it, and submits again
    mai.goto(address)
    returned = mai.locator("[data-unit]").last
    expect(returned).to_contain_text(REMARK)
    returned.locator("textarea").fill(BETTER)
    returned.locator("textarea").press("Control+Enter")
    expect(returned).to_have_attribute("data-status", "confirmed")
    submit(mai)

    # the editor approves, and publishes
    lan.goto(address + "/review")
    lan.click("[data-opens=approve]")
    lan.click("dialog[open] button:has-text('Approve')")
    expect(lan.locator("main")).to_contain_text("chrF++")
    expect(lan.locator("main")).to_contain_text("HTER")
    lan.click("button:has-text('Publish')")
    expect(lan.locator("main")).to_contain_text("Version 1")

    # readers need no account, and everything is still there after the desk was stopped
    running.stop()
    running.start()
    reader = chromium.new_context().new_page()
    published = address.replace("/translations/", "/published/")
    reader.goto(published)
    expect(reader.locator("h1")).to_have_text("Telegram founder Pavel Durov arrested in France")
    expect(reader.locator("article")).to_contain_text(BETTER)
    record = reader.request.get(published + ".json").json()
    assert record["document"]["units"][-1]["text"] == BETTER
    assert record["four_eyes"] is True
