"""One request to the outside: checked, bounded in time, its redirects followed by hand and checked again."""

import functools
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpcore

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.intake.addresses import Resolver, check_host, system_resolver
from desk.intake.pinned import Deadline, PinnedBackend

if TYPE_CHECKING:
    import httpx  # brings its own command along, a tenth of a second: everything that starts would wait for it

USER_AGENT = "desk (news translation desk)"
MAX_REDIRECTS = 5
MAX_URL = 4096
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Unreachable(Invalid):
    """The other side could not be reached, or the connection broke off: a later try may succeed."""

    title = phrase("Not reachable")


@dataclass(frozen=True, slots=True)
class Outbound:
    """What one request may do: which origins inside the network it may reach, and how long it may take.

    `wait_seconds` bounds a single connect or read, `deadline` all of them together, redirects included.
    """

    deadline: Deadline
    allowed_origins: frozenset[str] = frozenset()
    wait_seconds: float = 10
    resolve: Resolver = system_resolver
    ssl_context: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is not a redirect: where it came from, its status, its headers (in lower case) and its bytes."""

    url: str
    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes] = field(repr=False)

    def length(self) -> int | None:
        """The bytes that the answer says it has left to send."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isdecimal() and text.isascii() else None


def origin(url: "httpx.URL") -> str:
    """The origin as `allowed_origins` writes it, always with its port: `http://host:port`."""
    host = url.raw_host.decode("ascii")
    return f"{url.scheme}://{f'[{host}]' if ':' in host else host}:{url.port or _PORTS.get(url.scheme)}"


def check_url(text: str, allowed_origins: frozenset[str] = frozenset()) -> "httpx.URL":
    """The address that a text names. Raises `Invalid` where the desk does not fetch from it, without any look-up."""
    url = _parsed(text)
    if url.scheme not in _PORTS:
        raise Invalid(phrase("“{text}” is not a web address that begins with http:// or https://.", text=named(text)))
    if not url.raw_host:
        raise Invalid(phrase("“{text}” names no host.", text=named(text)))
    if url.userinfo:
        raise Invalid(phrase("An address with a name or password in it is not fetched."))
    if _is_exempt(url, allowed_origins):
        return url
    if url.port not in (None, 80, 443):
        raise Invalid(phrase("“{text}” is not fetched: only the ports 80 and 443 are.", text=named(text)))
    check_host(url.raw_host.decode("ascii"))
    return url


def _is_exempt(url: "httpx.URL", allowed_origins: frozenset[str]) -> bool:
    return origin(url) in {origin(_parsed(allowed)) for allowed in allowed_origins}


def _parsed(text: str) -> "httpx.URL":
    import httpx

    if len(text) > MAX_URL:
        raise Invalid(
            phrase(
                "“{text}” is longer than the {max_url} characters that an address may have.",
                text=named(text),
                max_url=MAX_URL,
            )
        )
    try:
        return httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError):
        raise Invalid(phrase("“{text}” is not a web address.", text=named(text))) from None


def named(text: str) -> str:
    """An address as a message shows it: not longer than a line or two."""
    return text if len(text) <= 160 else text[:159] + "…"


@functools.cache
def _trusted() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context(trust_env=False)


@contextmanager
def request(url: str, outbound: Outbound, headers: Mapping[str, str] = {}) -> Iterator[Answer]:
    """GETs a URL, following at most five redirects and checking each. Raises `Invalid` for all that goes wrong.

    The connection is open inside the `with`, where the answer's chunks are read, undecoded.
    """
    current = url
    for _ in range(MAX_REDIRECTS + 1):
        with _hop(current, outbound, headers) as answer:
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                yield answer
                return
            current = _next(answer)
    raise Invalid(
        phrase("“{url}” redirects more than {max_redirects} times.", url=named(url), max_redirects=MAX_REDIRECTS)
    )


@contextmanager
def call(
    method: str, url: str, outbound: Outbound, headers: Mapping[str, str] = {}, content: bytes = b""
) -> Iterator[Answer]:
    """One request to a service, under the same rules; a redirect is an answer, lest a key goes where it points."""
    with _hop(url, outbound, headers, method, content) as answer:
        yield answer


def _next(answer: Answer) -> str:
    import httpx

    try:
        return str(httpx.URL(answer.url).join(answer.headers["location"]).copy_with(fragment=None))
    except (httpx.InvalidURL, UnicodeError):
        raise Invalid(
            phrase("“{url}” redirects to something that is not a web address.", url=named(answer.url))
        ) from None


@contextmanager
def _hop(
    text: str, outbound: Outbound, headers: Mapping[str, str], method: str = "GET", content: bytes = b""
) -> Iterator[Answer]:
    url = check_url(text, outbound.allowed_origins)
    exempt = _is_exempt(url, outbound.allowed_origins)
    context = (outbound.ssl_context or _trusted()) if url.scheme == "https" else None
    backend = PinnedBackend(outbound.deadline, exempt=exempt, resolve=outbound.resolve)
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    waits = dict.fromkeys(("connect", "read", "write", "pool"), outbound.wait_seconds)
    sent = {"User-Agent": USER_AGENT, "Accept": "*/*", "Connection": "close", **headers}
    if content:
        sent["Content-Length"] = str(len(content))
    with (
        _plainly(text),
        httpcore.ConnectionPool(ssl_context=context, network_backend=backend) as pool,
        pool.stream(
            method, target, headers=list(sent.items()), content=content or None, extensions={"timeout": waits}
        ) as response,
    ):
        received = {_text(name).lower(): _text(value) for name, value in response.headers}
        yield Answer(str(url), response.status, received, iter(response.iter_stream()))


def _text(header: bytes) -> str:
    """A header as text. Some servers send UTF-8, above all in `Location`."""
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("latin-1")


@contextmanager
def _plainly(url: str) -> Iterator[None]:
    """Turns what the network throws into one sentence."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise Unreachable(phrase("“{url}” did not send everything in time.", url=named(url))) from error
    except httpcore.ConnectError as error:
        below = _below(error)
        if isinstance(below, ssl.SSLCertVerificationError):
            reason = below.verify_message.rstrip(".")
            raise Invalid(
                phrase("“{url}” shows a certificate that cannot be trusted: {reason}.", url=named(url), reason=reason)
            ) from error
        raise Unreachable(phrase("“{url}” cannot be reached: {error}.", url=named(url), error=_cause(error))) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Unreachable(phrase("“{url}” broke off: {error}.", url=named(url), error=_cause(error))) from error


def _below(error: Exception) -> object:
    """The system's own error, which httpcore wraps as its argument (and takes off the chain)."""
    return error.args[0] if error.args else error.__cause__


def _cause(error: Exception) -> str:
    """What the system says, without its number and without a full stop."""
    below = _below(error)
    return below.strerror if isinstance(below, OSError) and below.strerror else str(error).rstrip(".")
