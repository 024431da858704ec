"""Work on a stream in chunks, one after the other, with the next one begun before the last is done.

Where an item cannot be had, the results of all those before it come first, and then the error.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    waiting, error = iter(items), None
    while error is None:
        chunk, error = _taken(waiting, size)
        if not chunk:
            break
        yield chunk
    if error:
        raise error


def ahead(work: Callable[[T], R], items: Iterable[T], hands: int = 2) -> Iterator[R]:
    """The result of `work` on each item, in order. At most `hands` are worked on at once, and no more are taken.

    So a model has the next sentences before it is done with the last, and the memory holds no more than a few chunks.
    """
    waiting = iter(items)
    begun: deque[Future[R]] = deque()
    with ThreadPoolExecutor(hands) as pool:
        taken, error = _taken(waiting, 1)
        while taken or begun:
            begun.extend(pool.submit(work, item) for item in taken)
            if not taken or len(begun) == hands:
                yield begun.popleft().result()
            taken, error = ([], error) if error else _taken(waiting, 1)
    if error:
        raise error


def _taken(waiting: Iterator[T], count: int) -> tuple[list[T], Exception | None]:
    """The next items, at most `count`, and why there are no more of them, where that is an error."""
    taken: list[T] = []
    try:
        for item in islice(waiting, count):
            taken.append(item)  # so that those before the error are kept
    except Exception as error:  # whatever the stream raises is raised again in its place
        return taken, error
    return taken, None
