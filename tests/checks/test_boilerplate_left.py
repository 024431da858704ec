import pytest

from desk.checks import CheckArticle, CheckSegment
from desk.checks.boilerplate_left import CHECK
from desk.domain.finding import Level
from desk.domain.segment import BlockKind
from tests.checks.support import found


class TestBoilerplateLeft:
    @pytest.mark.parametrize(
        ("target", "language"),
        [
            ("Leave a Reply", "en"),
            ("12 Comments", "en"),
            ("Share this:", "en"),
            ("Your email address will not be published. Required fields are marked *", "en"),
            ("Photo: Reuters", "en"),
            ("Để lại một bình luận", "vi"),
            ("12 bình luận", "vi"),
            ("Читайте также:", "ru"),
            ("Залишити коментар", "uk"),
            ("Deja un comentario", "es"),
            ("Laisser un commentaire", "fr"),
            ("Lesen Sie auch:", "de"),
            ("اترك تعليقاً", "ar"),
            ("12条评论", "zh"),
            ("コメントを残す", "ja"),
            ("댓글 쓰기", "ko"),
            ("نظرات", "fa"),
        ],
    )
    def test_it_blocks_page_furniture(self, target: str, language: str) -> None:
        (finding,) = found(CHECK, "Một câu.", target, f"vi-{language}" if language != "vi" else "en-vi")

        assert finding.level is Level.BLOCK

    def test_it_knows_furniture_by_its_source_too(self) -> None:
        (finding,) = found(CHECK, "Để lại một bình luận", "Tell us what you think")

        assert finding.source_span is not None

    @pytest.mark.parametrize(
        "target",
        [
            "She asked readers to leave a comment.",
            "Police were left without a reply.",
            "Shares fell 12 percent after his comments.",
            "Read the letter more than once, he said.",
            "The photo was taken by Reuters in May.",
            "World",
        ],
    )
    def test_it_lets_the_same_words_in_a_sentence_pass(self, target: str) -> None:
        assert found(CHECK, "Một câu.", target) == []

    def test_it_leaves_headlines_alone(self) -> None:
        segment = CheckSegment("1", "Quảng cáo", "Advertisement", BlockKind.HEADLINE)

        assert list(CHECK.check(CheckArticle("vi", "en", (segment,)))) == []
