"""`desk glossary`, and how other commands heed what a glossary says."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell

FILE = """\
title: Cities
terms:
  - id: kyiv
    level: block
    first_mention: {en: "Kyiv, the capital"}
    forms: {en: {preferred: Kyiv, forbidden: [Kiev]}, vi: Kiev}
  - id: lviv
    scope: {desk: world, source_language: vi}
    forms: {en: {preferred: Lviv, forbidden: [Lvov]}, vi: Lviv}
  - id: odesa
    status: proposed
    forms: {en: {preferred: Odesa, forbidden: [Odessa]}, vi: Odesa}
"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Commands that need no desk get none."""
    return Shell(tmp_path / "nowhere", monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "cities.yaml"
    path.write_text(FILE, "utf-8")
    return str(path)


class TestConvert:
    def test_it_converts_by_ending_and_says_what_is_left_out(self, shell: Shell, file: str, tmp_path: Path) -> None:
        target = tmp_path / "cities.tbx"

        done = shell.run("glossary", "convert", file, str(target))

        assert done.returncode == 0
        assert b'<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>' in target.read_bytes()
        assert done.stderr == (
            f"{target}: left out or changed: “proposed” (1 term), level (1 term), source_language (1 term), "
            "first_mention (1 term).\n"
        )

    def test_what_a_format_carries_comes_back(self, shell: Shell, file: str, tmp_path: Path) -> None:
        there = shell.run("glossary", "convert", file, str(tmp_path / "cities.csv"))
        assert there.stderr == f"{tmp_path / 'cities.csv'}: left out or changed: title.\n"

        done = shell.run("glossary", "convert", str(tmp_path / "cities.csv"), "--to", "yaml")

        assert done.stderr == ""
        assert done.stdout == "title: Terms\n" + FILE.partition("\n")[2].replace(
            'first_mention: {en: "Kyiv, the capital"}', "first_mention:\n      en: Kyiv, the capital"
        ).replace("terms:", "\nterms:\n").replace("    forms: {en: {", "    forms:\n      en: {").replace(
            "]}, vi: ", "]}\n      vi: "
        ).replace("}\n  - id", "\n\n  - id").replace("Odesa}\n", "Odesa\n")

    def test_it_says_what_it_did_not_take_over(self, shell: Shell, tmp_path: Path) -> None:
        source = tmp_path / "old.xml"
        source.write_text(
            '<martif><text><body><termEntry id="x"><xref type="xGraphic" target="a"/>'
            '<langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry></body></text></martif>'
        )

        done = shell.run("glossary", "convert", str(source), "--to", "yaml")

        assert done.stderr == f"{source}: left out or changed: xGraphic (1).\n"
        assert "- id: x" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("cities.yaml", "cities.txt"), "cities.txt is no format that terms come in; known are yaml, csv, tbx-dca"),
            (("cities.yaml",), "- is no format that terms come in"),
            (("nowhere.yaml", "--to", "csv"), "nowhere.yaml: this file cannot be read: No such file or directory."),
            (("cities.yaml", "nowhere/cities.csv"), "cities.csv cannot be written: No such file or directory."),
            (("cities.yaml", "--from", "csv", "--to", "yaml"), "cities.yaml, line 1: unknown column “title: Cities”"),
            (("cities.yaml", "--from", "tbx-dct", "--to", "yaml"), "cities.yaml, line 1: this is not XML"),
        ],
    )
    def test_it_refuses_with_one_line(
        self, shell: Shell, file: str, tmp_path: Path, arguments: tuple[str, ...], message: str
    ) -> None:
        paths = [str(tmp_path / each) if "." in each else each for each in arguments]

        done = shell.run("glossary", "convert", *paths)

        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("\n") == 1

    def test_a_file_that_cannot_be_made_leaves_the_old_one(self, shell: Shell, file: str, tmp_path: Path) -> None:
        target = tmp_path / "cities.tbx"
        target.write_text("old")
        Path(file).write_text("title: t\nterms: []")

        done = shell.run("glossary", "convert", file, str(target))

        assert done.returncode == 2
        assert target.read_text() == "old"


class TestMatch:
    def test_it_finds_approved_terms_where_they_hold(self, shell: Shell, file: str) -> None:
        text = "Kyiv, Lviv, Odesa"

        everywhere = shell.records("glossary", "match", "--lang", "en", "--glossary", file, "-", stdin=text)
        at_the_city_desk = shell.records(
            "glossary", "match", "--lang", "en", "--glossary", file, "--desk", "city", "-", stdin=text
        )

        assert everywhere == [
            {"term": "kyiv", "start": 0, "end": 4, "form": "Kyiv"},
            {"term": "lviv", "start": 6, "end": 10, "form": "Lviv"},
        ]
        assert at_the_city_desk == everywhere[:1]


class TestCheck:
    @pytest.mark.parametrize(
        ("source_language", "options", "forbidden"),
        [
            ("vi", (), ["Kiev", "Lvov"]),
            ("fr", (), ["Kiev"]),
            ("vi", ("--desk", "city"), ["Kiev"]),
            ("vi", ("--desk", "world"), ["Kiev", "Lvov"]),
        ],
    )
    def test_it_heeds_scope_and_status(
        self, shell: Shell, file: str, source_language: str, options: tuple[str, ...], forbidden: list[str]
    ) -> None:
        text = "Kiev, Lvov, Odessa"
        record = json.dumps({"id": "1", "source": "", "target": text, "from": source_language, "to": "en"})

        done = shell.run("check", "--glossary", file, *options, "-", stdin=record)

        findings = [json.loads(line) for line in done.stdout.splitlines()]
        spans = [each["target_span"] for each in findings if each["check"] == "glossary_forbidden"]
        assert [text[start:end] for start, end in spans] == forbidden

    def test_it_takes_a_record_with_a_line_separator_in_it(self, shell: Shell, file: str) -> None:
        texts = {"source": "", "target": "Today\u2028Kiev", "from": "vi", "to": "en"}
        record = json.dumps({"id": "1", **texts}, ensure_ascii=False)

        done = shell.run("check", "--glossary", file, "-", stdin=f"{record}\r\n")

        findings = [json.loads(line) for line in done.stdout.splitlines()]
        assert [each["target_span"] for each in findings if each["check"] == "glossary_forbidden"] == [[6, 10]]


class TestScore:
    def test_it_takes_a_record_with_a_line_separator_in_it(self, shell: Shell) -> None:
        text = "One here\u2028and two there."
        record = json.dumps({"id": "1", "draft": text, "final": text}, ensure_ascii=False)

        scored = json.loads(shell("score", "--to", "en", "-", stdin=record))

        assert scored["systems"]["draft"]["n"] == 1
