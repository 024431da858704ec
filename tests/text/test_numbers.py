from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.language import LANGUAGES
from desk.domain.segment import Span
from desk.text.numbers import NumberKind, Weight, compare, numbers, reads_scales, reads_words
from tests.ntrex import lines

TWELVE = ("en", "vi", "ru", "uk", "es", "fr", "de", "ar", "fa", "zh", "ja", "ko")

PIECES = (
    "1|12|1.234,5|10 000|٣|५|３|万|億|百|二十|分之|3분의|triệu|tỷ rưỡi|млн|mil millones|and|half|a|-|–|:|h|30|.|,|'|’|"
    "/|%|p.m.|tháng|thứ|XIX|dreiund|zwanzig|сто|сорок|و|أربعون|½|0800 555 111|000|²|Ⅻ|\u0000|\U0001d7d8|९९,९९,९९९"
)
pieces = st.lists(st.sampled_from(PIECES.split("|")))
texts = st.one_of(st.text(), pieces.map(" ".join), pieces.map("".join))


def values(text: str, language: str, weight: Weight | None = None) -> list[Fraction]:
    """The values of the numbers that are not loose, or of those with one weight."""
    found = [number for number in numbers(text, language) if number.weight is not Weight.LOOSE]
    return [number.value for number in found if weight is None or number.weight is weight]


def answered(source: str, source_language: str, target: str, target_language: str) -> bool:
    """Whether every required number of either side has its answer."""
    result = compare(numbers(source, source_language), numbers(target, target_language))
    left = (*result.source_left, *result.target_left)
    return not any(number.weight is Weight.REQUIRED for number in left)


class TestDigits:
    @pytest.mark.parametrize(
        ("text", "language", "value"),
        [
            ("1,234.5", "en", "1234.5"),
            ("1.234,5", "de", "1234.5"),
            ("1.234,5", "vi", "1234.5"),
            ("10,000", "en", "10000"),
            ("10.000", "es", "10000"),
            ("10 000", "es", "10000"),
            ("10\u00a0000", "ru", "10000"),
            ("10\u202f000", "fr", "10000"),
            ("10,000", "vi", "10000"),
            ("1,00,000", "en", "100000"),
            ("1,00,000", "hi", "100000"),
            ("1’234’567", "de", "1234567"),
            ("2.5", "vi", "2.5"),
            ("١٢٣", "ar", "123"),
            ("٢٫٥", "ar", "2.5"),
            ("۱۴۳", "fa", "143"),
            ("۲۶،۷۵۰", "fa", "26750"),
            ("१४३", "hi", "143"),
            ("１４３", "ja", "143"),
            ("0800 555 111", "en", "800555111"),
            ("½", "en", "1/2"),
        ],
    )
    def test_it_reads_figures_by_the_marks_of_the_language(self, text: str, language: str, value: str) -> None:
        (found,) = numbers(text, language)

        assert found.value == Fraction(value)
        assert found.span == Span(0, len(text))

    def test_it_takes_a_date_apart(self) -> None:
        assert values("28.03.2018", "de") == [28, 3, 2018]

    def test_it_takes_a_score_and_a_range_apart(self) -> None:
        assert values("2-0, 20–30", "en") == [2, 0, 20, 30]

    def test_it_gives_the_place_of_each_number(self) -> None:
        text = "từ 143 đến 1.500 người"

        assert [number.span.of(text) for number in numbers(text, "vi") if number.kind is NumberKind.DIGITS] == [
            "143",
            "1.500",
        ]

    def test_it_lives_with_more_digits_than_python_reads(self) -> None:
        assert len(numbers("9" * 5000, "en")) == 1


