from dataclasses import replace

import pytest

from desk.checks import CheckArticle, CheckSegment
from desk.checks.truncated import CHECK
from desk.domain.finding import Level
from desk.domain.segment import BlockKind
from tests.checks.support import article, found

SENTENCE = "Đây là một câu dài và có dấu chấm."


class TestDangling:
    @pytest.mark.parametrize(
        ("target", "languages"),
        [
            ("Many countries condemned it, especially", "vi-en"),
            ("Many countries condemned it, especially.", "vi-en"),
            ("Many countries condemned it,", "vi-en"),
            ("He said that the", "vi-en"),
            ("He was looking for a way to", "vi-en"),
            ("He spoke of the (", "vi-en"),
            ("Nhiều nước lên án, đặc biệt", "en-vi"),
            ("Ông nói rằng đó là của", "en-vi"),
            ("Muchos países lo condenaron, especialmente", "vi-es"),
            ("Dijo que la", "vi-es"),
            ("Beaucoup de pays l’ont condamné, notamment", "vi-fr"),
            ("Многие страны осудили это, особенно", "vi-ru"),
            ("Він сказав, що", "vi-uk"),
            ("وقال إن", "vi-ar"),
            ("Er sagte, dass die", "vi-de"),
        ],
    )
    def test_it_blocks_a_target_that_stops_in_mid_sentence(self, target: str, languages: str) -> None:
        assert [one.level for one in found(CHECK, SENTENCE, target, languages)] == [Level.BLOCK]

    def test_it_points_at_the_end(self) -> None:
        target = "Many countries condemned it, especially"
        (finding,) = found(CHECK, SENTENCE, target)

        assert finding.target_span is not None
        assert finding.target_span.of(target) == "especially"
        assert "especially" in finding.message

    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [
            (SENTENCE, "That is the man she spoke to.", "vi-en"),
            (SENTENCE, "He was better off than before, too.", "vi-en"),
            ("Ông nói,", "He said,", "vi-en"),
            ("Дом (старый", "The house (old", "ru-en"),
            (SENTENCE, "He went to the EU's AND.", "vi-en"),
            ("What are you up to", "Đang làm gì đấy", "en-vi"),
        ],
    )
    def test_it_lets_good_endings_pass(self, source: str, target: str, languages: str) -> None:
        assert found(CHECK, source, target, languages) == []

    def test_it_lets_a_sentence_go_on_in_the_next_segment(self) -> None:
        made = article((SENTENCE, "He came, he saw,"), (SENTENCE, "he went away."))

        assert list(CHECK.check(made)) == []

    def test_it_lets_a_dash_stand_behind_the_stop(self) -> None:
        assert found(CHECK, SENTENCE, "«Это так», — сказал он. —", "vi-ru") == []

    def test_it_looks_at_headlines_for_conjunctions_alone(self) -> None:
        made = article(("Ai đang ở đâu", "Who lives where the"), headline=True)

        assert [one.level for one in CHECK.check(made)] == [Level.BLOCK]


class TestLostStop:
    def test_it_warns_where_the_full_stop_of_the_source_is_gone(self) -> None:
        assert [one.level for one in found(CHECK, SENTENCE, "This is a long sentence")] == [Level.WARN]

    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [
            (SENTENCE, "This is a long sentence!", "vi-en"),
            (SENTENCE, "这是一个很长的句子。", "vi-zh"),
            (SENTENCE, "这是一个很长的句子｡", "vi-zh"),
            (SENTENCE, "यह एक लंबा वाक्य है।", "vi-hi"),
            (SENTENCE, "นี่คือประโยคยาว", "vi-th"),
            (SENTENCE, "He told the desk: “This is a sentence”", "vi-en"),
            (SENTENCE, "It stands on example.com", "vi-en"),
            (SENTENCE, "It is long (very long)", "vi-en"),
            ("He met officials of Example Inc.", "Ông gặp quan chức của Example", "en-vi"),
            ("Uh, uh, what.", "Cái gì", "en-vi"),
            (SENTENCE, "It is long.*", "vi-en"),
            (SENTENCE, "It is long.\u200f", "vi-en"),
        ],
    )
    def test_it_lets_other_endings_pass(self, source: str, target: str, languages: str) -> None:
        assert found(CHECK, source, target, languages) == []

    @pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.SUBHEADING, BlockKind.LIST_ITEM])
    def test_it_asks_no_stop_of_headlines_and_captions(self, kind: BlockKind) -> None:
        segment = CheckSegment("1", SENTENCE, "This is a long sentence", kind)

        assert list(CHECK.check(CheckArticle("vi", "en", (segment,)))) == []

    def test_it_sees_that_an_article_goes_without_stops(self) -> None:
        made = article(*[(SENTENCE, "This is a long sentence")] * 8)

        assert list(CHECK.check(made)) == []

    def test_it_sees_the_one_that_lost_its_stop_among_others(self) -> None:
        made = article(*[(SENTENCE, "This is a long sentence.")] * 8)
        last = replace(made.segments[-1], target="This is a long")
        made = replace(made, segments=(*made.segments[:-1], last))

        assert [one.segment for one in CHECK.check(made)] == ["7"]
