"""Every page by the rules of WCAG 2.2 AA: axe in both schemes of colours, at three widths; zoom, motion, keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.conftest import RunningDesk, free_port
from tests.browser.filled import FilledDesk

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1440)
MOST_STOPS = 800
"""Elements that Tab stops at, on the longest page and some more."""

ZOOMED = 320
"""CSS pixels that are left of 1280 at a zoom of 400 %; at 200 % there are twice as many."""

PAGES = {
    "translator": {
        "queue.index": "/",
        "glossary.index": "/glossary?q=Crocus",
        "glossary.show": "/glossary/{term}",
        "memory.index": "/memory",
        "memory.show": "/memory/{entry}",
        "memory.record": "/memory/record",
        "notifications.index": "/notifications",
        "notifications.digest": "/notifications/digest/2026-W10",
        "preferences.index": "/preferences",
        "scores.index": "/scores",
        "searching.index": "/search?q=Crocus",
        "stories.show": "/stories/{story}",
        "editor.show": "/translations/{mine}",
        "clean.show": "/translations/{mine}/clean",
        "history.show": "/translations/{published_en}/history",
        "intake.form": "/intake",
    },
    "editor": {
        "queue.index": "/",
        "glossary.new": "/glossary/new",
        "glossary.show": "/glossary/{term}",
        "glossary.edit": "/glossary/{term}/edit",
        "term_merging.form": "/glossary/{term}/merge",
        "term_source.form": "/glossary/{term}/source",
        "replacements.index": "/replacements",
        "review.show": "/translations/{submitted_en}/review",
        "stories.show": "/stories/{story}",
    },
    "administrator": {
        "engines.index": "/engines",
        "engines.route": "/engines/route?from=vi&to=en",
        "outlets.index": "/outlets",
        "outlets.form": "/outlets/{outlet}",
        "packages.index": "/packages",
        "people.index": "/people",
        "settings.form": "/settings",
        "patterns.index": "/patterns",
    },
    "": {
        "sign_in.form": "/sign-in",
        "public.index": "/published/",
        "public.show": "/published/{published_en}",
        "public.version": "/published/{published_en}/v/1",
        "public.permalink": "/publications/{publication}",
    },
}
"""Who looks at which page, by its endpoint; nobody has signed in where no role is named."""

OTHERS = {
    "api.": "data, and a page of documentation that its own tests look at",
    "assets.serve": "files",
    "clean.as_html": "a file",
    "clean.as_text": "a file",
    "comments.changes": "what a comment said before: a part of a page",
    "comments.show": "a part of the editor's page",
    "comments.whom": "data",
    "concordance.show": "a part of the editor's page",
    "editor.drafting": "a part of the editor's page",
    "editor.edit": "leads to the editor's page",
    "memory_files.": "a file, and a part of a page",
    "notifications.bell": "a part of every page",
    "presence.changes": "parts of the editor's page",
    "public.record": "data",
    "replacements.show": "a record that the demo has none of; its parts stand among the patterns",
    "sign_in.ticket": "leads to another page",
    "spelling.suggest": "a part of the editor's page",
    "term_plans.show": "a plan that the demo has none of; its parts stand among the patterns",
    "unit_help.show": "a part of the editor's page",
    "units.alternative": "a part of the editor's page",
}
"""What answers a browser and is no page to be looked at here, and why."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilledDesk]:
    folder: Path = tmp_path_factory.mktemp("filled")
    desk = FilledDesk(RunningDesk(folder, free_port()))
    desk.fill()
    desk.running.start()
    yield desk
    desk.running.stop()


def opened(filled: FilledDesk, chromium: Browser, role: str, **options: object) -> Iterator[tuple[str, Page]]:
    """The pages of a role, one after the other in one window, each with its endpoint."""
    context = filled.context(chromium, role, **options)
    page = context.new_page()
    for endpoint, address in PAGES[role].items():
        answer = page.goto(filled.path(address))
        assert answer is not None
        assert answer.status == 200, f"{endpoint} answers {answer.status}"
        yield endpoint, page
    context.close()


class TestPages:
    def test_none_is_left_out(self, app: Flask) -> None:
        answers = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
        looked_at = {endpoint for pages in PAGES.values() for endpoint in pages}

        left_out = {one for one in answers - looked_at if not any(one.startswith(other) for other in OTHERS)}

        assert left_out == set()

    @pytest.mark.parametrize("role", PAGES)
    @pytest.mark.parametrize(("scheme", "look"), [("light", axe.rules), ("dark", axe.colours)], ids=["light", "dark"])
    def test_axe_finds_nothing(
        self, filled: FilledDesk, chromium: Browser, role: str, scheme: str, look: Callable[[Page], list[str]]
    ) -> None:
        found = []

        for endpoint, page in opened(filled, chromium, role, color_scheme=scheme, reduced_motion="reduce"):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found.append((f"{endpoint}, {width} px", look(page)))

        assert not axe.told(found), axe.told(found)

    @pytest.mark.parametrize("role", PAGES)
    def test_none_scrolls_sideways_or_moves_for_those_who_want_no_motion(
        self, filled: FilledDesk, chromium: Browser, role: str
    ) -> None:
        found = []

        for endpoint, page in opened(filled, chromium, role, reduced_motion="reduce"):
            found.append((f"{endpoint}", axe.moves(page)))
            for width in (ZOOMED, 2 * ZOOMED, *WIDTHS):
                page.set_viewport_size({"width": width, "height": 900})
                found.append((f"{endpoint}, {width} px", axe.too_wide(page)))

        assert not axe.told(found), axe.told(found)

    @pytest.mark.parametrize("role", PAGES)
    def test_the_keyboard_gets_through_and_is_seen(self, filled: FilledDesk, chromium: Browser, role: str) -> None:
        found = []

        for endpoint, page in opened(filled, chromium, role, viewport={"width": 1440, "height": 900}):
            wrong, ended = axe.tab_through(page, MOST_STOPS)
            found.append((endpoint, [*wrong, *([] if ended else ["the last element was not reached"])]))

        assert not axe.told(found), axe.told(found)
