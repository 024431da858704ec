"""What axe, the open rules of accessibility, finds on a page; and what it cannot see: width, motion, the keyboard."""

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answers change with the scheme of colours alone."""

SETTLING = 20
"""Looks, a tenth of a second apart, that a page has to settle into another width."""

FOCUS = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0] ?? one.getBoundingClientRect(); // a link may stand on two lines
  const style = getComputedStyle(one);
  const drawn = one.closest("label") ?? one;
  const walk = (globalThis.walk ??= { first: one, last: null });
  const again = one === walk.first && ![null, one].includes(walk.last);
  walk.last = one;
  const inPart = !one.matches(":focus"); // such as the calendar of a date, which the browser draws
  const around = [one, drawn, one.nextElementSibling, one.parentElement, one.parentElement.parentElement];
  const rings = around.filter(Boolean).map((each) => getComputedStyle(each));
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2));
  return {
    again,
    name: one.outerHTML.slice(0, 120),
    ringed: inPart || rings.some((ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) > 0),
    seen: style.opacity === "0" || box.width < 2 || !at || one.contains(at) || at.contains(one) || drawn.contains(at),
  };
}
"""
"""The element that has the focus: whether a ring is drawn around it, and whether something lies upon it."""


def rules(page: Page, tags: list[str] = TAGS) -> list[str]:
    """What breaks the rules with these tags, a line each."""
    return _run(page, {"runOnly": tags, "resultTypes": ["violations"]})


def colours(page: Page) -> list[str]:
    """What breaks those rules that look at colours."""
    return _run(page, {"runOnly": COLOURS, "resultTypes": ["violations"]})


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def too_wide(page: Page) -> list[str]:
    """Says so where the page scrolls sideways, once it has settled into its window."""
    for _ in range(SETTLING):
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wider <= 0:
            return []
        page.wait_for_timeout(100)
    return [f"{wider} px wider than the window"]


def moves(page: Page) -> list[str]:
    """Animations that run, or have yet to."""
    script = """() => document.getAnimations()
      .filter((one) => one.effect.getComputedTiming().duration > 1)
      .map((one) => `${one.animationName ?? one.transitionProperty} of ${one.effect.target.outerHTML.slice(0, 80)}`)"""
    moving: list[str] = page.evaluate(script)
    return moving


def tab_through(page: Page, most: int) -> tuple[list[str], bool]:
    """Tabs through the page: what has no ring of focus or is covered, and whether the end was reached."""
    wrong: list[str] = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(most):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUS)
        if one is None or one["again"]:
            return wrong, True
        if not one["ringed"] or not one["seen"]:
            wrong.append(f"{'covered' if one['ringed'] else 'without a ring'}: {one['name']}")
    return wrong, False


def told(findings: Iterable[tuple[str, list[str]]]) -> str:
    """Findings by where they were found, to be read; empty where there are none."""
    return "\n".join(f"{where}\n  {line}" for where, lines in findings for line in lines)