class TestWords:
    @pytest.mark.parametrize(
        ("text", "language", "value"),
        [
            ("one hundred and forty-three", "en", "143"),
            ("two thousand and eighteen", "en", "2018"),
            ("two dozen", "en", "24"),
            ("half a million", "en", "500000"),
            ("two and a half million", "en", "2500000"),
            ("twenty-third", "en", "23"),
            ("2½", "en", "2.5"),
            ("hai rưỡi", "vi", "2.5"),
            ("một rưỡi", "vi", "1.5"),
            ("два с половиной миллиона", "ru", "2500000"),
            ("trigésimo sexta", "es", "36"),
            ("رابعة وثلاثون", "ar", "34"),
            ("một trăm bốn mươi ba", "vi", "143"),
            ("hai mươi lăm", "vi", "25"),
            ("hai trăm linh tư", "vi", "204"),
            ("năm mươi nghìn", "vi", "50000"),
            ("mười lăm", "vi", "15"),
            ("сто сорок три", "ru", "143"),
            ("двадцатью пятью", "ru", "25"),
            ("двадцать третий", "ru", "23"),
            ("полтора миллиона", "ru", "1500000"),
            ("сто сорок три", "uk", "143"),
            ("п’ятдесят сім", "uk", "57"),
            ("ciento cuarenta y tres", "es", "143"),
            ("dos mil dieciocho", "es", "2018"),
            ("mil millones", "es", "1000000000"),
            ("cent quarante-trois", "fr", "143"),
            ("quatre-vingt-dix-sept", "fr", "97"),
            ("soixante et onze", "fr", "71"),
            ("hundertdreiundvierzig", "de", "143"),
            ("zweitausendachtzehn", "de", "2018"),
            ("dreiundzwanzigste", "de", "23"),
            ("ثلاثة وأربعون", "ar", "43"),
            ("خمسة عشر", "ar", "15"),
            ("مائة وثلاثة وأربعين", "ar", "143"),
            ("التاسع عشر", "ar", "19"),
            ("چهل و سه", "fa", "43"),
            ("一百四十三", "zh", "143"),
            ("二〇一八", "zh", "2018"),
            ("百四十三", "ja", "143"),
        ],
    )
    def test_it_reads_number_words(self, text: str, language: str, value: str) -> None:
        (found,) = [number for number in numbers(text, language) if number.kind is not NumberKind.VAGUE]

        assert found.value == Fraction(value)

    @pytest.mark.parametrize(
        ("text", "language", "value"),
        [
            ("40 triệu", "vi", "40000000"),
            ("3 vạn", "vi", "30000"),
            ("2,8 tỷ", "vi", "2800000000"),
            ("2 triệu rưỡi", "vi", "2500000"),
            ("30 nghìn", "vi", "30000"),
            ("10 тыс.", "ru", "10000"),
            ("2 млн 300 тыс.", "ru", "2300000"),
            ("25-тысячную", "ru", "25000"),
            ("3,5 млрд", "uk", "3500000000"),
            ("2.800 millones", "es", "2800000000"),
            ("2,5 milliards", "fr", "2500000000"),
            ("1,5 Millionen", "de", "1500000"),
            ("£2.8bn", "en", "2800000000"),
            ("$40m", "en", "40000000"),
            ("5 lakh", "en", "500000"),
            ("2 crore", "en", "20000000"),
            ("२.५ लाख", "hi", "250000"),
            ("٢٫٥ مليون", "ar", "2500000"),
            ("۲٫۵ میلیون", "fa", "2500000"),
            ("1.25 亿", "zh", "125000000"),
            ("10多万", "zh", "100000"),
            ("2億3000万", "ja", "230000000"),
            ("3만 5천", "ko", "35000"),
            ("5천만", "ko", "50000000"),
        ],
    )
    def test_it_multiplies_by_the_scale(self, text: str, language: str, value: str) -> None:
        assert Fraction(value) in values(text, language)

    def test_it_does_not_run_two_numbers_into_one(self) -> None:
        assert values("up from 1.7 million four years ago", "en") == [1_700_000, 4]
        assert values("seven halves", "en") == [7]
        assert values("in 2½ hours", "en", Weight.REQUIRED) == [Fraction(5, 2)]

    def test_it_asks_less_of_figures_that_are_part_of_a_name(self) -> None:
        for text in ("W3C", "247sports", "F16"):
            assert [number.weight for number in numbers(text, "en")] == [Weight.CLEAR], text

    def test_it_does_not_read_percent_as_a_hundred(self) -> None:
        for text, language in (("mười phần trăm", "vi"), ("diez por ciento", "es"), ("dix pour cent", "fr")):
            assert values(text, language) == [10]
        assert values("百分之二十", "zh") == [20]

    def test_it_keeps_the_year_of_vietnamese_apart_from_the_five(self) -> None:
        assert values("hai mươi năm", "vi") == [20]

    def test_it_hears_the_five_that_counts_something(self) -> None:
        assert 5 in values("năm tuần trước bầu cử", "vi")

    def test_it_takes_words_that_mostly_mean_something_else_as_loose(self) -> None:
        for text, language in (("one of a second", "en"), ("một năm tư", "vi"), ("un segundo", "es"), ("einen", "de")):
            assert values(text, language) == []

    def test_it_requires_no_answer_for_dozens_and_both(self) -> None:
        assert values("dozens of both hundreds", "en") == []


