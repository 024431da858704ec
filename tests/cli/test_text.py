import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Shell

PAGES = Path(__file__).parents[1] / "intake" / "pages"
TEXT = "Cháy chợ đêm ở Huế\n\nLửa bùng lên lúc 20h15. Ba người bị thương.\n\nChợ đóng cửa đến hết tuần."


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Commands that need no desk get none."""
    return Shell(tmp_path / "nowhere", monkeypatch)


class TestExtract:
    def test_it_prints_one_object(self, shell: Shell) -> None:
        (record,) = shell.records("extract", str(PAGES / "vi-hoa-hoan-cho.html"))

        assert list(record) == ["title", "language", "byline", "published_at", "blocks", "removed"]
        assert (record["title"], record["language"]) == ("Cháy chợ đêm ở Huế, ba người bị thương", "vi")
        assert (record["byline"], record["published_at"]) == ("Minh Châu, Quốc Bảo", "2024-03-22T14:40:00+00:00")
        assert record["blocks"][1] == {
            "kind": "standfirst",
            "text": "Lửa bùng lên ở dãy hàng vải lúc 20h15, thiêu rụi 40 gian hàng trước khi được dập tắt.",
        }
        assert {"text": " Ảnh: Minh Châu", "reason": "photo_credit"} in record["removed"]

    def test_it_reads_standard_input(self, shell: Shell) -> None:
        (record,) = shell.records("extract", "-", stdin=TEXT)

        assert [block["kind"] for block in record["blocks"]] == ["headline", "paragraph", "paragraph"]

    def test_it_says_on_standard_error_what_is_doubtful(self, shell: Shell) -> None:
        done = shell.run("extract", "--lang", "fr", "-", stdin=TEXT)

        assert json.loads(done.stdout)["language"] == "fr"
        assert done.stderr == "desk: The text looks like Vietnamese, but was taken in as French.\n"

    def test_it_fetches_nothing_from_inside_the_network(self, shell: Shell) -> None:
        done = shell.run("extract", "http://169.254.169.254/latest/meta-data/")

        assert (done.returncode, done.stdout) == (2, "")
        assert "inside the network" in done.stderr

    @pytest.mark.parametrize("address", ["ftp://news.example/a", "file:///etc/passwd", "gopher://news.example/"])
    def test_it_takes_no_other_address_for_a_file(self, shell: Shell, address: str) -> None:
        done = shell.run("extract", address)

        assert (done.returncode, done.stdout) == (2, "")
        assert address.split(":")[0] in done.stderr

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "is empty"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"PK\x03\x04\x14\x00", "an office document"),
            (b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (b"Caf\xe9 au lait", "byte 3"),
            ("Café au lait".encode("utf-16-le"), "byte 1 is zero"),
            (b"<html><body><nav>Home</nav></body></html>", "No article was found"),
            (b"OK 123", "language"),
            (b"a " * 6_000_000, "12.0 MB"),
            (b"a " * 25_000_001, "larger than 50 MB"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_it_refuses_what_it_cannot_read_in_one_line(
        self, shell: Shell, tmp_path: Path, data: bytes, said: str
    ) -> None:
        file = tmp_path / "file.bin"
        file.write_bytes(data)

        done = shell.run("extract", str(file))

        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert str(file) in done.stderr
        assert done.stderr.count("\n") == 1

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("nowhere.html",), "nowhere.html cannot be read"),
            ((".",), ". cannot be read"),
            (("--lang", "xx", "-"), "xx"),
        ],
    )
    def test_it_names_what_is_wrong(self, shell: Shell, words: tuple[str, ...], said: str) -> None:
        done = shell.run("extract", *words, stdin=TEXT)

        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


class TestSegment:
    def test_it_prints_a_line_per_segment(self, shell: Shell) -> None:
        assert shell.records("segment", "--lang", "vi", "-", stdin=TEXT) == [
            {"block": 0, "start": 0, "end": 18, "text": "Cháy chợ đêm ở Huế"},
            {"block": 1, "start": 0, "end": 23, "text": "Lửa bùng lên lúc 20h15."},
            {"block": 1, "start": 24, "end": 43, "text": "Ba người bị thương."},
            {"block": 2, "start": 0, "end": 26, "text": "Chợ đóng cửa đến hết tuần."},
        ]

    def test_it_reads_a_file(self, shell: Shell, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes("\ufeffПожар на рынке\r\n\r\nОгонь вспыхнул в 20.15. Ранены трое.\r\n".encode())

        assert [one["text"] for one in shell.records("segment", "--lang", "ru", str(file))] == [
            "Пожар на рынке",
            "Огонь вспыхнул в 20.15.",
            "Ранены трое.",
        ]

    @pytest.mark.parametrize(
        ("words", "stdin", "said"),
        [
            (("--lang", "vi", "-"), b" \n", "“standard input” is empty"),
            (("--lang", "tlh", "-"), b"x", "tlh"),
            (("-",), b"x", "--lang"),
            (("--lang", "vi", "-"), b"Caf\xe9", "byte 3"),
        ],
    )
    def test_it_refuses_what_it_cannot_read(
        self, shell: Shell, words: tuple[str, ...], stdin: bytes, said: str
    ) -> None:
        done = shell.run("segment", *words, stdin=stdin)

        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


class TestTheProcess:
    def test_its_output_is_utf_8_whatever_the_terminal_speaks(self, tmp_path: Path) -> None:
        environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}

        done = subprocess.run(
            [sys.executable, "-m", "desk", "segment", "--lang", "vi", "-"],
            input=TEXT.encode(),
            capture_output=True,
            env=environment,
            timeout=120,
        )

        assert done.returncode == 0, done.stderr
        assert "Huế" in done.stdout.decode("utf-8")
