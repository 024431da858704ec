import pytest

from desk.memory.keys import context_key, source_key


class TestSourceKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Hà Nội mưa.", "  Hà Nội\u00a0 mưa.\n"),
            ("Hà Nội", "Ha\u0300 No\u0302\u0323i"),
        ],
    )
    def test_white_space_and_unicode_form_make_no_difference(self, one: str, other: str) -> None:
        assert source_key(one) == source_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Hà Nội mưa.", "hà nội mưa."),
            ("Hà Nội mưa.", "Ha Noi mua."),
            ("Hà Nội mưa.", "Hà Nội mưa"),
            ("1²", "12"),
        ],
    )
    def test_letters_marks_and_points_do(self, one: str, other: str) -> None:
        assert source_key(one) != source_key(other)


class TestContextKey:
    def test_it_tells_before_from_after(self) -> None:
        assert context_key("a", "b") != context_key("b", "a")
        assert context_key("a", "") != context_key("", "a")

    def test_it_is_folded_too(self) -> None:
        assert context_key(" a  b", "") == context_key("a b", "")
