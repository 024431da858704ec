from pathlib import Path

import pytest

from desk.domain.errors import Invalid, TooLarge
from desk.domain.segment import Block, BlockKind
from desk.intake.extract import Extracted, extract_html, extract_text

PAGES = Path(__file__).parent / "pages"
PARAGRAPHS = (
    "Ba người bị bỏng nhẹ khi cố cứu hàng trong vụ cháy chợ đêm, Sở Y tế cho biết tối thứ Sáu.",
    "Công an thành phố đang điều tra nguyên nhân; thiệt hại ban đầu ước tính ba tỷ rưỡi đồng.",
    "Thành phố sẽ hỗ trợ mỗi gian hàng mười triệu đồng tiền mặt và chỗ bán tạm ở bãi xe.",
)


def page(name: str, charset: str | None = None) -> Extracted:
    return extract_html((PAGES / name).read_bytes(), None, charset, name=name)


def html(body: str, head: str = "") -> Extracted:
    return extract_html(f"<html lang='vi'><head>{head}</head><body>{body}</body></html>".encode())


def texts(found: Extracted, kind: BlockKind) -> list[str]:
    return [block.text for block in found.blocks if block.kind is kind]


def paragraphs(separator: str = "") -> str:
    return separator.join(f"<p>{text}</p>" for text in PARAGRAPHS)


