import pytest

from desk.checks.unchanged import CHECK
from tests.checks.support import found


class TestUnchanged:
    @pytest.mark.parametrize(
        ("text", "languages"),
        [
            ("Lực lượng cứu hộ đang tìm người mất tích.", "vi-en"),
            ("Police are looking for the men.", "en-vi"),
            ("Полиция ищет троих мужчин.", "ru-en"),
            ("警方正在寻找三名男子。", "zh-en"),
        ],
    )
    def test_it_finds_a_target_that_is_the_source(self, text: str, languages: str) -> None:
        assert [finding.check for finding in found(CHECK, text, text, languages)] == ["unchanged"]

    def test_it_looks_through_case_and_spaces(self) -> None:
        assert found(CHECK, "police look for the men", "Police  look for the men", "en-vi")

    @pytest.mark.parametrize(
        ("text", "languages"),
        [
            ("Reuters", "en-vi"),
            ("Manchester United", "en-vi"),
            ("Maria Zakharova, Dmitry Peskov", "en-es"),
            ("143", "en-vi"),
            ("2018-2019 2020 2021", "en-vi"),
            ("https://example.org/a/long/address/of/a/page", "en-vi"),
            ("@desk @other #news #today #now", "en-vi"),
            ("Samsung Galaxy S9 Plus Pro", "zh-en"),
            ("iPhone vs Galaxy for everybody", "ru-en"),
        ],
    )
    def test_it_lets_names_numbers_and_addresses_stay(self, text: str, languages: str) -> None:
        assert found(CHECK, text, text, languages) == []

    def test_it_lets_a_translation_pass(self) -> None:
        assert found(CHECK, "Ông từ chối bình luận về việc này.", "He declined to comment on it.") == []
