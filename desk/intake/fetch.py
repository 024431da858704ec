"""Fetching from outside: a whole page into memory, or a large file onto the disk, resumed where it broke off."""

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from desk.domain.errors import Invalid, TooLarge
from desk.domain.phrase import phrase
from desk.intake.outbound import Answer, Outbound, Unreachable, named, request
from desk.intake.pinned import Deadline

MEBIBYTE = 2**20
ATTEMPTS = 20
Progress = Callable[[int, int | None], None]
"""Is told the bytes that are there and the bytes that there will be, where the other side says."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much may be fetched, also after unpacking, how long all of it may take, and how long a single wait."""

    max_bytes: int = 10 * MEBIBYTE
    total_seconds: float = 30
    wait_seconds: float = 10


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: the address it came from in the end, and the media type and charset that its server named."""

    url: str
    content: bytes
    content_type: str
    charset: str | None


def fetch(url: str, *, limits: FetchLimits = FetchLimits(), allowed_origins: frozenset[str] = frozenset()) -> Fetched:
    """The content of a URL outside the network, or of an origin that was allowed exactly (`http://host:port`).

    Raises `Invalid` (`TooLarge`, `Unreachable`) with one sentence for everything that is refused or fails.
    """
    outbound = Outbound(Deadline(limits.total_seconds), allowed_origins, limits.wait_seconds)
    with request(url, outbound, {"Accept-Encoding": "gzip, deflate"}) as answer:
        _check_status(answer)
        content = content_of(answer, limits.max_bytes)
    return Fetched(answer.url, content, *_media_type(answer.headers.get("content-type", "")))


def _media_type(header: str) -> tuple[str, str | None]:
    kind = Message()
    kind["Content-Type"] = header
    return (kind.get_content_type() if header else "", kind.get_content_charset())


def _check_status(answer: Answer) -> None:
    if answer.status not in (200, 203):
        raise Invalid(
            phrase(
                "“{url}” cannot be fetched: its server answers with status {status}.",
                url=named(answer.url),
                status=answer.status,
            )
        )


def content_of(answer: Answer, max_bytes: int) -> bytes:
    """All bytes of an answer, unpacked. Raises `TooLarge` past `max_bytes`, `Invalid` where they cannot be unpacked."""
    if (answer.length() or 0) > max_bytes:
        raise _too_large(answer.url, max_bytes)
    content = bytearray()
    for chunk in _decoded(answer, max_bytes):
        content += chunk
        if len(content) > max_bytes:
            raise _too_large(answer.url, max_bytes)
    return bytes(content)


def _too_large(url: str, max_bytes: int) -> TooLarge:
    return TooLarge(
        phrase(
            "“{url}” is larger than the {max_bytes:.3g} MB that are fetched.",
            url=named(url),
            max_bytes=max_bytes / MEBIBYTE,
        )
    )


def _decoded(answer: Answer, max_bytes: int) -> Iterator[bytes]:
    """The answer's bytes, unpacked at most `max_bytes` + 1 at a time, so that a small bomb cannot fill the memory."""
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from answer.chunks
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(answer, max_bytes)
    else:
        raise Invalid(
            phrase(
                "“{url}” is packed as “{encoding}”, which the desk did not ask for.",
                url=named(answer.url),
                encoding=encoding,
            )
        )


def _inflated(answer: Answer, max_bytes: int) -> Iterator[bytes]:
    unpack = None
    try:
        for chunk in answer.chunks:
            while chunk:  # gzip may come in several members
                unpack = unpack or zlib.decompressobj(_window(chunk))
                yield unpack.decompress(chunk, max_bytes + 1)
                if unpack.unconsumed_tail:
                    raise _too_large(answer.url, max_bytes)
                chunk, unpack = unpack.unused_data, None if unpack.eof else unpack
    except zlib.error as error:
        raise Invalid(
            phrase("“{url}” is packed and cannot be unpacked: {error}.", url=named(answer.url), error=error)
        ) from error
    if unpack is not None:
        raise Unreachable(phrase("“{url}” broke off: its packed content is not complete.", url=named(answer.url)))


