"""`desk translate` on a real package, however much there is to draft."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.cli import translate
from desk.cli.ahead import ahead, chunks
from desk.cli.lines import MAX_LINE, read_lines
from desk.domain.errors import Invalid, TooLarge
from tests.cli.shell import Shell
from tests.engines import tiny_package
from tests.engines.quickly import install_file

WORDS = ("một", "hai", "ba", "bốn")
ENGLISH = dict(zip(WORDS, ("one", "two", "three", "four"), strict=True))
FROM_TO = ("translate", "--from", "vi", "--to", "en", "--engine", "argos")


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package vi → en that translates word by word."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    install_file(tiny_package.build(tmp_path / "tiny.argosmodel"), tmp_path / "packages")


def sentences(count: int) -> list[str]:
    return [" ".join(WORDS[(number + step) % 4] for step in range(1 + number * 7 % 15)) for number in range(count)]


class TestTranslate:
    def test_it_keeps_the_order_of_many_lines(self, desk: Shell) -> None:
        texts = sentences(1300)

        records = desk.records(*FROM_TO, "--no-glossary", "-", stdin="\n".join(texts))

        assert [record["id"] for record in records] == [str(number) for number in range(1, 1301)]
        assert [record["target"] for record in records] == [
            " ".join(ENGLISH[word] for word in text.split()) for text in texts
        ]

    @pytest.mark.parametrize("size", [1, 7, 50])
    def test_it_says_the_same_in_chunks_of_any_size(
        self, desk: Shell, monkeypatch: pytest.MonkeyPatch, size: int
    ) -> None:
        lines = "\n".join(sentences(60))
        whole = desk(*FROM_TO, "-", stdin=lines)

        monkeypatch.setattr(translate, "CHUNK", size)

        def scoreless(text: str) -> list[dict[str, object]]:
            return [{**json.loads(line), "score": None} for line in text.splitlines()]

        assert scoreless(desk(*FROM_TO, "-", stdin=lines)) == scoreless(whole)

    def test_it_holds_no_terms_where_it_is_told_not_to(self, desk: Shell, tmp_path: Path) -> None:
        glossary = tmp_path / "terms.yaml"
        glossary.write_text(
            "title: T\ntopic: t\nlanguages: [vi, en]\nterms:\n"
            "  - {id: paper, forms: {vi: báo, en: {preferred: gazette, forbidden: [newspaper]}}}\n"
        )

        [held] = desk.records(*FROM_TO, "--glossary", str(glossary), "-", stdin="báo nói")
        [raw] = desk.records(*FROM_TO, "--no-glossary", "-", stdin="báo nói")

        assert (held["target"], held["terms"][0]["status"]) == ("gazette said", "repaired")
        assert (raw["target"], raw["terms"]) == ("newspaper said", [])

    def test_it_takes_one_of_the_two(self, desk: Shell) -> None:
        assert desk.run(*FROM_TO, "--no-glossary", "--glossary", "x", "-").returncode == 2

    def test_it_takes_records_with_line_separators_in_them(self, desk: Shell) -> None:
        line = json.dumps({"id": "a", "source": "một\u2028hai"}, ensure_ascii=False)

        record = json.loads(desk(*FROM_TO, "-", stdin=line))

        assert (record["id"], record["source"]) == ("a", "một\u2028hai")

    def test_it_names_the_line_that_it_cannot_read_behind_the_drafts_of_those_before(self, desk: Shell) -> None:
        done = desk.run(*FROM_TO, "-", stdin=b"m\xe1\xbb\x99t\nhai\n\xff\n")

        assert done.returncode == 2
        assert [json.loads(line)["target"] for line in done.stdout.splitlines()] == ["one", "two"]
        assert "-, line 3: it is not UTF-8; byte 0 cannot be read." in done.stderr

    def test_it_says_which_texts_have_no_draft(self, desk: Shell) -> None:
        done = desk.run(*FROM_TO, "-", stdin="hai\n" + "hai " * 60)

        assert done.returncode == 1
        good, bad = (json.loads(line) for line in done.stdout.splitlines())
        assert good["target"] == "two"
        assert "60 tokens" in bad["error"]


class TestReadLines:
    def test_it_numbers_them_and_leaves_out_those_without_words(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes("\ufeffmột\r\n \n\nhai".encode())

        assert list(read_lines(str(tmp_path / "a.txt"))) == [(1, "một"), (4, "hai")]

    def test_it_refuses_a_line_that_never_ends(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"a\n" + b"x" * (MAX_LINE + 5))

        with pytest.raises(TooLarge, match="line 2"):
            list(read_lines(str(tmp_path / "a.txt")))

    def test_it_names_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(Invalid, match=r"missing\.txt cannot be read"):
            list(read_lines(str(tmp_path / "missing.txt")))


class TestAhead:
    def test_it_keeps_the_order_and_takes_no_more_than_it_works_on(self) -> None:
        taken: list[int] = []

        def endless() -> Iterator[int]:
            while True:
                taken.append(len(taken))
                yield taken[-1]

        results = ahead(lambda number: number * 10, endless())

        assert [next(results) for _ in range(5)] == [0, 10, 20, 30, 40]
        assert len(taken) == 6

    def test_it_raises_what_the_work_raises(self) -> None:
        with pytest.raises(ZeroDivisionError):
            list(ahead(lambda number: 1 // number, [1, 0, 1]))

    @pytest.mark.parametrize("good", [0, 1, 2, 5])
    def test_it_gives_what_came_before_an_item_that_cannot_be_had(self, good: int) -> None:
        def breaking_off() -> Iterator[int]:
            yield from range(good)
            raise Invalid("There is no more.")

        done: list[list[int]] = []
        with pytest.raises(Invalid, match="no more"):
            done.extend(ahead(lambda chunk: chunk, chunks(breaking_off(), 2)))

        assert [number for chunk in done for number in chunk] == list(range(good))

    def test_chunks_are_as_long_as_they_should_be(self) -> None:
        assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
        assert list(chunks([], 2)) == []
