"""Ids are UUIDv7, short, and sort in the order of their making."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from desk.domain.ids import LENGTH, new_id

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def as_uuid(text: str) -> uuid.UUID:
    number = 0
    for character in text:
        number = number << 5 | _ALPHABET.index(character)
    return uuid.UUID(int=number)


class TestNewId:
    def test_it_is_a_uuid_of_version_7(self) -> None:
        found = as_uuid(new_id())

        assert (found.version, found.variant) == (7, uuid.RFC_4122)

    def test_it_says_when_it_was_made(self) -> None:
        before = time.time_ns() // 1_000_000

        stamp = as_uuid(new_id()).int >> 80

        assert before <= stamp <= time.time_ns() // 1_000_000 + 50

    def test_ids_sort_in_the_order_of_their_making(self) -> None:
        ids = [new_id() for _ in range(20_000)]

        assert ids == sorted(ids)
        assert {len(one) for one in ids} == {LENGTH}

    def test_threads_never_draw_the_same(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            ids = list(pool.map(lambda _: new_id(), range(8_000)))

        assert len(set(ids)) == len(ids)
