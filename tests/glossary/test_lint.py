"""Linting glossary files."""

import unicodedata

import pytest

from desk.domain.finding import Level
from desk.glossary.lint import is_clean, lint

HEAD = "title: t\nlanguages: [en, vi]\nterms:\n"


def found(path):
    return [(problem.line, problem.level, problem.message) for problem in lint([path])]


class TestLint:
    def test_a_good_file_has_no_problems(self, write):
        path = write(HEAD + "- {id: a, forms: {en: {preferred: A, forbidden: [B]}, vi: C}}")

        assert lint([path]) == []

    @pytest.mark.parametrize(
        ("terms", "line", "level", "message"),
        [
            ("- {id: a, forms: {en: A, vi: B}}\n- {id: a, forms: {en: C, vi: D}}", 5, Level.BLOCK, "already a term"),
            ("- {id: a, forms: {en: A, vi: B}}\n- {id: b, forms: {en: a, vi: D}}", 5, Level.WARN, "also a form of “a”"),
            (
                "- id: a\n  forms:\n    en:\n      preferred: Kiev\n      forbidden: [kiev]\n    vi: B",
                8,
                Level.BLOCK,
                "“kiev” (en) is both preferred and forbidden",
            ),
            ("- {id: a, forms: {en: {preferred: A, admitted: [a bee, A Bee]}, vi: B}}", 4, Level.WARN, "written twice"),
            ("- {id: a, forms: {en: {preferred: [A, C]}, vi: B}}", 4, Level.BLOCK, "several preferred forms in en"),
            ("- {id: a, forms: {en: A}}", 4, Level.WARN, "“a” has no forms in vi"),
            ("- {id: a, forms: {en: {admitted: A}, vi: B}}", 4, Level.WARN, "no preferred form in en"),
            ("- {id: a, forms: {en: A, vi: B, fr: C}}", 4, Level.WARN, "which the file's languages leave out"),
            ("- {id: a, forms: {en: A, vi: B, xx: C}}", 4, Level.BLOCK, "“xx” is not a language"),
            ("- {id: a, forms: {en: '', vi: B}}", 4, Level.BLOCK, "a form is empty"),
            ("- {id: a, forms: {en: 'A ', vi: B}}", 4, Level.WARN, "white space"),
            ("- {id: a, forms: {en: A  B, vi: B}}", 4, Level.WARN, "white space"),
            (
                "- {id: a, forms: {en: A, vi: " + unicodedata.normalize("NFD", "Điện") + "}}",
                4,
                Level.WARN,
                "composed form (NFC)",
            ),
            (
                "- {id: a, forms: {en: {preferred: Greater Kiev, forbidden: [Kiev]}, vi: B}}",
                4,
                Level.INFO,
                "the forbidden “Kiev” is a part of this term's own “Greater Kiev”",
            ),
            (
                "- {id: a, forms: {en: UN, vi: B}}\n- {id: b, forms: {en: UN Security Council, vi: C}}",
                5,
                Level.INFO,
                "“UN Security Council” holds “UN” of the term “a”",
            ),
        ],
    )
    def test_it_finds_a_problem_at_its_line(self, write, terms, line, level, message):
        problems = found(write(HEAD + terms))

        assert [each for each in problems if each[0] == line and each[1] is level and message in each[2]], problems

    def test_it_compares_files_with_each_other(self, write, tmp_path):
        write("title: t\nterms: [{id: a, forms: {en: A}}]", "a.yaml")
        write("title: t\nterms: [{id: b, forms: {en: A}}]", "b.yaml")

        [problem] = lint([tmp_path])

        assert problem.file.endswith("b.yaml")
        assert "also a form of “a”" in problem.message

    def test_a_case_that_counts_tells_forms_apart(self, write):
        path = write(HEAD + "- {id: a, forms: {en: WHO, vi: B}}\n- {id: b, forms: {en: who, vi: C}}")

        assert lint([path]) == []

    def test_it_goes_on_after_a_file_that_cannot_be_read(self, write, tmp_path):
        write("title: [", "a.yaml")
        write("title: t\nterms: [{id: b, forms: {en: ''}}]", "b.yaml")

        problems = lint([tmp_path])

        assert [problem.file.rpartition("/")[2] for problem in problems] == ["a.yaml", "b.yaml", "b.yaml"]
        assert (problems[0].line, problems[0].level) == (1, Level.BLOCK)

    def test_it_reports_several_problems_of_one_file(self, write):
        path = write("title: t\nterms:\n- {id: a, forms: {en: '', xx: B}}\n- {id: B}")

        assert len([each for each in found(path) if each[1] is Level.BLOCK]) == 3

    def test_information_leaves_a_file_clean(self, write):
        path = write(HEAD + "- {id: a, forms: {en: UN, vi: B}}\n- {id: b, forms: {en: UN chief, vi: C}}")

        problems = lint([path])

        assert problems
        assert is_clean(problems)
        assert not is_clean(lint([write(HEAD + "- {id: a, forms: {en: A}}")]))
