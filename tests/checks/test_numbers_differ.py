import pytest

from desk.checks.numbers_differ import CHECK
from desk.domain.finding import Finding, Level
from tests.checks.support import found


def spans(finding: Finding, source: str, target: str) -> tuple[str | None, str | None]:
    one, other = finding.source_span, finding.target_span
    return one.of(source) if one else None, other.of(target) if other else None


class TestChanged:
    @pytest.mark.parametrize(
        ("source", "target", "languages", "pair"),
        [
            ("Vụ tấn công khiến 143 người chết.", "The attack killed 134 people.", "vi-en", ("143", "134")),
            ("Ngày 28 tháng 3.", "On 27 March.", "vi-en", ("28", "27")),
            ("22/3/2024", "March 23, 2024", "vi-en", ("22", "23")),
            ("2,8 tỷ bảng", "£2.8 million", "vi-en", ("2,8 tỷ", "2.8 million")),
            ("£2.8bn", "2800 billones de libras", "en-es", ("2.8bn", "2800 billones")),
            ("143 человека", "243 people", "ru-en", ("143", "243")),
            ("قتل ١٤٣ شخصا", "killed 134 people", "ar-en", ("١٤٣", "134")),
            ("143人が死亡した。", "Killed 134 people.", "ja-en", ("143", "134")),
            ("1万2000人", "1,200 people", "ja-en", ("1万2000", "1,200")),
            ("300 km (190 miles)", "301 km (190 dặm)", "en-vi", ("300", "301")),
        ],
    )
    def test_it_blocks_a_changed_number(self, source: str, target: str, languages: str, pair: tuple[str, str]) -> None:
        (finding,) = found(CHECK, source, target, languages)

        assert finding.level is Level.BLOCK
        assert spans(finding, source, target) == pair
        assert finding.message == f"The source says “{pair[0]}”, the target “{pair[1]}”."

    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [
            ("bốn người", "seven people", "vi-en"),
            ("трое мужчин", "four men", "ru-en"),
            ("tháng 6", "July", "vi-en"),
            ("三名士兵", "four soldiers", "zh-en"),
        ],
    )
    def test_it_warns_of_small_number_words_and_months(self, source: str, target: str, languages: str) -> None:
        assert [finding.level for finding in found(CHECK, source, target, languages)] == [Level.WARN]

    def test_it_sees_a_change_behind_a_number_that_was_said_before(self) -> None:
        assert found(CHECK, "143 người và 143 nhà", "143 people and 134 houses")


class TestOnOneSide:
    def test_it_warns_of_a_number_that_is_lost(self) -> None:
        (finding,) = found(CHECK, "Ông 52 tuổi nói.", "He said.")

        assert (finding.level, finding.target_span) == (Level.WARN, None)
        assert "“52”" in finding.message

    def test_it_warns_of_a_number_that_came_from_nowhere(self) -> None:
        (finding,) = found(CHECK, "Ông nói.", "He said 52 times.")

        assert (finding.level, finding.source_span) == (Level.WARN, None)

    def test_it_finds_the_decade_that_a_translator_made_up(self) -> None:
        assert found(CHECK, "decades ago", "более 30 лет назад", "en-ru")


class TestQuiet:
    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [
            ("1.234,5 tấn", "1,234.5 tonnes", "vi-en"),
            ("143 người", "one hundred and forty-three people", "vi-en"),
            ("ngày 28/3", "March 28", "vi-en"),
            ("lúc 14h30", "at 2:30 p.m.", "vi-en"),
            ("một người và hai xe", "a man and 2 cars", "vi-en"),
            ("hai bên", "both sides", "vi-en"),
            ("hàng chục nghìn người", "tens of thousands of people", "vi-en"),
            ("tỷ số 2-1", "a 2:1 win", "vi-de"),
            ("30 yards", "27 метров", "en-ru"),
            ("100 % sûr", "completely sure", "fr-en"),
            ("ba phần tư", "three quarters", "vi-en"),
            ("2 năm", "24 months", "vi-en"),
            ("в декабре", "last month", "ru-en"),
            ("thứ 7 tuần này", "this Saturday", "vi-en"),
            ("десятки людей", "dozens of people", "ru-en"),
            ("20 milioni di persone", "20 million people", "it-en"),
            ("ผู้เสียชีวิต 143 คน", "143 people", "th-en"),
            ("ผู้เสียชีวิต 5 หมื่นคน", "50,000 people", "th-en"),
        ],
    )
    def test_it_lets_the_same_value_pass(self, source: str, target: str, languages: str) -> None:
        assert found(CHECK, source, target, languages) == []

    def test_it_only_warns_where_number_words_are_not_known(self) -> None:
        assert [finding.level for finding in found(CHECK, "143 persone", "134 people", "it-en")] == [Level.WARN]
        assert found(CHECK, "quarantatre persone", "43 people", "it-en") == []
