import re
import signal
import time
from contextlib import suppress

import pytest

from tests.patience import calls, patience


class TestPatience:
    def test_it_lets_pass_what_ends(self) -> None:
        with patience(1):
            pass

        assert signal.alarm(0) == 0  # nothing is going to ring

    @pytest.mark.parametrize(
        "work",
        [lambda: time.sleep(30), lambda: re.match("(a|a)*b", "a" * 60), lambda: [None for _ in iter(int, 1)]],
        ids=["sleep", "regular expression", "loop"],
    )
    def test_it_fails_what_does_not_end(self, work) -> None:
        with pytest.raises(pytest.fail.Exception, match="did not end within 1 s"), patience(1):
            work()

    def test_nothing_on_the_way_swallows_it(self) -> None:
        def swallow() -> None:
            with suppress(Exception):
                time.sleep(30)

        with pytest.raises(pytest.fail.Exception), patience(1):
            swallow()


class TestCalls:
    def test_they_tell_what_grows_with_the_square(self) -> None:
        def work(length: int) -> int:
            return calls(lambda: [text.count("b") for text in ("a",) * length * length])

        assert work(40) > 3 * work(20)
