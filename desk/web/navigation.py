"""What every page knows: who reads it, where they can go, and where they are."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext
from markupsafe import Markup

from desk.web.addresses import local
from desk.web.csrf import masked_token
from desk.web.languages import ui_language
from desk.web.notifications import unread
from desk.web.permissions import permission
from desk.web.reader import actor, reader, signed_in, theme

PLACES: tuple[tuple[str, str, str], ...] = (
    ("queue.index", lazy_gettext("Queue"), "queue"),
    ("searching.index", lazy_gettext("Search"), "search"),
    ("intake.form", lazy_gettext("Intake"), "intake"),
    ("glossary.index", lazy_gettext("Glossary"), "glossary"),
    ("memory.index", lazy_gettext("Memory"), "memory"),
    ("scores.index", lazy_gettext("Scores"), "columns"),
    ("packages.index", lazy_gettext("Packages"), "package"),
    ("people.index", lazy_gettext("Admin"), "settings"),
)
"""The head's links: endpoint, label, icon. Each is shown to those who may open it."""

ADMIN: tuple[tuple[str, str, str], ...] = (
    ("people.index", lazy_gettext("People"), "people"),
    ("outlets.index", lazy_gettext("Outlets"), "outlet"),
    ("engines.index", lazy_gettext("Engines"), "machine"),
    ("settings.form", lazy_gettext("Settings"), "settings"),
)
"""The pages behind "Admin"."""
_ADMIN_ROOMS = frozenset(endpoint.partition(".")[0] for endpoint, _, _ in ADMIN)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the head. `current` is "page" on that page, "true" on one below it, else empty."""

    label: str
    href: str
    icon: str
    current: str


def links(places: tuple[tuple[str, str, str], ...] = PLACES) -> list[Link]:
    """The places that the reader may open."""
    if not _sees():
        return []
    rooms = _ADMIN_ROOMS if places is PLACES else frozenset()
    return [Link(label, url_for(to), icon, _current(to, rooms)) for to, label, icon in places if _open(to)]


def csrf() -> Markup:
    """The hidden field that every form of the desk's carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(masked_token())


def install(app: Flask) -> None:
    app.add_template_global(csrf)
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    here = local(request.full_path.rstrip("?")) if request.method == "GET" else url_for("queue.index")
    return {
        "ui_language": ui_language(),
        "theme": theme(),
        "me": reader() if _sees() else None,
        "navigation": links(),
        "admin_navigation": lambda: links(ADMIN),
        "here": here,
        "unread": unread,
    }


def _sees() -> bool:
    """Whether somebody is signed in; not asked while telling of a failure, which may be the database's."""
    return not g.get("blind") and signed_in()


def _open(endpoint: str) -> bool:
    roles = permission(current_app, endpoint)
    return roles is None or not actor().roles.isdisjoint(roles)


def _current(endpoint: str, admin: frozenset[str]) -> str:
    """How a link stands to the page. `admin` are the rooms behind the link "Admin", empty where it is none of them."""
    if request.endpoint == endpoint:
        return "page"
    place = endpoint.partition(".")[0]
    rooms = admin if place in admin else {place}
    return "true" if (request.blueprint or "") in rooms else ""
