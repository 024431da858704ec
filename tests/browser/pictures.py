"""Takes the pictures of the documentation from a freshly filled demo desk: `make pictures`."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, RunningDesk, free_port

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


def take(folder: Path) -> None:
    """Fills a desk in `folder`, serves it, and writes every picture."""
    desk = RunningDesk(folder, free_port())
    subprocess.run([sys.executable, "-m", "desk", "demo", "--no-serve"], env=desk.environment, check=True)
    desk.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            _all(browser, desk)
            browser.close()
    finally:
        desk.stop()


def _all(browser: Browser, desk: RunningDesk) -> None:
    ids = {record["state"] + record["to"]: record["translation"] for record in _translations(desk)}
    mai, lan = _signed_in(browser, desk, "mai"), _signed_in(browser, desk, "lan")
    _picture(mai, desk, "/", "queue")
    _picture(mai, desk, f"/translations/{_claimed(desk)}", "editor")
    _picture(lan, desk, f"/translations/{ids['submitteden']}/review", "review")
    _picture(lan, desk, f"/published/{ids['publisheden']}", "published")
    phone = _signed_in(browser, desk, "mai", phone=True)
    _picture(phone, desk, f"/translations/{_claimed(desk)}", "editor-phone-dark")


def _translations(desk: RunningDesk, *more: str) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "desk", "story", "list", "--json", *more]
    listed = subprocess.run(command, env=desk.environment, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in listed.stdout.splitlines()]


def _claimed(desk: RunningDesk) -> str:
    """The translation that the demo's translator has claimed and not begun."""
    return next(r["translation"] for r in _translations(desk, "--view", "mine", "--as", "mai") if not r["confirmed"])


def _signed_in(browser: Browser, desk: RunningDesk, name: str, *, phone: bool = False) -> Page:
    records = json.loads((desk.folder / "demo-sign-ins.json").read_text(encoding="utf-8"))
    password = next(record["password"] for record in records if record["username"] == name)
    scheme = "dark" if phone else "light"
    page = browser.new_context(viewport=NARROW if phone else WIDE, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(f"{desk.address}/sign-in")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{desk.address}/")
    return page


def _picture(page: Page, desk: RunningDesk, path: str, name: str) -> None:
    page.goto(desk.address + path, wait_until="networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    print(PICTURES / f"{name}.png")  # noqa: T201 - says what it made


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        take(Path(folder))
