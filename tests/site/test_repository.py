"""What is committed: no more than a repository needs, and nothing that only one machine understands."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ALLOWED_AT_THE_TOP = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "benchmarks",
    "desk",
    "docs",
    "glossaries",
    "migrations",
    "pyproject.toml",
    "requirements",
    "templates",
    "tests",
}
MEGABYTE = 1024 * 1024
LARGEST_FILE = 8 * MEGABYTE
LONGEST_MODULE = 300

# Written in pieces, so that this file does not find itself.
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)", "deb" + r"ian\.org/debian"])
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:" + "|".join(["ro" + "ot", "wo" + "rk", "ho" + "me"]) + r")/[\w.]")
UNFINISHED = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")


def listed() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file; nothing of one that is none."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def is_ours(path: Path) -> bool:
    """Whether we wrote a file: not licences and libraries of others, nor pages saved as they were found."""
    return "vendor" not in path.parts and path.name != "LICENSE"


def places(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {found.group()}"
        for path in files
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if (found := pattern.search(line))
    ]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return listed()


@pytest.fixture(scope="module")
def our_files(files: list[Path]) -> list[Path]:
    return [path for path in files if is_ours(path)]


class TestFiles:
    def test_it_has_nothing_else_at_the_top(self, files):
        assert {path.relative_to(ROOT).parts[0] for path in files} <= ALLOWED_AT_THE_TOP

    def test_it_has_no_large_file(self, files):
        assert [str(path) for path in files if path.stat().st_size > LARGEST_FILE] == []

    def test_it_has_no_long_module(self, files):
        long = {
            str(path.relative_to(ROOT)): lines
            for path in files
            if path.suffix == ".py"
            and path.is_relative_to(ROOT / "desk")  # a migration is as long as its tables, a test as its cases
            and (lines := sum(1 for line in text_of(path).splitlines() if line.strip())) > LONGEST_MODULE
        }

        assert long == {}


class TestText:
    def test_it_names_no_registry(self, our_files):
        assert places(REGISTRIES, our_files) == []

    def test_it_names_no_path_of_a_machine(self, our_files):
        assert places(MACHINE_PATHS, our_files) == []

    def test_it_leaves_nothing_for_later(self, our_files):
        assert places(UNFINISHED, our_files) == []

    @pytest.mark.parametrize(
        ("pattern", "line"),
        [
            (REGISTRIES, "https://py" + "pi.org/simple"),
            (MACHINE_PATHS, "cd /ro" + "ot/.cache"),
            (UNFINISHED, "# TO" + "DO: later"),
        ],
    )
    def test_it_would_see_one(self, pattern, line):
        assert pattern.search(line)

    @pytest.mark.parametrize("line", ["https://desk.example/work/1", "templates/home/index.html", "rootless"])
    def test_it_does_not_take_an_address_for_a_path(self, line):
        assert not MACHINE_PATHS.search(line)
