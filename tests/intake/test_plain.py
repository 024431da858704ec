from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.segment import Block, BlockKind
from desk.intake.plain import read_plain
from desk.text.normal import one_line
from tests.ntrex import documents

HEADLINE, PARAGRAPH = BlockKind.HEADLINE, BlockKind.PARAGRAPH


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read_plain(text)]


class TestReadPlain:
    def test_it_takes_a_first_line_on_its_own_for_the_headline(self) -> None:
        text = "Chợ cháy. Ba người bị thương.\n\nLửa bùng lên lúc 20h15.\n\nChợ đóng cửa."

        assert kinds(text) == [
            (HEADLINE, "Chợ cháy. Ba người bị thương."),
            (PARAGRAPH, "Lửa bùng lên lúc 20h15."),
            (PARAGRAPH, "Chợ đóng cửa."),
        ]

    def test_it_takes_a_short_first_line_without_a_full_stop_for_the_headline(self) -> None:
        assert kinds("Cháy chợ ở Huế\nLửa bùng lên.\nChợ đóng cửa.") == [
            (HEADLINE, "Cháy chợ ở Huế"),
            (PARAGRAPH, "Lửa bùng lên."),
            (PARAGRAPH, "Chợ đóng cửa."),
        ]

    @pytest.mark.parametrize("first", ["Lửa bùng lên lúc 20h15.", "Ông nói:", "«Пожар!»", "a" * 161])
    def test_it_takes_no_sentence_for_a_headline(self, first: str) -> None:
        assert kinds(f"{first}\nChợ đóng cửa.")[0] == (PARAGRAPH, first)

    def test_it_takes_a_single_line_for_text(self) -> None:
        assert kinds("Cháy chợ ở Huế") == [(PARAGRAPH, "Cháy chợ ở Huế")]

    def test_it_joins_lines_that_were_broken_to_a_width(self) -> None:
        text = (
            "Chay cho o Hue\n\n"
            "Ba nguoi bi thuong khi co cuu hang trong\n"
            "vu chay cho dem o Hue toi thu sau, theo\n"
            "So Y te thanh pho.\n\n"
            "Cho dong cua den het tuan."
        )

        assert [block for _, block in kinds(text)][1] == (
            "Ba nguoi bi thuong khi co cuu hang trong vu chay cho dem o Hue toi thu sau, theo So Y te thanh pho."
        )

    def test_it_keeps_lines_apart_that_had_room(self) -> None:
        text = "Cháy chợ\n\nLửa bùng lên lúc 20h15 tối thứ Sáu ở dãy hàng vải.\nChợ đóng cửa.\nHết."

        assert len(kinds(text)) == 4

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
    def test_it_knows_every_line_end(self, end: str) -> None:
        assert len(kinds(f"Cháy chợ{end}{end}Lửa bùng lên.{end}{end}Hết.")) == 3

    def test_it_takes_bullets_for_list_items(self) -> None:
        assert kinds("Hỗ trợ:\n• tiền mặt\n• chỗ bán")[1:] == [
            (BlockKind.LIST_ITEM, "tiền mặt"),
            (BlockKind.LIST_ITEM, "chỗ bán"),
        ]

    def test_it_leaves_a_dash_that_opens_direct_speech(self) -> None:
        assert kinds("Заголовок\n— Пожар! — крикнул он.")[1] == (PARAGRAPH, "— Пожар! — крикнул он.")

    def test_it_joins_broken_lines_of_a_script_without_spaces(self) -> None:
        lines = ["一" * 39 + "，", "二" * 40, "三" * 40, "四" * 12 + "。"]

        assert kinds("标题\n\n" + "\n".join(lines)) == [(HEADLINE, "标题"), (PARAGRAPH, "".join(lines))]

    def test_it_joins_no_sentences_of_a_script_without_spaces(self) -> None:
        lines = ["一" * 39, "二" * 40 + "。", "三" * 20 + "。", "四" * 12 + "。"]

        assert kinds("标题\n\n" + "\n".join(lines))[1:] == [(PARAGRAPH, line) for line in lines]

    @pytest.mark.parametrize("text", ["", " \n \n", "* * *\n\n---"])
    def test_it_finds_nothing_where_nothing_is(self, text: str) -> None:
        assert read_plain(text) == []

    @pytest.mark.parametrize("language", ["vie", "rus", "arb", "zho-CN", "jpn", "tha", "spa"])
    def test_it_reads_the_documents_of_ntrex_line_by_line(self, test_data: Path, language: str) -> None:
        for _, lines in documents(test_data, language):
            expected = [one_line(line) for line in lines if any(map(str.isalnum, line))]  # one is a comma alone

            assert [block.text for block in read_plain("\n".join(lines))] == expected
            assert [block.text for block in read_plain("\r\n\r\n".join(lines))] == expected

    @settings(deadline=None)
    @given(st.text(alphabet=st.sampled_from(list("ab.\n •-\t“火")) | st.characters(), max_size=80))
    def test_it_loses_no_letter(self, text: str) -> None:
        blocks: list[Block] = read_plain(text)

        assert all(block.text == one_line(block.text) != "" for block in blocks)
        letters = [letter for block in blocks for letter in block.text if letter.isalnum()]
        assert letters == [letter for letter in one_line(text) if letter.isalnum()]
