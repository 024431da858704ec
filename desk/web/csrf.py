"""The token that forms bring back, written anew in every answer.

Answers are compressed, and what stands in a compressed answer beside something that an attacker chose can be guessed
from its size, character by character, if it is the same each time (the BREACH attack). So the token lies under a mask
that is drawn for each answer: no two pages have a run of characters in common that would tell of it.
"""

import base64
import binascii
import secrets

from flask import Flask, g
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

_PLAIN = "."
"""A sign that every token has, and no masked one."""


class Protection(CSRFProtect):  # type: ignore[misc] # the library is untyped
    """Asks forms for the token as Flask-WTF does, and takes its mask off before. A plain one is a token too."""

    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def _get_csrf_token(self) -> str | None:
        return unmasked(super()._get_csrf_token())


def masked_token() -> str:
    """The reader's token under this answer's mask; the same wherever it stands in one answer."""
    if "masked_csrf" not in g:
        g.masked_csrf = masked(generate_csrf())
    token: str = g.masked_csrf
    return token


def masked(token: str) -> str:
    """A token under a mask of its own: URL-safe Base64 of the mask and of both in exclusive or."""
    plain = token.encode()
    mask = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(mask + _crossed(mask, plain)).decode()


def unmasked(sent: str | None) -> str | None:
    """The token under its mask. What is no masked token is given back as it is, for whoever judges tokens."""
    if not sent or _PLAIN in sent:
        return sent
    try:
        both = base64.urlsafe_b64decode(sent)
        return _crossed(both[: len(both) // 2], both[len(both) // 2 :]).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return sent


def _crossed(mask: bytes, text: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(mask, text, strict=True))