class TestKinds:
    def test_it_knows_an_hour_by_either_clock(self) -> None:
        (hour, minute) = numbers("14h30", "vi")

        assert (hour.kind, minute.kind) == (NumberKind.TIME, NumberKind.TIME)
        assert 2 in hour.values

    def test_it_knows_a_month_by_its_name_and_number(self) -> None:
        assert [number.kind for number in numbers("tháng 3", "vi")] == [NumberKind.MONTH]
        assert [number.value for number in numbers("March", "en")] == [3]
        assert [number.value for number in numbers("в марте", "ru")] == [3]

    def test_it_leaves_weekdays_with_numbers_to_the_dates(self) -> None:
        assert values("thứ 7", "vi") == []

    def test_it_reads_roman_numerals_without_asking_for_them(self) -> None:
        (found,) = [number for number in numbers("XIX век", "ru") if number.kind is NumberKind.ROMAN]

        assert (found.value, found.weight) == (19, Weight.LOOSE)

    def test_it_reads_month_names_in_every_language_it_has_words_for(self) -> None:
        from babel.dates import get_month_names

        for language in ("en", "ru", "uk", "es", "fr", "de", "ar", "fa"):
            name = get_month_names("wide", locale=language)[6]
            assert [number.value for number in numbers(name, language)] == [6], language


