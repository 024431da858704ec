"""A pipe of programs that is kept open and answers one text after the other, each ended by a zero byte."""

import os
import selectors
import subprocess
import time
from collections.abc import Sequence
from typing import IO

CHUNK = 2**16
MEBIBYTE = 2**20


class PipeBroken(Exception):
    """The pipe ended, or stayed silent for too long. `answers` are those that came before."""

    def __init__(self, reason: str, answers: list[bytes]) -> None:
        super().__init__(reason)
        self.answers = answers


class Pipe:
    """Programs, each reading what the one before it writes. They end when their input does: with this process at last.

    Raises `OSError` where a program cannot be started.
    """

    def __init__(self, stages: Sequence[Sequence[str]]) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            for stage in stages:
                self._start(stage)
        except OSError:
            self.close()
            raise
        os.set_blocking(self._input.fileno(), False)

    def _start(self, stage: Sequence[str]) -> None:
        before = self._processes[-1].stdout if self._processes else None
        process = subprocess.Popen(  # noqa: S603 - the administrator installed the programs, and no shell is asked
            stage,
            stdin=before or subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            start_new_session=True,  # a Ctrl-C at the terminal is for the desk, which then closes the pipe
        )
        if before:
            before.close()
        self._processes.append(process)

    @property
    def _input(self) -> IO[bytes]:
        found = self._processes[0].stdin
        assert found is not None  # noqa: S101 - it was asked for
        return found

    @property
    def _output(self) -> IO[bytes]:
        found = self._processes[-1].stdout
        assert found is not None  # noqa: S101 - it was asked for
        return found

    def ask(self, texts: Sequence[bytes], patience: float, largest: int = 16 * MEBIBYTE) -> list[bytes]:
        """The answers to texts, in order. Writes while it reads, so that all programs work at the same time.

        Raises `PipeBroken` where the programs end, where nothing comes for `patience` seconds, where more than
        `largest` bytes come, or more answers than texts: whose they are nobody knows. The pipe is of no use then.
        """
        waiting = memoryview(b"".join(text + b"\0" for text in texts))
        received = bytearray()
        count = 0
        with selectors.DefaultSelector() as selector:
            selector.register(self._output, selectors.EVENT_READ)
            selector.register(self._input, selectors.EVENT_WRITE)
            end = time.monotonic() + patience
            while count < len(texts):
                ready = selector.select(max(end - time.monotonic(), 0))
                if not ready:
                    raise PipeBroken(f"It said nothing for {patience:g} seconds.", _answers(received))
                for key, _ in ready:
                    if key.fileobj is self._output:
                        chunk = os.read(self._output.fileno(), CHUNK)
                        received += chunk
                        count += chunk.count(0)
                        if not chunk or len(received) > largest:
                            raise PipeBroken(self._why(chunk), _answers(received))
                        end = time.monotonic() + patience
                    else:
                        waiting = self._write(waiting, received)
                        if not waiting:
                            selector.unregister(self._input)
        if count > len(texts):
            raise PipeBroken("It gave more answers than it was asked for.", [])
        return _answers(received)

    def _write(self, waiting: memoryview, received: bytearray) -> memoryview:
        try:
            return waiting[os.write(self._input.fileno(), waiting[:CHUNK]) :]
        except BlockingIOError:
            return waiting
        except OSError as error:
            raise PipeBroken(self._why(b""), _answers(received)) from error

    def works(self) -> bool:
        """Whether all programs still run."""
        return all(process.poll() is None for process in self._processes)

    def _why(self, chunk: bytes) -> str:
        """What ended the pipe: the first program that stopped by itself, in the order of the pipe."""
        if chunk:
            return "It said more than any translation is long."
        time.sleep(0.05)  # the program's end is known a moment after that of its output
        ended = [process for process in self._processes if process.poll()]
        if not ended:
            return "It ended by itself."
        name, code = os.path.basename(str(ended[0].args[0])), ended[0].returncode  # type: ignore[index]
        return f"{name} ended with status {code}." if code > 0 else f"{name} was ended by signal {-code}."

    def close(self) -> None:
        """Ends all programs."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                if stream and not stream.closed:
                    stream.close()
            process.wait()


def _answers(received: bytearray) -> list[bytes]:
    return bytes(received).split(b"\0")[:-1]
