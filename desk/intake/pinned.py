"""Connections whose address was vetted and whose every wait ends with one deadline."""

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

import httpcore

from desk.intake.addresses import Resolver, system_resolver, vetted

_Result = TypeVar("_Result")


class Deadline:
    """A point in time that caps every wait, so that a server that trickles is cut."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def cap(self, timeout: float | None) -> float:
        """The seconds that a wait may take. Raises httpcore's `ReadTimeout` where none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left if timeout is None else min(left, timeout)

    def bound(self, work: Callable[[], _Result], timeout: float | None) -> _Result:
        """Runs what has no timeout of its own (a name look-up) and gives up on it in time.

        Raises httpcore's `ConnectTimeout`, or `ConnectError` where the work raised `OSError` or `ValueError`.
        """
        future: Future[_Result] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        threading.Thread(target=run, daemon=True).start()
        try:
            return future.result(self.cap(timeout))
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("the name was not found in time") from error
        except (OSError, ValueError) as error:
            raise httpcore.ConnectError(error) from error


class PinnedBackend(httpcore.NetworkBackend):
    """Looks a name up once, vets every address and connects to one of those: nothing can change in between.

    An `exempt` backend serves an origin that an administrator listed, wherever it is. Raises `Invalid` as `vetted`.
    """

    def __init__(self, deadline: Deadline, *, exempt: bool = False, resolve: Resolver = system_resolver) -> None:
        self._deadline = deadline
        self._exempt = exempt
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure = httpcore.ConnectError("the name has no address")
        for address in self._addresses(host, port, timeout):
            wait = self._deadline.cap(timeout)
            try:
                stream = httpcore.SyncBackend().connect_tcp(address, port, wait, local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        found = self._deadline.bound(lambda: self._resolve(host, port), timeout)
        return found if self._exempt else vetted(host, found)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