def _window(first: bytes) -> int:
    """zlib's window bits: gzip and zlib are told by their head, and some servers call raw deflate by the same name."""
    looks_wrapped = first[:2] == b"\x1f\x8b" or (first[:1] == b"\x78" and len(first) > 1)
    return zlib.MAX_WBITS | 32 if looks_wrapped else -zlib.MAX_WBITS


def download(
    url: str,
    path: Path,
    *,
    max_bytes: int,
    allowed_origins: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    resume: bool = True,
    total_seconds: float = 3600,
    wait_seconds: float = 20,
) -> str:
    """Fetches a URL into a file and returns the SHA-256 of all of it, in hexadecimal.

    What arrived before a connection broke stays beside the file (`.part`) and is taken up again, at once and by later
    calls, as long as the server says that the file is still the same. The file appears only when it is whole.
    Raises `Invalid` as `fetch` does.
    """
    part = _Part(path)
    if not resume:
        part.discard()
    outbound = Outbound(Deadline(total_seconds), allowed_origins, wait_seconds)
    for attempt in range(1, ATTEMPTS + 1):
        before = part.size()
        try:
            _take(url, part, outbound, max_bytes, progress)
            break
        except Unreachable:
            if part.size() == before or attempt == ATTEMPTS:  # nothing came: the other side is gone
                raise
    return part.finish()


@dataclass(frozen=True, slots=True)
class _Part:
    """The beginning of a file that is being downloaded, and the mark by which its server knows the version again."""

    path: Path

    @property
    def file(self) -> Path:
        return self.path.with_name(self.path.name + ".part")

    @property
    def note(self) -> Path:
        return self.path.with_name(self.path.name + ".part.json")

    def size(self) -> int:
        return self.file.stat().st_size if self.file.exists() else 0

    def validator(self, url: str) -> str:
        """What `If-Range` needs, empty where the part is of another URL or its server gave no mark."""
        try:
            note = json.loads(self.note.read_text())
            return str(note["validator"]) if note["url"] == url else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, url: str, answer: Answer) -> None:
        tag = answer.headers.get("etag", "")
        strong = "" if tag.startswith("W/") else tag
        validator = strong or answer.headers.get("last-modified", "")
        self.file.write_bytes(b"")
        self.note.write_text(json.dumps({"url": url, "validator": validator}))

    def discard(self) -> None:
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def finish(self) -> str:
        with self.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.replace(self.file, self.path)
        self.note.unlink(missing_ok=True)
        return digest


def _take(url: str, part: _Part, outbound: Outbound, max_bytes: int, progress: Progress | None) -> None:
    """One try. Raises `Unreachable` where it broke off; what came until then is in the part."""
    have, validator = part.size(), part.validator(url)
    headers = {"Accept-Encoding": "identity"}
    if have and validator:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    with request(url, outbound, headers) as answer:
        if answer.status in (206, 416) and not _continues(answer, have, validator):
            part.discard()
            raise Unreachable(phrase("“{url}” sends another part of the file than it was asked for.", url=named(url)))
        if answer.status != 206:
            _check_status(answer)
            part.begin(url, answer)
        _append(answer, part, max_bytes, progress)


def _continues(answer: Answer, have: int, validator: str) -> bool:
    """Whether an answer is the rest of what is there; some servers send the rest of another version after all."""
    mark = answer.headers.get("etag" if validator.startswith('"') else "last-modified", validator)
    begins = answer.headers.get("content-range", "").startswith(f"bytes {have}-")
    return have > 0 and answer.status == 206 and begins and mark == validator


def _append(answer: Answer, part: _Part, max_bytes: int, progress: Progress | None) -> None:
    have, rest = part.size(), answer.length()
    total = None if rest is None else have + rest
    with part.file.open("ab") as file:
        for chunk in _bounded(answer, have, max_bytes):
            file.write(chunk)
            have += len(chunk)
            if progress:
                progress(have, total)
    if part.size() != have:
        part.discard()
        raise Unreachable(
            phrase("“{url}” was downloaded twice at once, and neither came out right.", url=named(answer.url))
        )


def _bounded(answer: Answer, have: int, max_bytes: int) -> Iterator[bytes]:
    if have + (answer.length() or 0) > max_bytes:
        raise _too_large(answer.url, max_bytes)
    for chunk in answer.chunks:
        have += len(chunk)
        if have > max_bytes:
            raise _too_large(answer.url, max_bytes)
        yield chunk
