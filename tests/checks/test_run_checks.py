from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.checks import CHECKS, Check, CheckArticle, CheckSegment, run_checks
from desk.domain.finding import Level
from desk.domain.language import LANGUAGES
from desk.domain.segment import BlockKind
from tests.checks.support import A, F, P, SmallGlossary, article, term
from tests.ntrex import CODES, documents
from tests.patience import calls, patience

TWELVE = {
    "empty_target",
    "unchanged",
    "truncated",
    "repeated_words",
    "repetition_loop",
    "glossary_missing",
    "glossary_forbidden",
    "name_inconsistent",
    "numbers_differ",
    "quote_marks",
    "boilerplate_left",
    "headline_repeated",
}
GLOSSARY = SmallGlossary(
    term(
        "hall",
        vi=[("Crocus City Hall", P)],
        en=[("Crocus City Hall", P), ("Crocus concert hall", A), ("Crocus City theatre", F)],
    )
)
PIECES = (
    "the|the the|and|,|.|…|“|”|\"|``|''|«|» |「|」|143|134|1.234,5|hai|Crocus City Hall|Crocus City theatre|của|и|"
    "Leave a Reply|Zakharova|Zacharova|ha ha ha|。|，|二十|٣| |\n|\u200f|’|É|ё|أ|x|123 123 123|—|(|U.S.|St."
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split("|"))).map(" ".join))
segments = st.lists(
    st.builds(CheckSegment, st.uuids().map(str), texts, texts, st.sampled_from(BlockKind), st.booleans()), max_size=6
)
languages = st.sampled_from(list(LANGUAGES))

BAD = article(
    ("Một vụ tấn công ở Moscow", "An attack in Moscow"),
    ("Vụ tấn công khiến 143 người chết.", "The the attack killed 134 people."),
    ("Ông nói không.", ""),
    headline=True,
)


class TestRunChecks:
    def test_it_has_the_twelve(self) -> None:
        assert {check.id for check in CHECKS} == TWELVE

    def test_it_returns_findings_in_the_order_of_the_segments(self) -> None:
        assert [(finding.segment, finding.check) for finding in run_checks(BAD)] == [
            ("1", "repeated_words"),
            ("1", "numbers_differ"),
            ("2", "empty_target"),
        ]

    def test_it_reports_on_the_segments_asked_for_alone(self) -> None:
        assert {finding.segment for finding in run_checks(BAD, only={"2"})} == {"2"}

    def test_it_gives_a_check_the_level_of_the_desk(self) -> None:
        found = run_checks(BAD, levels={"repeated_words": Level.BLOCK, "numbers_differ": Level.INFO})

        assert [finding.level for finding in found] == [Level.BLOCK, Level.INFO, Level.BLOCK]

    def test_it_leaves_out_what_is_switched_off(self) -> None:
        found = run_checks(BAD, levels={"numbers_differ": None, "empty_target": None})

        assert [finding.check for finding in found] == ["repeated_words"]

    def test_it_runs_the_checks_given(self) -> None:
        wanted = [check for check in CHECKS if check.id == "empty_target"]

        assert [finding.check for finding in run_checks(BAD, checks=wanted)] == ["empty_target"]

    def test_it_looks_at_nothing_that_was_omitted_on_purpose(self) -> None:
        omitted = tuple(replace(segment, omitted=True) for segment in BAD.segments)

        assert run_checks(replace(BAD, segments=omitted)) == []

    def test_it_says_of_an_empty_target_only_that_it_is_empty(self) -> None:
        found = run_checks(article(("Vụ tấn công khiến 143 người chết.", " ")))

        assert [finding.check for finding in found] == ["empty_target"]

    def test_it_compares_across_segments_even_where_one_is_asked_for(self) -> None:
        one = ("Bà Zakharova bác bỏ.", "Ms Zakharova rejected it.")
        other = ("Bà Zakharova nói thêm.", "Ms Zacharova added.")

        assert [finding.check for finding in run_checks(article(one, other), only={"1"})] == ["name_inconsistent"]


class TestExamples:
    @pytest.mark.parametrize("check", [check for check in CHECKS if not check.id.startswith("glossary_")])
    def test_it_finds_fault_with_the_wrong_one_and_none_with_the_right_one(self, check: Check) -> None:
        example = check.example

        def findings(target: str) -> list[str]:
            parts = list(zip(example.source.split(" … "), target.split(" … "), strict=False))
            heading = (example.source.removesuffix(" (2)"), example.wrong.removesuffix(" (2)"))
            pairs = [heading, *parts] if check.id == "headline_repeated" else parts
            languages = f"{example.source_language}-{example.target_language}"
            made = article(*pairs, languages=languages, headline=len(pairs) > len(parts))
            return [finding.check for finding in check.check(made)]

        assert findings(example.wrong) == [check.id]
        assert findings(example.right) == []

    def test_it_has_words_for_people(self) -> None:
        for check in CHECKS:
            assert check.title
            assert check.explanation.endswith(".")
            assert check.scope in ("segment", "article")

    def test_it_says_what_it_does_not_flag(self) -> None:
        for check in CHECKS:
            test = check.segment or check.article
            assert test is not None
            assert "Not flagged, on purpose:" in (test.__doc__ or ""), check.id


class TestAnyText:
    @settings(max_examples=300, deadline=None)
    @given(segments, languages, languages)
    def test_it_raises_on_no_text_and_points_inside_it(
        self, found: list[CheckSegment], source: str, target: str
    ) -> None:
        texts = {segment.id: segment for segment in found}

        for finding in run_checks(CheckArticle(source, target, tuple(found), GLOSSARY)):
            segment = texts[finding.segment]
            for span, text in ((finding.source_span, segment.source), (finding.target_span, segment.target)):
                assert span is None or 0 <= span.start <= span.end <= len(text)
            assert finding.source_span is not None or finding.target_span is not None
            assert finding.fix is None or 0 <= finding.fix.span.start <= finding.fix.span.end <= len(segment.target)
            assert finding.message

    @pytest.mark.parametrize(
        "unit", ["1 ", "a a ", '" ', "``''", "«", "- ", "1,", "ha", "the the ", "一", "… ", "(", "IX "]
    )
    def test_it_is_not_slowed_down_by_odd_text(self, unit: str) -> None:
        def made(length: int) -> CheckArticle:
            text = unit * (length // len(unit))
            return article(("nguồn", text), (text, "target"), headline=True)

        with patience():
            run_checks(made(20_000))

        assert calls(lambda: run_checks(made(4_000))) < 2.5 * calls(lambda: run_checks(made(2_000)))


class TestRealNews:
    @pytest.mark.parametrize("name", ["vie", "rus", "spa"])
    def test_it_is_quiet_on_human_translations(self, name: str, test_data: Path) -> None:
        one, other = documents(test_data, name), documents(test_data, "eng")
        articles = [
            article(*zip(source, target, strict=True), languages=f"{CODES[name]}-en", headline=True)
            for (_, source), (_, target) in zip(one, other, strict=True)
        ]

        found = [finding for made in articles for finding in run_checks(made)]

        segments = sum(len(made.segments) for made in articles)
        rates = {level: 1000 * sum(one.level is level for one in found) / segments for level in Level}
        assert rates[Level.BLOCK] < 6
        assert rates[Level.WARN] < 12
