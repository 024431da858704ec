"""Pipes of real programs, written on the spot."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk.engines.pipe import Pipe, PipeBroken


@pytest.fixture
def pipe(program: Path) -> Iterator[Pipe]:
    with closing(Pipe([[str(program)], ["cat"]])) as made:
        yield made


class TestPipe:
    def test_it_answers_in_order_and_stays_open(self, pipe: Pipe) -> None:
        assert pipe.ask([b"banana", b"", b"papa"], 20) == [b"bonono", b"", b"popo"]
        assert pipe.ask([b"a"], 20) == [b"o"]
        assert pipe.works()

    def test_it_writes_while_it_reads(self, pipe: Pipe) -> None:
        texts = [b"x" * 100_000] * 20  # more than the pipes between the programs hold

        assert pipe.ask(texts, 20) == texts

    def test_it_says_which_program_died(self, pipe: Pipe) -> None:
        with pytest.raises(PipeBroken, match="translator ended with status 3") as raised:
            pipe.ask([b"a", b"b", b"DIE", b"c"], 20)

        assert raised.value.answers[:2] in ([b"o", b"b"], [b"o"], [])
        assert not pipe.works()

    def test_it_says_which_program_was_killed(self, pipe: Pipe) -> None:
        pipe._processes[0].kill()

        with pytest.raises(PipeBroken, match="translator was ended by signal 9"):
            pipe.ask([b"a"], 20)

    def test_it_does_not_wait_for_ever(self, pipe: Pipe) -> None:
        began = time.monotonic()

        with pytest.raises(PipeBroken, match=r"nothing for 0\.5 seconds") as raised:
            pipe.ask([b"a", b"HANG"], 0.5)

        assert raised.value.answers == [b"o"]
        assert time.monotonic() - began < 10

    def test_it_takes_no_endless_answer(self, pipe: Pipe) -> None:
        with pytest.raises(PipeBroken, match="more than any translation"):
            pipe.ask([b"SHOUT" * 100], 20, largest=100_000)

    def test_an_answer_too_many_is_given_to_nobody(self) -> None:
        """One that came late would else be taken for that of the next text."""
        with closing(Pipe([["sh", "-c", "head -c 2 >/dev/null; printf 'a\\0b\\0'; cat >/dev/null"]])) as pipe:
            with pytest.raises(PipeBroken, match="more answers than it was asked for") as raised:
                pipe.ask([b"x"], 20)

            assert raised.value.answers == []

    def test_it_leaves_no_program_behind(self, program: Path) -> None:
        pipe = Pipe([[str(program)], ["cat"]])
        pipe.ask([b"a"], 20)

        pipe.close()

        assert all(process.returncode is not None for process in pipe._processes)

    def test_it_leaves_none_behind_where_one_is_missing(self, program: Path, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            Pipe([[str(program)], [str(tmp_path / "missing")]])
