"""Answers on the wire."""

import gzip

from desk.web.compressing import SMALLEST
from tests.web.conftest import Visitor


class TestCompression:
    def test_a_page_is_small_for_whoever_takes_it_so(self, translator: Visitor):
        plain = translator.client.get("/")
        small = translator.client.get("/", headers={"Accept-Encoding": "gzip"})

        assert small.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in small.headers["Vary"]
        assert len(small.data) * 3 < len(plain.data)
        assert b"</html>" in gzip.decompress(small.data)

    def test_brotli_goes_first(self, translator: Visitor):
        answer = translator.client.get("/", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})

        assert answer.headers["Content-Encoding"] == "br"

    def test_what_is_short_or_packed_already_is_let_be(self, translator: Visitor):
        page = translator.get("/").get_data(as_text=True)
        script = page.split('type="module"')[0].rsplit('src="', 1)[1].split('"')[0]

        packed = translator.client.get(script, headers={"Accept-Encoding": "gzip"})
        short = translator.client.get("/nowhere.json", headers={"Accept-Encoding": "gzip"})

        assert gzip.decompress(packed.data)  # once, not twice
        assert "Content-Encoding" not in short.headers or len(gzip.decompress(short.data)) > SMALLEST

    def test_the_headers_of_every_answer_are_there_all_the_same(self, translator: Visitor):
        answer = translator.client.get("/", headers={"Accept-Encoding": "gzip"})

        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
