import pytest

from desk.memory.query import MOST_PHRASES, hits, parse


def found(text: str, asked: str) -> list[str]:
    return [text[span.start : span.end] for span in hits(text, parse(asked))]


class TestParse:
    @pytest.mark.parametrize(
        ("asked", "phrases"),
        [
            ("prime minister", [("prime",), ("minister",)]),
            ("“prime minister” said", [("prime", "minister"), ("said",)]),
            ('"prime minister', [("prime",), ("minister",)]),
            ("COVID-19", [("covid", "19")]),
            ("中国政府", [("中国", "国政", "政府")]),
            ("国", [("国",)]),
            ("?! *", []),
        ],
    )
    def test_it_reads_words_and_phrases(self, asked: str, phrases: list[tuple[str, ...]]) -> None:
        assert [phrase.words for phrase in parse(asked)] == phrases

    def test_a_star_asks_for_beginnings(self) -> None:
        assert [phrase.prefix for phrase in parse("govern* govern")] == [True, False]

    def test_one_sign_is_the_beginning_of_a_pair(self) -> None:
        assert [phrase.prefix for phrase in parse("国 中国")] == [True, False]

    def test_it_hears_so_much_and_no_more(self) -> None:
        assert len(parse("word " * 500)) == MOST_PHRASES


class TestHits:
    @pytest.mark.parametrize(
        ("text", "asked", "marked"),
        [
            ("The government governs.", "GOVERN*", ["government", "governs"]),
            ("The government governs.", "govern", []),
            ("A prime  minister, the Prime-Minister", '"prime minister"', ["prime  minister", "Prime-Minister"]),
            ("Ủy ban hòa giải", "hoà", ["hòa"]),
            ("在中国政府的", "国政", ["国政"]),
            ("a (b) [c]", "c a", ["a", "c"]),
            ("ﬁne ﬁre", "fine", ["ﬁne"]),
            ("aaa", "a", []),
        ],
    )
    def test_it_marks_words_where_they_stand(self, text: str, asked: str, marked: list[str]) -> None:
        assert found(text, asked) == marked

    def test_marks_do_not_overlap(self) -> None:
        assert found("prime minister", '"prime minister" prime') == ["prime minister"]
