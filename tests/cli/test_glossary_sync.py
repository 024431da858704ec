"""`desk glossary sync`."""

import json
from pathlib import Path

import pytest

from desk.cli.session import actor_of, make_wiring, opened
from desk.domain.term import Form, Term
from desk.services.glossary_terms import Terms
from tests.cli.shell import Shell

FILE = """title: Names
terms:
  - id: hanoi  # the capital
    forms: {en: Hanoi, vi: Hà Nội}
"""


@pytest.fixture
def names(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path_factory.mktemp("glossary") / "names.yaml"
    path.write_text(FILE)
    monkeypatch.setenv("DESK_GLOSSARY_PATHS", str(path.parent))
    return path


@pytest.fixture
def filled(names: Path, desk: Shell) -> Shell:
    """A desk that took the names in when it was made."""
    return desk


class TestSync:
    def test_it_says_so_where_both_agree(self, filled: Shell) -> None:
        assert filled("glossary", "sync") == "Files and database say the same.\n"

    def test_it_only_looks_unless_it_is_told_to_act(self, filled: Shell, names: Path) -> None:
        names.write_text(FILE.replace("Hà Nội", "Thủ đô Hà Nội"))

        for _ in range(2):
            done = filled.run("glossary", "sync")
            assert done.returncode == 1
            assert "hanoi: changed in the files (names.yaml), not in the database." in done.stdout
            assert "preferred (vi): the files say “Thủ đô Hà Nội”; the database says “Hà Nội”" in done.stdout

    def test_it_carries_over(self, filled: Shell, names: Path) -> None:
        names.write_text(FILE.replace("Hà Nội", "Thủ đô Hà Nội"))

        assert "Carried over" in filled("glossary", "sync", "--to-database", "--as", "lan")
        assert filled("glossary", "sync") == "Files and database say the same.\n"

    @pytest.mark.parametrize(
        ("proposals", "said"),
        [
            (["Paris"], "1 proposal waits at the desk; approved by an editor, it can go to the files."),
            (["Paris", "Rome"], "2 proposals wait at the desk; approved by an editor, they can go to the files."),
        ],
    )
    def test_it_says_what_waits_for_an_editor(
        self, filled: Shell, names: Path, proposals: list[str], said: str
    ) -> None:
        with opened(make_wiring(), write=True) as session:
            for name in proposals:
                Terms(session, actor_of(session, "mai")).propose(Term(name.lower(), {"en": (Form(name),)}))

        assert filled("glossary", "sync") == f"Files and database say the same.\n{said}\n"

    def test_it_prints_records(self, filled: Shell, names: Path) -> None:
        names.write_text(FILE.replace("Hà Nội", "Thủ đô Hà Nội"))

        done = filled.run("glossary", "sync", "--json")

        assert json.loads(done.stdout) == {
            "term": "hanoi",
            "differs": "changed_in_files",
            "file": "names.yaml",
            "fields": [{"field": "preferred (vi)", "files": "Thủ đô Hà Nội", "database": "Hà Nội"}],
            "taken": None,
        }

    @pytest.mark.parametrize(
        ("words", "status", "said"),
        [
            (["--to-files"], 2, "Say who acts"),
            (["--take", "files", "--as", "lan"], 2, "Name the terms"),
            (["hanoi"], 2, "Name the terms"),
            (["--to-database", "--as", "nobody"], 2, "Nobody here is called"),
            (["--to-database", "--as", "mai"], 1, "role editor"),
        ],
    )
    def test_it_says_what_is_missing(
        self, filled: Shell, names: Path, words: list[str], status: int, said: str
    ) -> None:
        names.write_text(FILE.replace("Hà Nội", "Thủ đô Hà Nội"))

        done = filled.run("glossary", "sync", *words)

        assert (done.returncode, said in done.stderr) == (status, True), done.stderr
