"""What every page must be: valid, in a language and a direction, named, labelled, without inline script or style."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from desk.web.security import POLICY

LABELLED = ("input", "select", "textarea")
UNLABELLED_TYPES = ("hidden", "submit", "button", "image", "reset")


def inspect(response: TestResponse) -> None:
    """Raises `AssertionError` where an answer breaks a rule of the house. Files and JSON are let pass."""
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    if response.mimetype != "text/html" or not response.data or response.location:
        return
    html = response.get_data(as_text=True)
    if html.lstrip().startswith("<!doctype html>"):
        _inspect_page(parse(html), html)
    else:
        _inspect_elements(parse_partial(html))


def parse(html: str) -> Element:
    """The page's root. Raises where it is not valid HTML, as far as a strict parser tells."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(html.lstrip())
    return root


def parse_partial(html: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parseFragment(html)
    return root


def _inspect_page(root: Element, html: str) -> None:
    assert root.get("lang"), "the page has no language"
    assert root.get("dir") in ("ltr", "rtl"), "the page has no direction"
    assert "".join(_one(root, "title").itertext()).strip(), "the page has no title"
    assert "".join(_one(root, "h1").itertext()).strip(), "the page's heading is empty"
    _one(root, "main")
    _inspect_elements(root)


def _one(root: Element, tag: str) -> Element:
    found = list(root.iter(tag))
    assert len(found) == 1, f"the page has {len(found)} <{tag}>"
    return found[0]


def _inspect_elements(root: Element) -> None:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert not [name for name, count in ids.items() if count > 1], f"ids stand twice: {ids.most_common(3)}"
    for element in root.iter():
        if isinstance(element.tag, str):
            _inspect_element(element, set(ids))
    unlabelled = [_told(control) for control in _controls(root) if not _label(control, root)]
    assert not unlabelled, f"without a label: {unlabelled}"
    unnamed = [_told(button) for button in root.iter("button") if not _name(button)]
    assert not unnamed, f"without a name: {unnamed}"


def _inspect_element(element: Element, ids: set[str | None]) -> None:
    assert element.tag != "style", "a style stands in the page"
    assert element.tag != "script" or element.get("src"), "a script stands in the page"
    for name, value in element.attrib.items():
        assert name != "style", f"inline style on {_told(element)}"
        assert not name.startswith("on"), f"inline {name} on {_told(element)}"
        if name in ("href", "src", "action", "formaction"):
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), f"{_told(element)} runs"
    for name in ("aria-describedby", "aria-labelledby", "for"):
        for target in (element.get(name) or "").split():
            assert target in ids, f"{name} of {_told(element)} names nothing"
    if element.get("hx-headers"):
        json.loads(element.get("hx-headers") or "")
    if element.tag == "form" and (element.get("method") or "get").lower() == "post":
        names = [one.get("name") for one in element.iter("input")]
        assert "csrf_token" in names, f"no token in {_told(element)}"


def _controls(root: Element) -> Iterator[Element]:
    for tag in LABELLED:
        yield from (one for one in root.iter(tag) if one.get("type") not in UNLABELLED_TYPES)


def _label(control: Element, root: Element) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby"):
        return True
    around = [label for label in root.iter("label") if control in list(label.iter())]
    named = [label for label in root.iter("label") if control.get("id") and label.get("for") == control.get("id")]
    return any("".join(label.itertext()).strip() for label in around + named)


def _name(button: Element) -> str:
    return (button.get("aria-label") or "".join(button.itertext())).strip()


def _told(element: Element) -> str:
    return f"<{element.tag} {' '.join(f'{name}={value!r}' for name, value in element.attrib.items())}>"
