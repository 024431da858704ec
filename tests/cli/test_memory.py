"""`desk memory`: TMX in and out, and looking up."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.memory.test_tmx import UNIT, file

ONE = UNIT.format(source="Three people were hurt.", target="Trois personnes ont été blessées.")


@pytest.fixture
def tmx(tmp_path: Path) -> str:
    path = tmp_path / "old.tmx"
    path.write_bytes(file(ONE, ONE, UNIT.format(source="A <hi>bold</hi> word.", target="Un mot gras.")))
    return str(path)


@pytest.fixture
def filled(desk: Shell, tmx: str) -> Shell:
    desk("memory", "import", tmx, "--as", "lan")
    return desk


class TestImport:
    def test_it_says_what_became_of_a_file(self, desk: Shell, tmx: str) -> None:
        said = desk("memory", "import", tmx, "--as", "lan")

        assert said.splitlines()[0] == "old.tmx: 2 segments entered, 1 were known already."
        assert "<hi>           1" in said

    def test_a_second_time_nothing_enters(self, filled: Shell, tmx: str) -> None:
        [record] = filled.records("memory", "import", tmx, "--as", "an", "--json")

        assert (record["file"], record["entered"], record["known"]) == ("old.tmx", 0, 3)
        assert (record["finished"], record["tags"]) == (True, {"hi": 1})

    def test_it_is_1_where_something_was_left_out(self, desk: Shell, tmp_path: Path) -> None:
        (tmp_path / "a.tmx").write_bytes(file(ONE.replace('"fr"', '"zh-TW"')))

        done = desk.run("memory", "import", str(tmp_path / "a.tmx"), "--as", "lan")

        assert done.returncode == 1
        assert "in a language that the desk does not know  1" in done.stdout
        assert "language zh-TW" in done.stdout

    def test_it_reads_standard_input(self, desk: Shell, tmx: str) -> None:
        data = Path(tmx).read_bytes()

        assert desk.run("memory", "import", "-", "--as", "lan", stdin=data).returncode == 2
        assert "2 segments" in desk("memory", "import", "-", "--name", "piped.tmx", "--as", "lan", stdin=data)

    @pytest.mark.parametrize(
        ("arguments", "status", "message"),
        [
            (("nowhere.tmx", "--as", "lan"), 2, "nowhere.tmx cannot be read: No such file or directory."),
            (("bad.tmx", "--as", "lan"), 2, "desk: bad.tmx, line 1: this is not XML: "),
            (("bad.tmx", "--as", "nobody"), 2, "nobody"),
            (("bad.tmx", "--as", "mai"), 1, "This asks for the role editor or administrator."),
            (("bad.tmx", "--as", "lan", "--to", "xx"), 2, "“xx” is not a language the desk knows"),
        ],
    )
    def test_it_refuses_with_one_line(
        self, desk: Shell, tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
    ) -> None:
        (tmp_path / "bad.tmx").write_text("no tmx")

        done = desk.run("memory", "import", str(tmp_path / arguments[0]), *arguments[1:])

        assert done.returncode == status
        assert message in done.stderr
        assert done.stderr.count("\n") == 1


class TestExport:
    def test_what_it_writes_can_be_read(self, filled: Shell, tmp_path: Path) -> None:
        done = filled.run("memory", "export", "--from", "en", str(tmp_path / "new.tmx"))

        assert (done.returncode, done.stderr) == (0, "2 segments written.\n")
        [record] = filled.records("memory", "import", str(tmp_path / "new.tmx"), "--as", "lan", "--json")
        assert (record["read"], record["known"]) == (2, 2)

    def test_it_writes_a_file_whole_or_not_at_all(self, filled: Shell, tmp_path: Path) -> None:
        done = filled.run("memory", "export", str(tmp_path / "nowhere" / "new.tmx"))

        assert done.returncode == 2
        assert "new.tmx cannot be written: No such file or directory." in done.stderr
        assert list(tmp_path.glob(".*")) == []


class TestSearch:
    def test_it_finds_what_is_alike_with_scores(self, filled: Shell) -> None:
        [found] = filled.records("memory", "search", "--from", "en", "--to", "fr", "--json", "Four people were hurt.")

        assert 0.7 < found["score"] < 1
        assert (found["match"], found["file"]) == ("fuzzy", "old.tmx")
        assert found["target"] == "Trois personnes ont été blessées."

    def test_people_get_a_table(self, filled: Shell) -> None:
        said = filled("memory", "search", "--from", "en", "--to", "fr", "Three people were hurt.")

        assert said.splitlines()[0].split() == ["Score", "Match", "Source", "Target", "From"]
        assert said.splitlines()[1].startswith("100%   exact  Three people were hurt.")

    def test_it_finds_nothing_in_silence(self, filled: Shell) -> None:
        assert filled("memory", "search", "--from", "en", "--to", "fr", "Nothing of the sort.") == ""

    def test_it_refuses_unknown_languages(self, filled: Shell) -> None:
        assert filled.run("memory", "search", "--from", "xx", "--to", "fr", "a").returncode == 2


def test_records_are_json_lines(filled: Shell) -> None:
    said = filled("memory", "search", "--from", "en", "--to", "fr", "--json", "Three people were hurt.")

    assert [json.loads(line)["match"] for line in said.splitlines()] == ["exact"]
