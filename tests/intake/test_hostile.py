"""Input that is made, or broken, to hurt: it ends soon, as an article or with one sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.domain.errors import DeskError, Invalid, TooLarge
from desk.intake.bounds import MAX_ATTRIBUTES, MAX_BLOCKS, MAX_DEPTH, MAX_ELEMENTS, MAX_INLINE
from desk.intake.decoding import decode
from desk.intake.reader import ReadArticle, read
from tests.patience import patience

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
ARTICLE = (
    "<article><h1>The harbour is closed</h1>"
    + "".join(f"<p>This is sentence number {n} of an ordinary article about the harbour.</p>" for n in range(5))
    + "</article>"
)
ATTRIBUTES = " ".join(f"a{n}=1" for n in range(100_000))


def soon(html: str, name: str = "a.html") -> ReadArticle:
    """The article; without its bounds, reading any of these took minutes."""
    with patience():
        return read(html.encode(), name=name, language="en")


class TestTooMuch:
    @pytest.mark.parametrize(
        ("html", "said"),
        [
            (f"<p {ATTRIBUTES}>x</p>", f"{MAX_ATTRIBUTES} attributes on one element"),
            ("<div>" * 100_000 + ARTICLE + "</div>" * 100_000, f"{MAX_DEPTH} elements one in another"),
            ("<p>" + "<b>" * 100_000, f"{MAX_DEPTH} elements one in another"),
            ("<p>" + "<b>x</b>" * 50_000, f"{MAX_INLINE} inline elements in one element"),
            ("<p></p>" * 500_000, f"{MAX_ELEMENTS} elements"),
            ("<article>" + f"<p {' '.join(ATTRIBUTES.split()[:199])}>x</p>" * 2000, "200000 attributes"),
            (
                "<h1>Harbour</h1>"
                + "<p>A paragraph of an article about the harbour and its ships.</p>" * (MAX_BLOCKS + 1),
                "paragraphs",
            ),
            ("<h1>Harbour</h1><p>" + "lorem ipsum " * 420_000, "characters of text"),
        ],
    )
    def test_it_is_refused_with_a_number(self, html: str, said: str) -> None:
        with pytest.raises(TooLarge, match=re.escape(said)) as caught:
            soon(html)

        assert str(caught.value).startswith("“a.html” ")

    def test_a_text_of_a_word_a_line_is_refused(self) -> None:
        with pytest.raises(TooLarge, match=r"“a\.txt” has 150000 paragraphs"):
            soon("a\n\n" * 150_000, "a.txt")

    def test_fifty_megabytes_are_refused_before_they_are_looked_at(self) -> None:
        with pytest.raises(TooLarge, match=r"“a\.html” has 51\.0 MB"):  # looked at, it would have too many elements
            read(b"<p>" * 17_000_000, name="a.html")

    @pytest.mark.parametrize("deep", [100, MAX_DEPTH - 10])
    def test_what_is_merely_deep_is_read_to_the_last_word(self, deep: int) -> None:
        assert len(soon("<div>" * deep + ARTICLE).blocks) == 6


ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))


class TestTraps:
    @pytest.mark.parametrize(
        "html",
        [
            f'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><p>&k;</p>',
            '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;</p>',
            '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">',
            "<!DOCTYPE " + "[" * 500_000 + ">",
            "<!DOCTYPE x" * 100_000,
            "<" * 500_000,
            "&" * 500_000,
            "<!-" * 300_000,
            "<meta " * 300_000,
            '<script type="application/ld+json">' + "[" * 500_000 + "</script>",
            '<script type="application/ld+json">{"n":' + "9" * 500_000 + "}</script>",
            '<script type="application/ld+json">{"@type":"NewsArticle","author":[[{"name":[]}],7],"datePublished":9,'
            '"headline":{},"publisher":[],"@graph":{"@graph":5}}</script>',
            "<div class='byline'>" * 100 + "By " * 100_000 + "</div>" * 100,
            "<title>" + "The harbour " * 60_000 + "</title>" + "<h1>The harbour is not closed</h1>" * 5000,
            f"<meta name=description content='{'The harbour ' * 60_000}'>" + "<p>x</p>" * 10_000,
            "<div class='" + "lead " * 300_000 + "'>x</div>",
            "<div style='" + "display:" * 300_000 + "'>x</div>",
            "<p>" + "\u200b" * 500_000 + "</p>",
            "<p>e" + "\u0301" * 200_000 + "</p>",
            "<p>" + "<b>e</b>\u0301 " * 1900 + "</p>",
            "<p>" + "\U00012000" * 50_000 + "</p>",
        ],
        ids=lambda html: re.sub(r"\W+", " ", html[:40]),
    )
    def test_it_costs_nothing_and_loses_nothing(self, html: str) -> None:
        texts = [block.text for block in soon(html + ARTICLE).blocks]

        assert [text for text in texts if text.startswith("This is sentence")] == [
            f"This is sentence number {n} of an ordinary article about the harbour." for n in range(5)
        ]
        assert not any("root:" in text for text in texts)

    @pytest.mark.parametrize(
        "line",
        [
            *("lorem ipsum " * 40_000, "a" * 480_000, "`a` " * 60_000, ",,a " * 60_000, "Photo: " * 60_000),
            *("5''" * 60_000, "U.S. " * 90_000, "(AP/" * 90_000, "x" + "\u00a0" * 480_000 + "y", "1 " * 200_000),
            "- | " * 100_000,
        ],
        ids=lambda line: line[:8],
    )
    def test_an_endless_line_costs_nothing(self, line: str) -> None:
        assert soon("The harbour is closed\n\nThis is a text.\n\n" + line, "a.txt").title == "The harbour is closed"

    @pytest.mark.parametrize(
        "charset",
        ["undefined", "punycode", "idna", "unicode_escape", "hex", "rot13", "zlib", "utf-7", "utf-16", "mbcs", "a\0b"],
    )
    def test_an_encoding_of_no_texts_is_refused(self, charset: str) -> None:
        with pytest.raises(Invalid, match=r"“a” (says that it is in|cannot be read as)"):
            decode(b"Caf\xe9 au lait, a-b-c \\d", "a", charset)


def mutated(page: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, instead in cuts:
        start = at % (len(page) + 1)
        page = page[:start] + instead + page[start + length :]
    return page


BITS = st.sampled_from(
    [
        *(b"", b"<", b">", b"</p>", b"<p>", b"</div>", b"<table><tr><td>", b"<br>", b"<!--", b"]]>", b"<h1>", b"<svg>"),
        *(
            b"<script>",
            b"&#0;",
            b"&#xD800;",
            b"&#8;",
            b"&#x12000;",
            b"\xff",
            b"\0",
            b"\x08",
            b"\r",
            b'"',
            b"<base href=x>",
        ),
        *("\u0301".encode(), "\U00012001\U00012002".encode(), "\u202e".encode(), b"<figcaption>", b"<blockquote>"),
        *(b"<q>", b"<ul><li>", b"<frameset>", b"<plaintext>", b"<body>", b"<html lang=''>", b"<a href='http://[x'>"),
        *(b"<time datetime='+99999-01-01'>", b"<meta charset=undefined>"),
    ]
)
CUTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 400), BITS | st.binary(max_size=6)), max_size=8)


class TestFuzz:
    """Whatever comes in, an article goes out whose marks lie in its texts, or an error of the desk's own family."""

    def check(self, data: bytes, name: str) -> None:
        try:
            article = read(data, name=name, language="en")
        except DeskError:
            return
        for block in (*article.extracted, *article.blocks):
            assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
            assert "\n" not in block.text
        assert article.blocks

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(PAGES), CUTS)
    def test_mutated_pages(self, page: Path, cuts: list[tuple[int, int, bytes]]) -> None:
        self.check(mutated(page.read_bytes(), cuts), page.name)

    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=300), st.sampled_from(["a.html", "a.txt"]))
    def test_any_bytes(self, data: bytes, name: str) -> None:
        self.check(data, name)

    @settings(max_examples=100, deadline=None)
    @given(st.lists(BITS | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")), max_size=30))
    def test_any_markup(self, bits: list[bytes]) -> None:
        self.check(b"<html><body>" + b"".join(bits) + ARTICLE.encode(), "a.html")
