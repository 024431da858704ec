"""What looks at accessibility sees what is wrong: each look at a page that has one fault, and at one that has none."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe

pytestmark = pytest.mark.browser

GOOD = """<!doctype html><html lang="en"><head><title>A page</title><style>{style}</style></head>
<body><main><h1>A page</h1>{body}</main></body></html>"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    made = chromium.new_page(viewport={"width": 390, "height": 800})
    yield made
    made.close()


def show(page: Page, body: str = "", style: str = "") -> None:
    page.set_content(GOOD.format(body=body, style=style))


def tabbed(page: Page) -> list[str]:
    return axe.tab_through(page, 20)[0]


LOOKS = (axe.rules, axe.colours, axe.too_wide, axe.moves, tabbed)
FAULTS = {
    "a field without a label": (axe.rules, "<input>", ""),
    "pale words": (axe.colours, "<p>Pale</p>", "p { color: #ccc; background: #fff }"),
    "a wide box": (axe.too_wide, "<div></div>", "div { inline-size: 500px; block-size: 9px }"),
    "what turns": (axe.moves, "<p>On</p>", "@keyframes t { to { rotate: 1turn } } p { animation: t 3s infinite }"),
    "a button without a ring": (tabbed, "<button>Go</button>", "button:focus { outline: none }"),
    "a covered button": (
        tabbed,
        "<button>Go</button><div></div>",
        "div { position: fixed; inset: 0; background: #fff }",
    ),
}


class TestLooks:
    @pytest.mark.parametrize("look", LOOKS)
    def test_a_good_page_has_nothing(self, page: Page, look: Callable[[Page], list[str]]) -> None:
        show(page, "<p>Words</p><button>Go</button><button>Stay</button>", "p { color: #000; background: #fff }")

        assert look(page) == []

    @pytest.mark.parametrize(("look", "body", "style"), FAULTS.values(), ids=FAULTS)
    def test_a_fault_is_seen(self, page: Page, look: Callable[[Page], list[str]], body: str, style: str) -> None:
        show(page, body, style)

        assert len(look(page)) == 1

    def test_a_trap_is_seen(self, page: Page) -> None:
        show(page, "<button>First</button><button id='trap'>Stay</button><button>Last</button>")
        page.evaluate(
            "trap.addEventListener('keydown', (event) => { if (event.key === 'Tab') event.preventDefault(); })"
        )

        assert axe.tab_through(page, 20)[1] is False
