"""Asking a service that speaks JSON: one bounded request, under the same rules as everything that is fetched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.intake.fetch import FetchLimits, content_of
from desk.intake.outbound import Outbound, call
from desk.intake.pinned import Deadline


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered: its status, its headers (in lower case) and its bytes, which nobody has checked yet."""

    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)


def ask(
    url: str,
    payload: Mapping[str, object] | None = None,
    *,
    limits: FetchLimits,
    allowed_origins: frozenset[str] = frozenset(),
) -> Reply:
    """POSTs a payload as JSON, or GETs where there is none. Every status is an answer; redirects are not followed.

    Raises `Invalid` (`TooLarge`, `Unreachable`) with one sentence, as `fetch` does.
    """
    outbound = Outbound(Deadline(limits.total_seconds), allowed_origins, limits.wait_seconds)
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate"}
    content = b""
    if payload is not None:
        headers["Content-Type"] = "application/json"
        content = json.dumps(payload).encode()
    with call("GET" if payload is None else "POST", url, outbound, headers, content) as answer:
        return Reply(answer.status, answer.headers, content_of(answer, limits.max_bytes))
