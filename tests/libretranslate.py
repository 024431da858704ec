"""A server on this machine that speaks as LibreTranslate does, for tests; it can be told to speak otherwise."""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

from desk.engines.libretranslate import LibreTranslateEngine
from desk.engines.libretranslate_server import LibreTranslateServer
from desk.intake.fetch import MEBIBYTE, FetchLimits
from tests.loopback import Site, answer

KEY = "s3cret-k3y"
LANGUAGES = [
    {"code": "vi", "name": "Vietnamese", "targets": ["en", "vi"]},
    {"code": "en", "name": "English", "targets": ["vi", "en", "zh-Hans", "eo"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en", "zh-Hans"]},
    {"code": "zh-Hant", "name": "Chinese (traditional)", "targets": ["en"]},
    {"code": "eo", "name": "Esperanto", "targets": ["en"]},
]
Replying = Callable[[list[str]], tuple[int, Any]]


def shout(texts: list[str]) -> tuple[int, Any]:
    return 200, {"translatedText": [text.upper() for text in texts]}


class Peer:
    """A server that answers as LibreTranslate does: with `replies` one by one, then by shouting every text back."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.replies: list[Callable[[BaseHTTPRequestHandler], None] | Replying] = []
        self.waits: list[float] = []
        self.offer(LANGUAGES)
        site.routes["/spec"] = lambda handler: answer(handler, json.dumps({"info": {"version": "1.9.6"}}).encode())
        site.routes["/translate"] = self._translate

    def offer(self, languages: Any, status: int = 200) -> None:
        self.site.routes["/languages"] = lambda handler: answer(handler, json.dumps(languages).encode(), status)

    def back(self) -> None:
        """Offers what it offered at first."""
        self.offer(LANGUAGES)

    def asked(self, path: str = "/translate") -> int:
        return sum(request["path"] == path for request in self.site.requests)

    @property
    def sent(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.site.bodies]

    def engine(self, key: str = KEY, now: Callable[[], float] = time.monotonic) -> LibreTranslateEngine:
        limits = FetchLimits(MEBIBYTE, total_seconds=2, wait_seconds=1)
        origin = self.site.origin
        server = LibreTranslateServer(origin, key, self.site.allowed, drafts=limits, sleep=self.waits.append)
        return LibreTranslateEngine(server, now=now)

    def _translate(self, handler: BaseHTTPRequestHandler) -> None:
        reply: Any = self.replies.pop(0) if self.replies else shout
        if reply.__name__ == "raw":
            reply(handler)
            return
        status, body = reply(self.sent[-1]["q"])
        answer(handler, json.dumps(body).encode(), status)


def fails(status: int, message: str = "No.") -> Replying:
    return lambda texts: (status, {"error": message})


def raw(body: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def raw(handler: BaseHTTPRequestHandler) -> None:
        answer(handler, body, status, **headers)

    return raw
