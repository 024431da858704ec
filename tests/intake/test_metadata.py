import datetime as dt
import json

import pytest

from desk.intake.metadata import Metadata, read_metadata
from desk.intake.runs import parse


def read(head: str, body: str = "", url: str = "", html: str = "<html>") -> Metadata:
    return read_metadata(parse(f"{html}<head>{head}</head><body>{body}</body></html>"), url)


def linked(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


class TestReadMetadata:
    def test_it_reads_linked_data_first(self) -> None:
        found = read(
            '<meta name="author" content="Báo X">'
            + linked(
                headline="Cháy chợ",
                author=[{"name": "Minh Châu"}, {"name": "Quốc Bảo"}],
                publisher={"name": "Liên Lục"},
                datePublished="2024-03-22T21:40:00+07:00",
            )
        )

        assert found.titles == ("Cháy chợ",)
        assert found.byline == "Minh Châu, Quốc Bảo"
        assert found.site == "Liên Lục"
        assert found.published_at == dt.datetime(2024, 3, 22, 14, 40, tzinfo=dt.UTC)

    def test_it_finds_the_article_in_a_graph(self) -> None:
        data = {"@graph": [{"@type": "WebSite", "name": "X"}, {"@type": ["NewsArticle"], "headline": "Cháy chợ"}]}

        assert read(f'<script type="application/ld+json">{json.dumps(data)}</script>').titles == ("Cháy chợ",)

    @pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"@type": "NewsArticle", "author": 3}', "null"])
    def test_it_survives_broken_linked_data(self, broken: str) -> None:
        found = read(f'<script type="application/ld+json">{broken}</script><title>Cháy chợ</title>')

        assert found.titles == ("Cháy chợ",)
        assert found.byline == ""

    def test_it_reads_meta_elements(self) -> None:
        found = read(
            '<meta property="og:title" content="Cháy chợ"><meta property="og:site_name" content="Liên Lục">'
            '<meta name="description" content="Lửa bùng lên."><meta name="author" content="Minh Châu">'
            '<meta property="article:published_time" content="2024-03-22T21:40:00Z">'
        )

        assert (found.titles, found.site, found.summary) == (("Cháy chợ",), "Liên Lục", "Lửa bùng lên.")
        assert (found.byline, found.published_at) == ("Minh Châu", dt.datetime(2024, 3, 22, 21, 40, tzinfo=dt.UTC))

    def test_it_reads_byline_and_time_off_the_page(self) -> None:
        body = '<span rel="author">Minh Châu</span> <time datetime="2024-03-22">hôm qua</time>'

        found = read("", body)

        assert found.byline == "Minh Châu"
        assert found.published_at == dt.datetime(2024, 3, 22, tzinfo=dt.UTC)

    @pytest.mark.parametrize("time", ["hôm qua", "", "2024-13-45", "0001-01-01T00:00:00+14:00"])
    def test_it_leaves_a_time_that_is_none(self, time: str) -> None:
        assert read(f'<meta name="date" content="{time}">').published_at is None

    def test_it_takes_no_address_for_a_name(self) -> None:
        assert read('<meta property="article:author" content="https://facebook.com/bao">').byline == ""

    def test_it_reads_the_canonical_address(self) -> None:
        head = '<link rel="canonical" href="/thoi-su/chay-cho">'

        assert read(head, url="https://example.org/x?utm=1").url == "https://example.org/thoi-su/chay-cho"

    @pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "http://[", ""])
    def test_it_takes_no_address_that_is_not_of_the_web(self, href: str) -> None:
        head = f'<link rel="canonical" href="{href}">'

        assert read(head, url="https://example.org/x").url == "https://example.org/x"
        assert read(head).url == ""

    @pytest.mark.parametrize(
        ("html", "language"),
        [('<html lang="vi-VN">', "vi"), ('<html lang="pt_BR">', "pt"), ('<html lang="xx">', None), ("<html>", None)],
    )
    def test_it_reads_the_language(self, html: str, language: str | None) -> None:
        assert read("", html=html).language == language
