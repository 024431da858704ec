import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.domain.cleaning import RemovalReason
from desk.domain.errors import Invalid, TooLarge
from desk.domain.segment import BlockKind
from desk.intake.reader import MAX_BYTES, MAX_CHARACTERS, ReadArticle, extract_record, read, read_text, segment_records
from desk.text.cleaning import apply_removals
from desk.text.normal import one_line
from tests.ntrex import documents

PAGES = Path(__file__).parent / "pages"
VIETNAMESE = "Cháy chợ đêm ở Huế\n\nLửa bùng lên lúc 20h15 ở dãy hàng vải.\n\nChợ đóng cửa đến hết tuần."


def page(name: str, **particulars: str) -> ReadArticle:
    return read((PAGES / name).read_bytes(), name=name, **particulars)  # type: ignore[arg-type]


def reasons(article: ReadArticle) -> set[RemovalReason]:
    return {removal.reason for removal in article.removals}


class TestRead:
    def test_it_cleans_a_page_and_keeps_what_it_took_out(self) -> None:
        article = page("en-wordpress.html")

        assert article.language == "en"
        assert [block.text for block in article.blocks] == [
            "Ferry sinks off the coast after night collision",
            "A ferry with 143 people on board sank early on Tuesday after a freighter hit it in fog, the coast guard "
            "said. Everyone was rescued.",
            "Rescuers bring passengers ashore at dawn.",
            "“We heard a bang and then the lights went out,” said Ana Silva, a nurse. “Nobody told us anything”.",
            "The captain called it a “miracle”. The U.S. Coast Guard sent three boats. Mr. Okafor, who owns the line, "
            "declined to comment.",
            "Divers will search the wreck at 8.15 a.m. Wednesday. It lies 40 metres deep.",
        ]
        assert reasons(article) == {
            RemovalReason.HEADLINE_REPEATED,
            RemovalReason.PHOTO_CREDIT,
            RemovalReason.QUOTE_MARKS,
            RemovalReason.RELATED_LINKS,
        }

    def test_it_cleans_a_russian_page_in_its_own_style(self) -> None:
        texts = [block.text for block in page("ru-windows-1251.html", charset="utf-8").blocks]

        assert len(texts) == 5
        assert "«Все успели надеть жилеты», сказал он." in texts[2]

    def test_it_cleans_a_spanish_page(self) -> None:
        article = page("es-portada-antigua.html")

        assert reasons(article) == {
            RemovalReason.RELATED_LINKS,
            RemovalReason.SHARE_LINE,
            RemovalReason.COMMENT_COUNT,
        }
        assert article.blocks[-1].text.startswith("La carretera sigue cortada.")

    def test_its_removals_can_be_undone_one_by_one(self) -> None:
        article = page("vi-hoa-hoan-cho.html")

        for removal in article.removals:
            others = [one for one in article.removals if one is not removal]
            texts = [block.text for block in apply_removals(article.extracted, others)]
            assert any(removal.text in text for text in texts)

    def test_it_tells_a_text_s_language(self) -> None:
        article = read(VIETNAMESE.encode(), name="a.txt")

        assert (article.language, article.notices, article.title) == ("vi", (), "Cháy chợ đêm ở Huế")

    def test_it_believes_what_was_stated_and_says_so(self) -> None:
        article = read(VIETNAMESE.encode(), name="a.txt", language="fr")

        assert article.language == "fr"
        assert article.notices == ("The text looks like Vietnamese, but was taken in as French.",)

    def test_it_says_where_page_and_text_differ(self) -> None:
        data = (PAGES / "vi-hoa-hoan-cho.html").read_text("utf-8").replace('lang="vi"', 'lang="en"')

        article = read(data.encode(), name="a.html")

        assert article.language == "vi"
        assert article.notices == ("The page says that it is in English, but was taken in as Vietnamese.",)

    def test_it_asks_where_the_language_cannot_be_told(self) -> None:
        with pytest.raises(Invalid, match=r"The language of “a\.txt” cannot be told from its text; say which it is"):
            read(b"OK 123", name="a.txt")

    def test_it_asks_where_it_does_not_know_the_language(self) -> None:
        swedish = "Branden bröt ut på fredagskvällen, säger myndigheterna till nyhetsbyrån. Ingen skadades."

        with pytest.raises(Invalid, match="“sv”"):
            read(swedish.encode(), name="a.txt")

    def test_it_names_a_stated_language_that_it_does_not_know(self) -> None:
        with pytest.raises(Invalid, match="“tlh” is not a language the desk knows"):
            read(VIETNAMESE.encode(), name="a.txt", language="tlh")

    @pytest.mark.parametrize(
        ("name", "content_type", "html"),
        [
            ("a.html", None, True),
            ("a", "text/html; charset=utf-8", True),
            ("a", None, True),
            ("a.txt", "text/plain", False),
        ],
    )
    def test_it_knows_a_page_by_type_name_or_look(self, name: str, content_type: str | None, html: bool) -> None:
        data = b"<article><h1>Fire at the market</h1><p>Three people were hurt in the fire, doctors said.</p></article>"

        article = read(data, name=name, content_type=content_type)

        assert ("<p>" not in article.blocks[0].text) is html

    def test_it_takes_a_text_with_a_stray_tag_for_a_text(self) -> None:
        article = read_text("Bài viết về thẻ\n\nNgười ta gõ 3 < 5 và a > b khi học toán ở trường.")

        assert article.blocks[1].text == "Người ta gõ 3 < 5 và a > b khi học toán ở trường."

    def test_it_refuses_a_text_that_is_nothing_but_furniture(self) -> None:
        with pytest.raises(Invalid, match="only page furniture"):
            read("Để lại bình luận\n\n0 bình luận\n\nChia sẻ bài viết".encode(), name="a.txt", language="vi")

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"", "is empty"),
            (b"%PDF-1.7", "is no text"),
            ("Пожар на рынке".encode("windows-1251"), "byte 0"),
            (b"<html><body></body></html>", "No article was found"),
        ],
    )
    def test_it_refuses_bad_input_in_one_sentence(self, data: bytes, error: str) -> None:
        with pytest.raises(Invalid, match=error) as caught:
            read(data, name="x.bin")

        assert "“x.bin”" in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_it_refuses_fifty_megabytes_at_once(self) -> None:
        with pytest.raises(TooLarge, match=r"“a\.txt” has 50\.0 MB; the desk takes in at most 10 MB"):
            read(b"\xff" * (5 * MAX_BYTES), name="a.txt")  # looked at, it would be no text

    def test_it_refuses_more_text_than_an_article_has(self) -> None:
        with pytest.raises(TooLarge, match="characters of text"):
            read(b"word " * (MAX_CHARACTERS // 4), name="a.txt")

    def test_it_reads_the_documents_of_ntrex(self, test_data: Path) -> None:
        for name, lines in documents(test_data, "vie"):
            article = read("\r\n".join(lines).encode("utf-8-sig"), name=name)

            assert article.language == "vi"
            assert [block.text for block in article.blocks] == [one_line(line) for line in lines]

    def test_its_heavy_libraries_are_not_loaded_by_the_import(self) -> None:
        code = (
            "import sys, desk.intake.reader;"
            "print(*({'trafilatura', 'choppa', 'py3langid', 'numpy', 'lxml', 'yaml', 'babel'} & sys.modules.keys()))"
        )

        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)

        assert said.stdout.strip() == ""


class TestExtractRecord:
    def test_it_is_what_the_command_prints(self) -> None:
        record = extract_record(page("es-portada-antigua.html"))

        assert list(record) == ["title", "language", "byline", "published_at", "blocks", "removed"]
        assert record["published_at"] == "2024-05-06T00:00:00+00:00"
        assert record["blocks"][0] == {"kind": "headline", "text": "El volcán obliga a evacuar dos pueblos"}
        assert record["removed"][1] == {"text": "Compartir en Facebook", "reason": "share_line"}
        assert all(block["text"] for block in record["blocks"])


class TestSegmentRecords:
    def test_it_gives_a_line_per_segment(self) -> None:
        article = read_text("Cháy chợ. Ba người bị thương\n\nLửa tắt. Chợ đóng cửa.", language="vi")

        assert segment_records(article.blocks, "vi") == [
            {"block": 0, "start": 0, "end": 28, "text": "Cháy chợ. Ba người bị thương"},
            {"block": 1, "start": 0, "end": 8, "text": "Lửa tắt."},
            {"block": 1, "start": 9, "end": 22, "text": "Chợ đóng cửa."},
        ]

    def test_its_headline_is_one_segment(self) -> None:
        records = segment_records(page("vi-hoa-hoan-cho.html").blocks, "vi")

        assert [one["text"] for one in records if one["block"] == 0] == ["Cháy chợ đêm ở Huế, ba người bị thương"]
        assert BlockKind.HEADLINE is page("vi-hoa-hoan-cho.html").blocks[0].kind
