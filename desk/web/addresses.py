"""Addresses inside the desk."""

from urllib.parse import urlsplit

from flask import Response, make_response, redirect, request

from desk.web.session import wiring


def local(address: str | None, otherwise: str = "/") -> str:
    """The address if it is a path of the desk's own, else `otherwise`: nobody is sent elsewhere by a link.

    Browsers read a backslash as a slash and skip control characters, so an address with either is refused whole.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return otherwise
    if "\\" in address or any(ord(character) < 0x20 or ord(character) == 0x7F for character in address):
        return otherwise
    parts = urlsplit(address)
    return otherwise if parts.scheme or parts.netloc else address


def go(address: str) -> Response:
    """Sends the browser on to a page, as the answer to a form (303: it asks for the page, and does not send again)."""
    return make_response(redirect(address, 303))


def outside(path: str) -> str:
    """A path of the desk's as it is given to somebody elsewhere, with the desk's own address before it."""
    return (wiring().settings.public_url or request.host_url).rstrip("/") + path
