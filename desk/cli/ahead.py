"""Work on a stream in chunks, one after the other, with the next one begun before the last is done."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk


def ahead(work: Callable[[T], R], items: Iterable[T], hands: int = 2) -> Iterator[R]:
    """The result of `work` on each item, in order. At most `hands` are worked on at once, and no more are taken.

    So a model has the next sentences before it is done with the last, and the memory holds no more than a few chunks.
    """
    with ThreadPoolExecutor(hands) as pool:
        begun: deque[Future[R]] = deque()
        for item in items:
            begun.append(pool.submit(work, item))
            if len(begun) == hands:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
