"""A LibreTranslate server over HTTP: what it offers and what it answers, checked, bounded, and tried again in time."""

import email.utils
import time
from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, TypeAdapter, ValidationError

from desk.domain.errors import EngineDown, Invalid, TooLarge
from desk.domain.phrase import phrase
from desk.intake.fetch import MEBIBYTE, FetchLimits
from desk.intake.outbound import Unreachable
from desk.intake.service import Reply, ask
from desk.text.normal import one_line

ATTEMPTS = 4
LONGEST_WAIT = 30.0
"""Seconds that the desk waits before it asks again, however long the server tells it to."""
OFFER = FetchLimits(MEBIBYTE, total_seconds=5, wait_seconds=5)
DRAFTS = FetchLimits(4 * MEBIBYTE, total_seconds=90, wait_seconds=90)

LONGEST_VERSION = 32
"""Characters of a version that a draft can name."""

_OVERLOADED = frozenset({429, 502, 503, 504})
_TEXTS_REFUSED = frozenset({400, 413, 422, 500})


class TextsRefused(Exception):
    """The server is there, but does not translate these texts. The message says why, without a full stop."""


class _Language(BaseModel):
    code: str
    targets: list[str] = []


class _Translations(BaseModel):
    translatedText: list[str]


class _Failure(BaseModel):
    error: str


class _Info(BaseModel):
    version: str


class _Specification(BaseModel):
    info: _Info


_LANGUAGES = TypeAdapter(list[_Language])


class LibreTranslateServer:
    """The server at an address. Its key is sent to it alone, and stands in no message.

    Whatever keeps it from being asked is an `EngineDown` with one sentence.
    """

    def __init__(
        self,
        url: str,
        key: str = "",
        allowed_origins: frozenset[str] = frozenset(),
        *,
        drafts: FetchLimits = DRAFTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self._key = key
        self._allowed = allowed_origins
        self._drafts = drafts
        self._sleep = sleep

    def languages(self) -> Mapping[str, Sequence[str]]:
        """The codes of its source languages and, for each, of those that it translates into.

        It is asked once: pages ask for it, and nobody sits before one while a server says "later".
        """
        try:
            reply = self._expect_success(self._once("/languages", None, OFFER))
            return {one.code: one.targets for one in _LANGUAGES.validate_json(reply.content)}
        except (ValidationError, TooLarge) as error:
            raise self._not_understood("languages") from error

    def version(self) -> str:
        """The version that it names, empty where it names none."""
        try:
            reply = self._once("/spec", None, OFFER)
            return one_line(_Specification.model_validate_json(reply.content).info.version)[:LONGEST_VERSION]
        except (EngineDown, TooLarge, ValidationError):
            return ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """One translation per text, in order. Raises `TextsRefused` where the server has none for them."""
        payload = {"q": list(texts), "source": source, "target": target, "format": "text"}
        try:
            reply = self._ask("/translate", payload | ({"api_key": self._key} if self._key else {}), self._drafts)
        except TooLarge as error:
            raise TextsRefused("its answer is too large") from error
        if reply.status in _TEXTS_REFUSED:
            raise TextsRefused(self._message(reply))
        try:
            found = _Translations.model_validate_json(self._expect_success(reply).content).translatedText
        except ValidationError as error:
            if _is_json(reply):  # it is LibreTranslate, and one of these texts is to blame
                raise TextsRefused("it answered with something else than translations") from error
            raise self._not_understood("translations") from error
        if len(found) != len(texts):
            raise TextsRefused(f"it answered with {len(found)} translations of {len(texts)} texts")
        return found

    def _ask(self, path: str, payload: Mapping[str, object] | None, limits: FetchLimits) -> Reply:
        """The answer, asked for again while the server says that it is overloaded, a few times. Raises `TooLarge`."""
        for attempt in range(ATTEMPTS):
            reply = self._once(path, payload, limits)
            if reply.status not in _OVERLOADED:
                return reply
            if attempt + 1 < ATTEMPTS:
                self._sleep(_wait(reply, attempt))
        return reply

    def _once(self, path: str, payload: Mapping[str, object] | None, limits: FetchLimits) -> Reply:
        try:
            return ask(self.url + path, payload, limits=limits, allowed_origins=self._allowed)
        except TooLarge:
            raise
        except Unreachable as error:
            raise EngineDown(phrase("LibreTranslate is away: {error}", error=error)) from error
        except Invalid as error:
            hint = "An address inside the network must be listed in DESK_ALLOWED_ORIGINS."
            raise EngineDown(
                phrase("LibreTranslate cannot be asked: {error} {hint}", error=error, hint=hint)
            ) from error

    def _expect_success(self, reply: Reply) -> Reply:
        if reply.status in (401, 403):
            raise EngineDown(
                phrase("LibreTranslate refuses the desk, or its key: {reply}.", reply=self._message(reply))
            )
        if reply.status in _OVERLOADED:
            raise EngineDown(phrase("LibreTranslate is overloaded: {reply}.", reply=self._message(reply)))
        if reply.status != 200:
            raise EngineDown(
                phrase(
                    "At {url} is no LibreTranslate that can be asked: {reply}.",
                    url=self.url,
                    reply=self._message(reply),
                )
            )
        return reply

    def _message(self, reply: Reply) -> str:
        """What the server says of a failure: one line without the key, or its status where it says nothing."""
        try:
            said = one_line(_Failure.model_validate_json(reply.content).error).rstrip(".")
        except ValidationError:
            said = ""
        if self._key:
            said = said.replace(self._key, "…")
        return said[:200] or f"it answers with status {reply.status}"

    def _not_understood(self, what: str) -> EngineDown:
        return EngineDown(
            phrase("What {url} sends is no list of {what} as LibreTranslate sends it.", url=self.url, what=what)
        )


def _is_json(reply: Reply) -> bool:
    return reply.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def _wait(reply: Reply, attempt: int) -> float:
    """Seconds until the next attempt: as the server says, in seconds or as a date, else twice as long each time."""
    told = reply.headers.get("retry-after", "")
    if told.isdecimal() and told.isascii():
        return min(float(told), LONGEST_WAIT)
    try:
        seconds = email.utils.parsedate_to_datetime(told).timestamp() - time.time()
    except ValueError:
        seconds = 0.5 * 2**attempt
    return min(max(seconds, 0.0), LONGEST_WAIT)