class TestExtractHtml:
    def test_it_reads_a_vietnamese_page_with_every_kind_of_block(self) -> None:
        found = page("vi-hoa-hoan-cho.html")

        assert [block.kind.value for block in found.blocks] == [
            "headline",
            "standfirst",
            "paragraph",
            "caption",
            *["paragraph"] * 3,
            "subheading",
            "paragraph",
            "quote",
            "paragraph",
            "list_item",
            "list_item",
            "paragraph",
        ]
        assert found.title == found.blocks[0].text == "Cháy chợ đêm ở Huế, ba người bị thương"
        assert (found.byline, found.site, found.language) == ("Minh Châu, Quốc Bảo", "Báo Liên Lục", "vi")
        assert found.url == "https://lienluc.example/thoi-su/chay-cho-dem-o-hue.html"
        assert found.published_at is not None
        assert found.published_at.isoformat() == "2024-03-22T14:40:00+00:00"

    def test_it_keeps_links_and_emphasis_as_marks(self) -> None:
        first = next(block for block in page("vi-hoa-hoan-cho.html").blocks if block.text.startswith("Ba người"))

        assert [(mark.kind.value, first.text[mark.start : mark.end], mark.attributes) for mark in first.marks] == [
            ("link", "Sở Y tế Huế", {"href": "https://lienluc.example/chu-de/so-y-te-hue"})
        ]

    @pytest.mark.parametrize(
        "foreign",
        ["Trang chủ", "Giá vàng", "Thương bà con", "Giá xăng", "Ảnh đại diện", "Tổng biên tập", "Từ khóa", "Ý kiến"],
    )
    def test_it_leaves_menus_readers_comments_and_other_articles(self, foreign: str) -> None:
        assert not any(foreign in block.text for block in page("vi-hoa-hoan-cho.html").blocks)

    def test_it_reads_a_wordpress_page(self) -> None:
        found = page("en-wordpress.html")

        assert found.blocks[0] == Block(BlockKind.HEADLINE, "Ferry sinks off the coast after night collision")
        assert texts(found, BlockKind.CAPTION) == ["Rescuers bring passengers ashore at dawn. Photo: AP/Jane Doe"]
        whole = " ".join(block.text for block in found.blocks)
        for foreign in ("cookies", "Skip to", "Menu", "So glad", "Leave a Reply", "Recent Posts", "Injected"):
            assert foreign not in whole

    @pytest.mark.parametrize("charset", ["utf-8", None])
    def test_it_reads_a_page_whose_server_names_the_wrong_encoding(self, charset: str | None) -> None:
        found = page("ru-windows-1251.html", charset)

        assert found.title == "На реке перевернулся паром, погибших нет"

    def test_it_reads_utf_8_that_was_declared_as_latin_1(self) -> None:
        assert page("ar-sayl.html", "iso-8859-1").title == "السيول تقطع الطريق بين المدينتين"

    def test_it_reads_an_old_page_of_tables_and_line_breaks(self) -> None:
        found = page("es-portada-antigua.html")

        assert [block.kind.value for block in found.blocks[:6]] == [
            "headline",
            "standfirst",
            *["paragraph"] * 3,
            "table",
        ]
        assert texts(found, BlockKind.PARAGRAPH)[0].startswith("La erupción comenzó a las 3.20 h")
        assert "1 table" in found.notices[0]

    def test_it_finds_the_standfirst_that_the_page_marks(self) -> None:
        found = page("ar-sayl.html")

        assert texts(found, BlockKind.STANDFIRST) == [
            "قال الدفاع المدني إن فرقه أجلت عشرات الأسر من القرى المنخفضة قبل وصول المياه."
        ]

    def test_it_takes_no_first_paragraph_for_a_standfirst(self) -> None:
        head = f'<meta name="description" content="{PARAGRAPHS[0]}">'

        found = html(f"<h1>Cháy chợ đêm</h1><article>{paragraphs()}</article>", head)

        assert texts(found, BlockKind.STANDFIRST) == []
        assert texts(found, BlockKind.PARAGRAPH) == list(PARAGRAPHS)

    def test_it_takes_the_title_where_no_heading_says_it(self) -> None:
        head = '<title>Cháy chợ đêm | Liên Lục</title><meta property="og:site_name" content="Liên Lục">'

        found = html(f"<h1>Liên Lục</h1><article>{paragraphs()}</article>", head)

        assert found.blocks[0] == Block(BlockKind.HEADLINE, "Cháy chợ đêm")

    def test_it_reads_an_article_without_any_headline(self) -> None:
        found = html(f"<article>{paragraphs()}</article>")

        assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH] * 3
        assert found.title == PARAGRAPHS[0]

    def test_it_reads_a_page_that_never_opens_its_body(self) -> None:
        found = extract_html(f"<!doctype html><title>Chợ</title><article><h1>Cháy chợ</h1>{paragraphs()}".encode())

        assert [block.text for block in found.blocks] == ["Cháy chợ", *PARAGRAPHS]

    @pytest.mark.parametrize("wrap", ["<div>{}</div>", "{}", "<table><tr><td>{}</td></tr></table>"])
    def test_it_reads_paragraphs_that_only_line_breaks_part(self, wrap: str) -> None:
        found = html("<h1>Cháy chợ đêm</h1>" + wrap.format("<br><br>".join(PARAGRAPHS)))

        assert texts(found, BlockKind.PARAGRAPH) == list(PARAGRAPHS)

    def test_it_finds_no_article_in_a_page_of_links(self) -> None:
        with pytest.raises(Invalid, match=r"No article was found in “keine-nachricht\.html”"):
            page("keine-nachricht.html")

    @pytest.mark.parametrize("data", [b"<html></html>", b"<!doctype html>", b"<p></p>", b"<script>x</script>"])
    def test_it_finds_no_article_in_an_empty_page(self, data: bytes) -> None:
        with pytest.raises(Invalid, match="No article was found"):
            extract_html(data)

    def test_it_refuses_a_page_of_too_many_pieces(self) -> None:
        with pytest.raises(TooLarge, match="24003 pieces of text"):
            html("<h1>Cháy chợ đêm</h1>" + "<p>Một câu.</p> Một câu." * 12_001)

    def test_it_runs_nothing_and_shows_markup_of_the_text_as_text(self) -> None:
        found = html(f"<h1>Cháy chợ đêm</h1><article>{paragraphs()}<p>Gõ &lt;script&gt;alert(1)&lt;/script&gt; đi.</p>")

        assert texts(found, BlockKind.PARAGRAPH)[-1] == "Gõ <script>alert(1)</script> đi."


class TestExtractText:
    def test_it_reads_headline_and_paragraphs(self) -> None:
        found = extract_text("\ufeffCháy chợ\n\nLửa bùng lên.".encode(), name="a.txt")

        assert found.title == "Cháy chợ"
        assert [block.kind for block in found.blocks] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH]

    def test_it_shortens_the_title_of_a_text_without_headline(self) -> None:
        assert len(extract_text(("từ " * 200).encode(), name="a.txt").title) <= 201

    def test_it_refuses_what_holds_no_letter(self) -> None:
        with pytest.raises(Invalid, match=r"“a\.txt” holds no text"):
            extract_text(b"* * *", name="a.txt")
