"""Taking an article in by the page."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import func, select

from desk.models import Revision, Story, Translation
from desk.services.outlets import Outlets
from tests.web.conftest import Visitor, WebDesk

ARTICLE = """Nhà hát mở cửa trở lại sau một năm

Hàng trăm người đã xếp hàng từ sáng sớm trước cửa nhà hát ở trung tâm thành phố.

Buổi diễn đầu tiên dành cho những người đã cứu hộ trong đêm ấy. Vé đã bán hết từ tuần trước."""

PAGE = f"""<!doctype html><html lang="vi"><head><title>Nhà hát mở cửa trở lại sau một năm</title></head><body>
<nav><a href="/">Trang chủ</a></nav><article><h1>Nhà hát mở cửa trở lại sau một năm</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.split(chr(10) * 2)[1:])}
<script>alert("boo")</script></article></body></html>"""


def count(desk: WebDesk, model: type) -> int:
    with desk.wiring.database.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def written(**more: object) -> dict[str, object]:
    return {"text": ARTICLE, "from": "vi", "to": ["en"], **more}


class TestForm:
    def test_it_chooses_the_desks_usual_languages(self, translator: Visitor) -> None:
        page = translator.get("/intake").text

        assert 'name="to" value="en" checked' in page
        assert 'name="to" value="ru">' in page

    def test_it_offers_the_desks_outlets(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            Outlets(home.session, home.administrator).add("Sample Daily")

        assert "Sample Daily" in translator.get("/intake").text


class TestText:
    def test_it_makes_a_story_with_a_translation_per_language(self, desk: WebDesk, translator: Visitor) -> None:
        answer = translator.post("/intake", written(to=["en", "fr"]))
        page = translator.follow(answer).text

        assert "Nhà hát mở cửa trở lại sau một năm" in page
        assert "Vé đã bán hết từ tuần trước." in page
        assert count(desk, Translation) == 2

    def test_it_shows_markup_in_a_text_as_text(self, translator: Visitor) -> None:
        text = ARTICLE + "\n\n<script>alert(1)</script> nằm trong bài viết và phải được đọc như chữ viết."

        page = translator.follow(translator.post("/intake", written(text=text))).text

        assert "<script>alert" not in page

    def test_it_finds_the_language_out(self, translator: Visitor) -> None:
        answer = translator.post("/intake", written(**{"from": ""}))

        assert "Vietnamese" in translator.follow(answer).text

    def test_it_takes_the_due_time_in_the_readers_zone(self, desk: WebDesk, translator: Visitor) -> None:
        translator.client.set_cookie("zone", "Asia%2FHo_Chi_Minh")

        translator.post("/intake", written(due="2026-11-23T18:30", breaking="yes", restricted="yes"))

        with desk.wiring.database.session() as session:
            made = session.scalars(select(Translation)).one()
            assert made.due_at is not None
            assert made.due_at.isoformat() == "2026-11-23T11:30:00+00:00"
            assert made.story.breaking
            assert made.story.restricted


class TestFile:
    def test_it_takes_a_saved_page(self, desk: WebDesk, translator: Visitor) -> None:
        file = (io.BytesIO(PAGE.encode()), "nha-hat.html")

        answer = translator.post("/intake", {"file": file, "to": ["en"]})
        page = translator.follow(answer).text

        assert "Hàng trăm người đã xếp hàng" in page
        assert "alert(&#34;boo" not in page
        assert "Trang chủ" not in page.partition("Taken out by cleaning")[0]

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7 something", b"caf\xe9 " * 50, b"1234 5678\n\n90 12 34 56 78"])
    def test_it_tells_what_is_wrong_with_a_file(self, desk: WebDesk, translator: Visitor, content: bytes) -> None:
        answer = translator.post("/intake", {"file": (io.BytesIO(content), "a.html"), "to": ["en"]}, status=422)

        alert = answer.text.partition('role="alert"')[2].partition("</div>")[0]
        assert "Nothing was taken in." in alert
        assert "a.html" in alert
        assert count(desk, Story) == 0

    def test_it_takes_nothing_beyond_ten_megabytes(self, desk: WebDesk, translator: Visitor) -> None:
        large = io.BytesIO(b"<p>" + b"a " * 5_100_000)

        answer = translator.post("/intake", {"file": (large, "large.html"), "to": ["en"]}, status=413)

        assert "10 MB" in answer.text

    def test_it_does_not_even_read_fifty_megabytes(self, translator: Visitor) -> None:
        announced = {"CONTENT_LENGTH": "50000000"}  # of which not a byte is sent

        answer = translator.client.post(
            "/intake", content_type="multipart/form-data; boundary=x", environ_overrides=announced
        )

        assert answer.status_code == 413
        assert "10 MB" in answer.text


class TestAddress:
    @pytest.fixture
    def site(self, desk: WebDesk) -> Iterator[str]:
        """A news site on this machine, seen by a desk that was told to allow it."""

        class Site(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with desk.wiring.database.session(write=True) as other:  # somebody saves while the page is fetched
                    other.add(Story(desk_id=desk.translator.desk_id, title="Meanwhile"))
                    other.commit()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(PAGE.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        server = HTTPServer(("127.0.0.1", 0), Site)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        origin = f"http://127.0.0.1:{server.server_port}"
        desk.wiring.settings.allowed_origins.append(origin)
        yield origin
        server.shutdown()
        thread.join()
        server.server_close()

    def test_it_fetches_without_keeping_others_waiting(self, desk: WebDesk, translator: Visitor, site: str) -> None:
        answer = translator.post("/intake", {"url": f"{site}/nha-hat", "to": ["en"]})

        page = translator.follow(answer).text
        assert f"{site}/nha-hat" in page
        assert count(desk, Story) == 2

    @pytest.mark.parametrize(
        "url", ["http://127.0.0.1:9/", "http://[::ffff:7f00:1]/", "file:///etc/passwd", "http://2130706433/"]
    )
    def test_it_fetches_nothing_from_inside_the_network(self, translator: Visitor, url: str) -> None:
        answer = translator.post("/intake", {"url": url, "to": ["en"]}, status=422)

        assert "Nothing was taken in." in answer.text


class TestRefusing:
    @pytest.mark.parametrize(
        ("given", "cause"),
        [
            ({"text": ""}, "one of the three"),
            ({"url": "https://example.org/"}, "one of the three"),
            ({"to": []}, "at least one language"),
            ({"to": ["vi"]}, "in Vietnamese already"),
            ({"to": ["tlh"]}, "not a language the desk knows"),
            ({"due": "soon"}, "is not a time"),
        ],
    )
    def test_it_keeps_what_was_written(
        self, desk: WebDesk, translator: Visitor, given: dict[str, object], cause: str
    ) -> None:
        answer = translator.post("/intake", written(**given), status=422)

        assert cause in answer.text
        assert given.get("text") == "" or "Nhà hát mở cửa trở lại" in answer.text
        assert count(desk, Story) == count(desk, Revision) == 0

    def test_it_leaves_nothing_half_made(self, desk: WebDesk, translator: Visitor) -> None:
        translator.post("/intake", written(outlet="01m8invented"), status=404)

        assert count(desk, Story) == count(desk, Revision) == count(desk, Translation) == 0
