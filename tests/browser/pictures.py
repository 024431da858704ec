"""Takes the pictures of the documentation from a freshly filled demo desk: `make pictures`."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, RunningDesk, free_port
from tests.browser.filled import FilledDesk

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 800}

TAKEN = (
    ("queue", "translator", "/", WIDE, "light"),
    ("editor", "translator", "/translations/{mine}", WIDE, "light"),
    ("editor-phone-dark", "translator", "/translations/{mine}", NARROW, "dark"),
    ("glossary", "translator", "/glossary?q=Crocus", WIDE, "light"),
    ("memory", "translator", "/memory", WIDE, "light"),
    ("review", "editor", "/translations/{submitted_en}/review", WIDE, "light"),
    ("published", "", "/published/{published_en}", WIDE, "light"),
)
"""Name, who looks, the address, the window, and the scheme of colours."""


def take(folder: Path) -> None:
    """Fills a desk in `folder`, serves it, and writes every picture."""
    desk = FilledDesk(RunningDesk(folder, free_port()))
    desk.fill()
    desk.running.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            for name, role, address, window, scheme in TAKEN:
                _picture(browser, desk, name, role, address, viewport=window, color_scheme=scheme)
            browser.close()
    finally:
        desk.running.stop()


def _picture(browser: Browser, desk: FilledDesk, name: str, role: str, address: str, **options: object) -> None:
    context = desk.context(browser, role, **options)
    page = context.new_page()
    page.goto(desk.path(address), wait_until="networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    context.close()
    print(PICTURES / f"{name}.png")  # noqa: T201 - says what it made


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        take(Path(folder))
