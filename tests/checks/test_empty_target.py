import pytest

from desk.checks.empty_target import CHECK
from desk.domain.finding import ONLY_FIXED, Level
from tests.checks.support import found


class TestEmptyTarget:
    @pytest.mark.parametrize("target", ["", "   ", "…", "—", "“ ”", "\u200b"])
    def test_it_blocks_a_target_without_a_letter_or_digit(self, target: str) -> None:
        (finding,) = found(CHECK, "Ông từ chối bình luận.", target)

        assert finding.level is Level.BLOCK

    @pytest.mark.parametrize("target", ["No.", "5", "是"])
    def test_it_lets_any_word_or_figure_pass(self, target: str) -> None:
        assert found(CHECK, "Không.", target) == []

    def test_it_lets_a_divider_be_a_divider(self) -> None:
        assert found(CHECK, "* * *", "* * *") == []

    def test_it_can_only_be_fixed(self) -> None:
        assert CHECK.id in ONLY_FIXED
