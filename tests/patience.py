"""Guards against work that does not end, or grows out of all proportion. They time nothing: speed is for benchmarks."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def patience(seconds: int = 60) -> Iterator[None]:
    """Fails the test where what stands inside does not end: on any machine it should take a small part of the limit.

    It interrupts Python code and regular expressions in the main thread; other C code is interrupted when it returns.
    """

    def give_up(*_: object) -> None:
        pytest.fail(f"did not end within {seconds} s")  # no `Exception`, so that nothing on the way swallows it

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions some work takes: the same on every machine, however busy."""
    count = 0

    def note(_frame: object, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
