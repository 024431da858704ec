import pytest

from desk.domain.errors import TooLarge
from desk.domain.segment import Mark, MarkKind
from desk.intake.inline import Inline, inline
from desk.intake.runs import parse, runs


def read(html: str, url: str = "https://example.org/a/b.html") -> list[Inline]:
    return [inline(run.pieces) for run in runs(parse(f"<html><body>{html}</body></html>"), url)]


def marked(content: Inline) -> list[tuple[str, str]]:
    return [(mark.kind.value, content.text[mark.start : mark.end]) for mark in content.marks]


class TestInline:
    def test_it_folds_white_space_and_keeps_a_no_break_space(self) -> None:
        (content,) = read("<p> Ba \n người \t bị&nbsp;thương <!-- x --> . </p>")

        assert content.text == "Ba người bị\u00a0thương ."

    def test_it_reads_links_and_emphasis(self) -> None:
        (content,) = read('<p>Theo <a href="/x?a=1">Sở <b>Y tế</b></a>, lửa lan <em>rất nhanh </em>.</p>')

        assert content.text == "Theo Sở Y tế, lửa lan rất nhanh ."
        assert marked(content) == [("link", "Sở Y tế"), ("strong", "Y tế"), ("emphasis", "rất nhanh")]
        assert content.marks[0].attributes == {"href": "https://example.org/x?a=1"}

    def test_it_reads_code(self) -> None:
        (content,) = read("<p>Gõ <code>desk init</code> để bắt đầu.</p>")

        assert marked(content) == [("code", "desk init")]

    def test_it_drops_links_that_do_not_lead_to_the_web(self) -> None:
        (content,) = read("<p>Xem <a href=\"javascript:alert(1)\">ở đây</a>, <a href='data:text/html,x'>đó</a>.</p>")

        assert content == Inline("Xem ở đây, đó.")

    def test_it_drops_emphasis_of_the_whole_block(self) -> None:
        (content,) = read("<p><strong>Lửa bùng lên lúc 20h15.</strong></p>")

        assert content.marks == ()

    def test_it_marks_a_line_break(self) -> None:
        (content,) = read("<p>Lửa bùng lên.<br> Chợ đóng cửa.<br></p>")

        assert content == Inline("Lửa bùng lên. Chợ đóng cửa.", (Mark(MarkKind.LINE_BREAK, 13, 14),))

    def test_it_parts_paragraphs_at_two_line_breaks(self) -> None:
        assert [content.text for content in read("<div>Một.<br> <br/>Hai.<br>Ba.</div>")] == ["Một.", "Hai. Ba."]

    def test_it_parts_blocks_wherever_one_begins_or_ends(self) -> None:
        html = "<div>Một <span>hai</span><p>ba</p>bốn <a href='/x'><div>năm</div></a>sáu</div>"

        assert [content.text for content in read(html)] == ["Một hai", "ba", "bốn", "năm", "sáu"]

    def test_it_leaves_what_nobody_sees(self) -> None:
        html = (
            "<p>Thấy<script>x()</script><style>y</style><span hidden>ẩn</span>"
            "<span style='display: none'>ẩn</span><span class='sr-only'>ẩn</span><button>Bấm</button></p>"
            "<template><p>mẫu</p></template><noscript><p>không</p></noscript>"
        )

        assert [content.text for content in read(html)] == ["Thấy"]

    def test_it_leaves_the_reading_aid_of_ruby(self) -> None:
        assert read("<p><ruby>東京<rt>とうきょう</rt></ruby>で火災。</p>")[0].text == "東京で火災。"

    def test_it_writes_the_marks_of_a_q_element(self) -> None:
        assert read("<p>Bà nói <q>không</q>.</p>")[0].text == "Bà nói “không”."

    def test_it_composes_across_elements(self) -> None:
        (content,) = read("<p>Vie<i>&#x302;</i>&#x323;t <b>Nam</b></p>")

        assert content.text == "Việt Nam"
        assert ("strong", "Nam") in marked(content)


class TestParse:
    def test_it_expands_no_entity_of_a_document_type(self) -> None:
        page = (
            '<!DOCTYPE html [<!ENTITY x "BOOM"><!ENTITY y SYSTEM "file:///etc/passwd">]>'
            "<html><body><p>Một &x; &y; &amp; hai</p></body></html>"
        )

        (run,) = runs(parse(page))

        assert run.bare == "Một &x; &y; & hai"

    def test_it_reads_an_empty_page(self) -> None:
        assert runs(parse("<!-- nothing -->")) == []

    @pytest.mark.parametrize("character", ["\x08", "&#8;", "&#x1F;", "&#x0b", "\ufffe", "&#65535;", "&#011;"])
    def test_it_leaves_control_characters_out_however_they_are_written(self, character: str) -> None:
        (content,) = read(f"<p><q>Ba{character} người{character}</q>, bảng &#12345;&#10;&#233;.</p>")

        assert content.text == "“Ba người”, bảng 〹 é."

    def test_it_refuses_a_page_that_is_all_nesting(self) -> None:
        with pytest.raises(TooLarge, match="more than 250 elements one in another"):
            parse("<div>" * 50_000 + "x")
