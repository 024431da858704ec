"""The memory in a browser: a file that is read while one looks on, a search, and an entry that is put right."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import RunningDesk, sign_in
from tests.memory.test_tmx import UNIT, file

pytestmark = pytest.mark.browser


def test_an_editor_lets_a_file_in_and_puts_an_entry_right(
    chromium: Browser, running: RunningDesk, tmp_path: Path
) -> None:
    tmx = tmp_path / "old.tmx"
    tmx.write_bytes(file(*(UNIT.format(source=f"Number {n} is here.", target="Le voici.") for n in range(60))))
    page = sign_in(chromium, running, "lan")
    page.goto(f"{running.address}/memory")

    page.set_input_files("#file", tmx)
    page.click("button:has-text('Send')")

    expect(page.locator("#memory-imports")).to_contain_text("60 segments entered", timeout=20_000)
    page.fill("#q", "number 7")
    page.keyboard.press("Enter")
    expect(page.locator("mark.found")).to_have_text(["Number", "7"])
    page.click("a:has-text('Open')")
    page.fill("#target", "Le voilà.")
    page.fill("#reason", "Here, not there.")
    page.click("button:has-text('Save')")
    expect(page.locator("ins")).to_contain_text("voilà")
    page.click("button:has-text('Delete')")
    page.click("dialog button:has-text('Delete')")
    expect(page.locator(".memory-entry")).to_have_count(50)
    page.click("a:has-text('Record of changes')")
    expect(page.locator(".timeline > li")).to_have_count(2)