class TestCompare:
    @pytest.mark.parametrize(
        ("source", "source_language", "target", "target_language"),
        [
            ("1.234,5", "de", "1,234.5", "en"),
            ("143 người", "vi", "one hundred and forty-three people", "en"),
            ("ngày 28/3", "vi", "March 28", "en"),
            ("28 марта", "ru", "March 28", "en"),
            ("28.03.2018", "de", "March 28, 2018", "en"),
            ("lúc 14h30", "vi", "at 2:30 p.m.", "en"),
            ("14.30 Uhr", "de", "2.30 p.m.", "en"),
            ("21 giờ", "vi", "9 p.m.", "en"),
            ("19 h 00", "fr", "7 p.m.", "en"),
            ("2,8 tỷ bảng", "vi", "£2.8bn", "en"),
            ("от 5 до 10 миллионов", "ru", "500万到1000万", "zh"),
            ("những năm 1990", "vi", "the 90s", "en"),
            ("los años 30 del siglo XX", "es", "the 1930s", "en"),
            ("二十世纪三十年代", "zh", "the 1930s", "en"),
            ("20 世纪 30 年代", "zh", "the 1930s", "en"),
            ("le XIXe siècle", "fr", "the 19th century", "en"),
            ("13-летний", "ru", "13-year-old", "en"),
            ("трёхлетний мальчик", "ru", "3-year-old boy", "en"),
            ("dreijähriger Junge", "de", "3-year-old boy", "en"),
            ("hai phần ba", "vi", "two-thirds", "en"),
            ("三分之二", "zh", "2/3", "en"),
            ("50 %", "fr", "half", "en"),
            ("2 năm", "vi", "24 months", "en"),
            ("60 дней", "ru", "sixty days", "en"),
            ("27 метров", "ru", "30 yards", "en"),
            ("entre 5 y 10 centímetros", "es", "2 to 4 inches", "en"),
            ("26 grados", "es", "80 degrees", "en"),
            ("1,6 км", "ru", "about a mile", "en"),
            ("72 km", "de", "45 miles (72 kilometers)", "en"),
            ("100 % sicher", "de", "completely certain", "en"),
            ("tỷ số 4:0", "vi", "4-0", "en"),
            ("143 mille", "fr", "143,000", "en"),
            ("1998", "en", "’98", "en"),
            ("300 người chết", "vi", "300 people died; the 300 …", "en"),
        ],
    )
    def test_it_knows_what_is_the_same(
        self, source: str, source_language: str, target: str, target_language: str
    ) -> None:
        assert answered(source, source_language, target, target_language)

    @pytest.mark.parametrize(
        ("source", "source_language", "target", "target_language"),
        [
            ("143 người", "vi", "134 people", "en"),
            ("ngày 28/3", "vi", "March 27", "en"),
            ("2,8 tỷ", "vi", "2.8 million", "en"),
            ("2.8bn", "en", "2800 billones", "es"),
            ("30 yards", "en", "47 метров", "ru"),
            ("14h30", "vi", "2:40 p.m.", "en"),
            ("1998", "en", "1989", "en"),
            ("một trăm bốn mươi ba", "vi", "one hundred and thirty-four", "en"),
            ("10,000", "en", "10", "vi"),
        ],
    )
    def test_it_knows_what_differs(self, source: str, source_language: str, target: str, target_language: str) -> None:
        assert not answered(source, source_language, target, target_language)

    def test_it_pairs_source_with_target(self) -> None:
        result = compare(numbers("143 và 28", "vi"), numbers("28 and 143", "en"))

        assert {(one.span, other.span) for one, other in result.pairs} == {
            (Span(0, 3), Span(7, 10)),
            (Span(7, 9), Span(0, 2)),
        }

    def test_it_excuses_what_is_said_twice(self) -> None:
        result = compare(numbers("143", "en"), numbers("143 … 143", "en"))

        assert (len(result.pairs), result.target_left, len(result.target_excused)) == (1, (), 1)

    @pytest.mark.parametrize("language", TWELVE)
    def test_it_finds_real_news_equal_to_itself(self, language: str, test_data: Path) -> None:
        name = {"en": "eng", "vi": "vie", "ru": "rus", "uk": "ukr", "es": "spa", "fr": "fra", "de": "deu", "ar": "arb"}
        more = {"fa": "fas", "zh": "zho-CN", "ja": "jpn", "ko": "kor"}

        for line in lines(test_data, {**name, **more}[language])[:300]:
            result = compare(numbers(line, language), numbers(line, language))
            assert not result.source_left, line
            assert not result.target_left, line


class TestAnyText:
    @settings(max_examples=300)
    @given(texts, st.sampled_from(list(LANGUAGES)))
    def test_it_raises_on_no_text_and_keeps_inside_it(self, text: str, language: str) -> None:
        found = numbers(text, language)

        assert all(0 <= number.span.start < number.span.end <= len(text) for number in found)

    @given(texts, texts, st.sampled_from(TWELVE), st.sampled_from(TWELVE))
    def test_it_compares_any_texts(self, source: str, target: str, one: str, other: str) -> None:
        left, right = numbers(source, one), numbers(target, other)
        result = compare(left, right)

        answered = {id(number) for pair in result.pairs for number in pair}
        rest = [*result.source_left, *result.source_excused, *result.target_left, *result.target_excused]
        assert len(answered) + len(rest) == len(left) + len(right)

    @given(st.integers(min_value=11, max_value=10**12))
    def test_it_reads_a_number_back_from_every_way_to_group_it(self, number: int) -> None:
        english = f"{number:,}"

        assert values(english, "en") == [number]
        assert values(english.replace(",", "."), "vi") == [number]
        assert values(english.replace(",", "\u00a0"), "ru") == [number]
        assert values(str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), "ar") == [number]
        assert values(str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")), "ja") == [number]


class TestLanguages:
    def test_it_knows_the_number_words_of_the_twelve(self) -> None:
        assert all(reads_words(language) for language in TWELVE)

    def test_it_says_where_it_knows_scales_alone(self) -> None:
        assert reads_scales("it")
        assert not reads_words("it")

    def test_it_says_where_it_knows_nothing(self) -> None:
        assert not reads_scales("th")

    def test_it_reads_figures_in_a_language_without_words(self) -> None:
        assert values("143 คน", "th") == [143]
