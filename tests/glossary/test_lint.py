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

    @pytest.mark.parametrize(
        ("term", "line", "message"),
        [
            ("example: {en: A dog barks.}", 5, "the example of “cat” in en does not contain the term"),
            ("example: {en: [The cat sat., A dog barks.]}", 5, "the example of “cat” in en does not contain"),
            ("example:\n    en:\n    - A cat.\n    - A dog.", 8, "the example of “cat” in en does not contain"),
            ("example: {en: A kat barks.}", 5, "the example of “cat” in en shows the forbidden “kat”"),
            ("example: {fr: Le chat dort.}", 5, "the example of “cat” in fr does not contain the term"),
            ("first_mention: {en: the pet}", 5, "the first_mention of “cat” in en does not contain the term"),
            ("first_mention:\n    vi: con mèo\n    en: the pet", 7, "the first_mention of “cat” in en does not"),
        ],
    )
    def test_texts_show_the_term(self, write, term, line, message):
        forms = "forms: {en: {preferred: cat, forbidden: [kat]}, vi: con mèo}"
        path = write(f"{HEAD}- id: cat\n  {term}\n  {forms}")

        [problem] = found(path)

        assert (problem[0], problem[1]) == (line, Level.WARN)
        assert message in problem[2]

    def test_a_text_may_show_a_form_in_whatever_context_and_state(self, write):
        path = write(
            HEAD + "- id: is\n  status: proposed\n  example: {en: IS did it., vi: IS làm.}\n  do_not_translate: true\n"
            "  forms: {en: {preferred: {text: IS, near: Syria}}, vi: Nhà nước}"
        )

        assert found(path) == []

    @pytest.mark.parametrize(
        ("context", "message"),
        [
            ("near: [a, b], not_near: [b, A]", "“Xyz” (en) is never found: every word of its “near” is ruled out"),
            ("near: militants, not_near: militant*", "“Xyz” (en) is never found"),
            ("near: [a, b], not_near: b", "“b” stands in “near” and “not_near” of “Xyz” (en); the second counts"),
            ("near: '*'", "“*” in the context of “Xyz” (en) stands for any word"),
            ("near: in Syria. Then", "“in Syria. Then” in the context of “Xyz” (en) goes over the end of a sentence"),
        ],
    )
    def test_a_context_can_be_met(self, write, context, message):
        path = write(f"{HEAD}- id: a\n  forms:\n    vi: B\n    en: {{preferred: {{text: Xyz, {context}}}}}")

        [problem] = found(path)

        assert (problem[0], problem[1]) == (7, Level.WARN)
        assert message in problem[2]

    @pytest.mark.parametrize("context", ["near: [U.S. forces, militant*], not_near: verb", "not_near: [a, b]"])
    def test_a_good_context_is_no_problem(self, write, context):
        path = write(f"{HEAD}- id: a\n  forms: {{vi: B, en: {{preferred: {{text: Xyz, {context}}}}}}}")

        assert found(path) == []

    @pytest.mark.parametrize(
        ("language", "form", "problem"),
        [
            ("en", "IS", "“IS” is a common word in en too; say with “near” where it is meant"),
            ("en", "WHO", "“WHO” is a common word in en too"),
            ("es", "la UNA", "“UNA” is a common word in es too"),
            ("en", "{text: IS, near: Syria}", ""),
            ("en", "ISIS", ""),
            ("vi", "IS", ""),
            ("en", "Is it so", ""),
        ],
    )
    def test_an_ambiguous_short_form_says_where_it_is_meant(self, write, language, form, problem):
        path = write(f"title: t\nterms:\n- id: a\n  forms: {{{language}: {{preferred: {form}}}}}")

        problems = found(path)

        assert len(problems) == bool(problem)
        assert all(line == 4 and level is Level.WARN and problem in message for line, level, message in problems)

    def test_it_compares_files_with_each_other(self, write, tmp_path):
        write("title: t\nterms: [{id: a, forms: {en: A}}]", "a.yaml")
        write("title: t\nterms: [{id: b, forms: {en: A}}]", "b.yaml")

        [problem] = lint([tmp_path])

        assert problem.file.endswith("b.yaml")
        assert "also a form of “a”" in problem.message

    def test_a_case_that_counts_tells_forms_apart(self, write):
        path = write(HEAD + "- {id: a, forms: {en: AIDS, vi: B}}\n- {id: b, forms: {en: aids, vi: C}}")

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


