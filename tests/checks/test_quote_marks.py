from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks.quotations import quotations
from desk.checks.quote_marks import CHECK
from desk.domain.finding import Level
from tests.checks.support import fixed, found

MARKS = "\"|“|”|„|«|»|``|''|`|'|’|「|」|『|』|a|b c| |.|,|1|\n|\u202f|(|—|да|好"
texts = st.lists(st.sampled_from(MARKS.split("|"))).map("".join)
LANGUAGES = ("en", "vi", "es", "fr", "ru", "uk", "de", "ar", "fa", "zh", "ja", "ko", "it", "pl", "cs", "he")
STYLES = ('"x"', "“x”", "«x»", "« x »", "„x“", "``x''", "`x'", "「x」", "»x«")


class TestStyle:
    @pytest.mark.parametrize(
        ("target", "language", "mended"),
        [
            ("``We do not comment,'' he said.", "en", "“We do not comment,” he said."),
            ('"A," he said, "and B."', "en", "“A,” he said, “and B.”"),
            ("`Furious' he said", "en", "“Furious” he said"),
            ('Ông nói: "Vâng".', "vi", "Ông nói: “Vâng”."),
            ('Il a dit "oui".', "fr", "Il a dit «\u202foui\u202f»."),
            ('Он сказал "да".', "ru", "Он сказал «да»."),
            ("Він сказав “так”.", "uk", "Він сказав «так»."),
            ('Er sagte "ja".', "de", "Er sagte „ja“."),
            ('Dijo "hola".', "es", "Dijo “hola”."),
            ('قال "نعم".', "ar", "قال «نعم»."),
            ('他说"好"。', "zh", "他说“好”。"),
            ("彼は“はい”と言った。", "ja", "彼は「はい」と言った。"),
            ('"He said "yes" to me"', "en", "“He said ‘yes’ to me”"),
        ],
    )
    def test_it_writes_the_marks_of_the_language(self, target: str, language: str, mended: str) -> None:
        (finding,) = found(CHECK, "x", target, f"vi-{language}")

        assert finding.level is Level.INFO
        assert fixed(target, finding.fix) == mended

    @pytest.mark.parametrize(
        ("target", "language"),
        [
            ("“A,” he said.", "en"),
            ("« oui »", "fr"),
            ("«\u202foui\u202f»", "fr"),
            ("«hola» y “adiós”", "es"),
            ("»ja« und „nein“", "de"),
            ("«да „ага“ да»", "ru"),
            ("他说“好”和「不」", "zh"),
            ("It's the players' 'best' day", "en"),
            ("a 6'6\" man", "en"),
            ('ארה"ב', "he"),
        ],
    )
    def test_it_lets_the_right_marks_pass(self, target: str, language: str) -> None:
        assert found(CHECK, "x", target, f"vi-{language}") == []

    @given(texts, st.sampled_from(LANGUAGES))
    def test_it_changes_nothing_but_marks_and_the_spaces_in_them(self, target: str, language: str) -> None:
        for finding in found(CHECK, "x", target, f"vi-{language}"):
            if finding.fix:
                mended = fixed(target, finding.fix)
                assert [one for one in mended if one.isalnum()] == [one for one in target if one.isalnum()]

    @given(st.sampled_from(STYLES), st.sampled_from(LANGUAGES), st.sampled_from(("{} he said.", "He said {}.", "{}")))
    def test_it_has_nothing_left_to_mend_after_its_fix(self, style: str, language: str, frame: str) -> None:
        target = frame.format(style.replace("x", "so be it"))

        for finding in found(CHECK, "x", target, f"vi-{language}"):
            assert found(CHECK, "x", fixed(target, finding.fix), f"vi-{language}") == []


class TestPartner:
    def test_it_finds_a_mark_without_a_partner(self) -> None:
        (finding,) = found(CHECK, "Ông nói “vâng”.", "He said “yes.")

        assert finding.target_span is not None
        assert finding.target_span.of("He said “yes.") == "“"
        assert finding.fix is None

    def test_it_lets_a_quotation_run_over_segments_as_in_the_source(self) -> None:
        assert found(CHECK, "“Đây là câu đầu.", "“This is the first sentence.") == []

    @given(texts)
    def test_it_gives_every_mark_once(self, text: str) -> None:
        pairs, alone = quotations(text)
        spans = sorted([*alone, *(span for pair in pairs for span in (pair.opening, pair.closing))])

        assert all(one.end <= other.start for one, other in pairwise(spans))