class TestCycles:
    def terms(self, *pairs, language="en"):
        return "title: t\nterms:\n" + "".join(
            f"- id: t{number}\n  forms:\n    {language}:\n      preferred: {good}\n      forbidden: [{bad}]\n"
            for number, (good, bad) in enumerate(pairs)
        )

    def blocked(self, path):
        return [(line, message) for line, level, message in found(path) if level is Level.BLOCK]

    def test_two_terms_that_forbid_what_the_other_prefers_are_a_cycle(self, write):
        path = write(self.terms(("Kyiv", "Kiev"), ("Kiev", "Kyiv")))

        assert self.blocked(path) == [
            (7, "a cycle in en: “Kyiv” (t0), which gives way to “Kiev” (t1), which gives way to “Kyiv” (t0)")
        ]

    def test_so_are_more_terms_in_a_ring_each_named_once(self, write):
        path = write(self.terms(("Gamma", "Alpha"), ("Alpha", "Beta"), ("Beta", "Gamma"), ("Delta", "x")))

        [(line, message)] = self.blocked(path)

        assert line == 7
        assert message.count("which gives way to") == 3

    def test_a_chain_that_leads_into_a_cycle_is_not_a_second_one(self, write):
        path = write(self.terms(("Kief", "x"), ("Kyiv", "Kiev, Kief"), ("Kiev", "Kyiv")))

        [(_, message)] = self.blocked(path)

        assert "Kief" not in message

    def test_a_chain_with_an_end_is_none(self, write):
        assert self.blocked(write(self.terms(("Kief", "Kijew"), ("Kiev", "Kief"), ("Kyiv", "Kiev")))) == []

    def test_capitals_that_count_break_a_cycle(self, write):
        path = write(self.terms(("WHO", "Who people"), ("Who people", "who")))

        assert self.blocked(path) == []

    def test_a_term_out_of_use_breaks_a_cycle(self, write):
        text = self.terms(("Kyiv", "Kiev"), ("Kiev", "Kyiv")).replace("- id: t1", "- id: t1\n  status: obsolete")

        assert self.blocked(write(text)) == []

    def test_it_says_which_term_forbids_what_another_has(self, write):
        path = write(self.terms(("Kyiv", "Kiev"), ("Kiev", "Kief")))

        assert found(path) == [
            (11, Level.WARN, "“Kiev” (en) is also a form of “t0”, line 7; “t0” forbids it and “t1” has it preferred")
        ]


class TestDuplicates:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("{text: Georgia, near: Tbilisi}", "{text: Georgia, near: Atlanta}"),
            ("{text: Georgia, near: Tbilisi}", "Georgia"),
        ],
    )
    def test_contexts_tell_terms_apart(self, write, one, other):
        path = write(
            f"title: t\nterms:\n- {{id: a, forms: {{en: {{preferred: {one}}}}}}}\n"
            f"- {{id: b, forms: {{en: {{preferred: {other}}}}}}}"
        )

        assert found(path) == []

    @pytest.mark.parametrize("key", ["scope: {desk: world}", "status: obsolete"])
    def test_scopes_and_use_tell_terms_apart(self, write, key):
        path = write(
            "title: t\nterms:\n- {id: a, scope: {desk: city}, forms: {en: A}}\n"
            f"- {{id: b, {key}, forms: {{en: A}}}}"
        )

        assert found(path) == []
