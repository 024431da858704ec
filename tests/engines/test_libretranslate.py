"""LibreTranslate: against a server of the test's own on loopback, with all that a server may do wrong."""

import email.utils
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from desk.domain.errors import EngineDown, EngineUnavailable
from desk.engines.libretranslate import BATCH_CHARACTERS, BATCH_TEXTS, FRESH_FOR, LibreTranslateEngine, batches
from desk.engines.libretranslate_server import ATTEMPTS, LONGEST_WAIT, LibreTranslateServer
from desk.intake.fetch import MEBIBYTE
from tests.libretranslate import KEY, LANGUAGES, Peer, fails, raw, shout
from tests.loopback import Site


@pytest.fixture
def peer() -> Iterator[Peer]:
    site = Site()
    yield Peer(site)
    site.close()


class TestPairs:
    def test_it_drafts_what_its_server_offers_in_the_desk_s_languages(self, peer: Peer) -> None:
        assert peer.engine().pairs() == [("en", "vi"), ("en", "zh"), ("vi", "en"), ("zh", "en")]

    def test_it_remembers_the_offer_for_a_while(self, peer: Peer) -> None:
        time = [0.0]
        engine = peer.engine(now=lambda: time[0])
        engine.pairs()
        peer.offer(LANGUAGES[:2])

        time[0] = FRESH_FOR
        assert ("zh", "en") in engine.pairs()
        time[0] = FRESH_FOR + 1

        assert ("zh", "en") not in engine.pairs()
        assert peer.asked("/languages") == 2

    def test_it_may_offer_nothing(self, peer: Peer) -> None:
        peer.offer([])

        assert peer.engine().pairs() == []

    @pytest.mark.parametrize("languages", [{}, [{}], [{"code": 5}], [{"code": "vi", "targets": "en"}], "en", None])
    def test_it_takes_nothing_else_for_an_offer(self, peer: Peer, languages: Any) -> None:
        peer.offer(languages)

        with pytest.raises(EngineDown, match="no list of languages"):
            peer.engine().pairs()

    def test_a_server_that_is_something_else_says_so(self, peer: Peer) -> None:
        peer.site.routes["/languages"] = raw(b"<html>Hello</html>", 404)

        with pytest.raises(EngineDown, match="is no LibreTranslate that can be asked: it answers with status 404"):
            peer.engine().pairs()

    def test_nobody_waits_before_a_page_for_a_server_that_says_later(self, peer: Peer) -> None:
        peer.site.routes["/languages"] = raw(b'{"error": "Later."}', 503, Retry_After="30")

        with pytest.raises(EngineDown, match=r"overloaded: Later\.$"):
            peer.engine().pairs()
        assert (peer.waits, peer.asked("/languages")) == ([], 1)

    def test_codes_that_no_draft_can_name_are_passed_over(self, peer: Peer) -> None:
        peer.offer([{"code": "zh-" + "x" * 200, "targets": ["en"]}, {"code": "en\x1b[31m", "targets": []}])

        assert peer.engine().pairs() == []

    def test_a_redirect_is_not_followed(self, peer: Peer) -> None:
        peer.site.routes["/languages"] = raw(b"", 302, Location="http://127.0.0.1:1/languages")

        with pytest.raises(EngineDown, match="status 302"):
            peer.engine().pairs()

    def test_a_server_that_is_away_says_so(self, peer: Peer) -> None:
        engine = peer.engine()
        peer.site.close()

        with pytest.raises(EngineDown, match=r"LibreTranslate is away: .* cannot be reached: Connection refused"):
            engine.pairs()

    def test_an_address_inside_the_network_must_be_listed(self, peer: Peer) -> None:
        engine = LibreTranslateEngine(LibreTranslateServer(peer.site.origin))

        with pytest.raises(EngineDown, match="must be listed in DESK_ALLOWED_ORIGINS"):
            engine.pairs()
        assert peer.site.requests == []


class TestModel:
    def test_it_names_the_server_s_codes_and_version(self, peer: Peer) -> None:
        model = peer.engine().model("zh", "en")

        assert (model.engine, model.model, model.version) == ("libretranslate", "zh-Hans-en", "1.9.6")

    @pytest.mark.parametrize("body", [b"", b"<html>", b'{"info":{}}', b"[" * 100_000, b"x" * 2 * MEBIBYTE])
    def test_it_may_name_no_version(self, peer: Peer, body: bytes) -> None:
        peer.site.routes["/spec"] = raw(body)

        assert peer.engine().model("vi", "en").version == ""

    def test_a_version_without_end_is_cut_to_what_a_draft_can_name(self, peer: Peer) -> None:
        peer.site.routes["/spec"] = raw(b'{"info": {"version": "1.9\\u001b[31m' + b"x" * 100 + b'"}}')

        assert peer.engine().model("vi", "en").version == "1.9[31m" + "x" * 25

    def test_it_says_what_is_not_offered(self, peer: Peer) -> None:
        with pytest.raises(EngineUnavailable, match="does not draft vi → zh") as raised:
            peer.engine().model("vi", "zh")
        assert not isinstance(raised.value, EngineDown)


class TestTranslate:
    def test_it_sends_all_texts_at_once(self, peer: Peer) -> None:
        outputs = peer.engine().translate(["một", "", " ", "hai 🌧"], "vi", "en")

        assert [output.text for output in outputs] == ["MỘT", "", "", "HAI 🌧"]
        assert peer.sent == [{"q": ["một", "hai 🌧"], "source": "vi", "target": "en", "format": "text", "api_key": KEY}]

    def test_it_sends_no_key_where_there_is_none(self, peer: Peer) -> None:
        peer.engine(key="").translate(["một"], "vi", "en")

        assert "api_key" not in peer.sent[0]

    def test_it_sends_the_server_s_own_codes(self, peer: Peer) -> None:
        peer.engine().translate(["one"], "en", "zh")

        assert (peer.sent[0]["source"], peer.sent[0]["target"]) == ("en", "zh-Hans")

    def test_one_text_that_fails_costs_only_itself(self, peer: Peer) -> None:
        def fussy(texts: list[str]) -> tuple[int, Any]:
            return (500, {"error": "Cannot translate text"}) if "bad" in texts else shout(texts)

        peer.replies = [fussy] * 20
        texts = [f"text {number}" for number in range(9)]
        texts.insert(4, "bad")

        outputs = peer.engine().translate(texts, "vi", "en")

        assert [output.text for output in outputs] == [text.upper() if text != "bad" else "" for text in texts]
        assert outputs[4].error == "LibreTranslate fails on this text: Cannot translate text."
        assert peer.asked() < 10

    @pytest.mark.parametrize(("count", "status"), [(1, 400), (3, 413), (2, 422)])
    def test_a_batch_that_is_too_large_for_the_server_is_halved(self, peer: Peer, count: int, status: int) -> None:
        def small(texts: list[str]) -> tuple[int, Any]:
            return (status, {"error": "exceeds text limit"}) if len(texts) > count else shout(texts)

        peer.replies = [small] * 20

        outputs = peer.engine().translate(["a", "b", "c", "d", "e"], "vi", "en")

        assert [output.text for output in outputs] == ["A", "B", "C", "D", "E"]

    def test_a_wrong_number_of_translations_is_never_shifted(self, peer: Peer) -> None:
        def drops(texts: list[str]) -> tuple[int, Any]:
            return 200, {"translatedText": [text.upper() for text in texts if text != "bad"]}

        peer.replies = [drops] * 20

        outputs = peer.engine().translate(["a", "bad", "c"], "vi", "en")

        assert [output.text for output in outputs] == ["A", "", "C"]
        assert "0 translations of 1 texts" in (outputs[1].error or "")

    def test_an_answer_that_is_too_large_is_refused(self, peer: Peer) -> None:
        peer.replies = [raw(b" " * (MEBIBYTE + 1))]

        [output] = peer.engine().translate(["a"], "vi", "en")

        assert output.error == "LibreTranslate fails on this text: its answer is too large."

    def test_signs_that_no_reader_sees_are_taken_out_of_its_answer(self, peer: Peer) -> None:
        peer.replies = [lambda texts: (200, {"translatedText": ["\x1b[31mA\0 \u202eb\u200bc\x07"]})]

        [output] = peer.engine().translate(["a"], "vi", "en")

        assert (output.text, output.error) == ("[31mA bc", None)

    def test_its_reason_moves_no_terminal(self, peer: Peer) -> None:
        peer.replies = [fails(400, "No\x1b]0;owned\x07\u202e\nno.")]

        [output] = peer.engine().translate(["a"], "vi", "en")

        assert output.error == "LibreTranslate fails on this text: No]0;owned no."

    def test_a_draft_that_goes_round_in_circles_is_none(self, peer: Peer) -> None:
        peer.replies = [lambda texts: (200, {"translatedText": ["Greer" + "er" * 20]})]

        [output] = peer.engine().translate(["a"], "vi", "en")

        assert "round in circles" in (output.error or "")

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"<!doctype html><title>Sign in to this network</title>",
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"translatedText": "a text alone"}',
            b'{"translatedText": [null]}',
            b'{"translatedText": [1]}',
            b"[]",
        ],
    )
    def test_garbage_is_no_translation(self, peer: Peer, body: bytes) -> None:
        peer.replies = [raw(body)]

        with pytest.raises(EngineDown, match="no list of translations"):
            peer.engine().translate(["a"], "vi", "en")

    @pytest.mark.parametrize("found", ['["\\ud800"]', "[null]", '"b"'])
    def test_json_that_holds_no_translation_costs_its_text_alone(self, peer: Peer, found: str) -> None:
        body = f'{{"translatedText": {found}}}'.encode()
        peer.replies = [raw(body, Content_Type="application/json; charset=utf-8")] * 2

        outputs = peer.engine().translate(["a", "b"], "vi", "en")

        assert [output.text for output in outputs] == ["", "B"]
        assert "something else than translations" in (outputs[0].error or "")

    @pytest.mark.parametrize("status", [401, 403])
    def test_a_bad_key_is_said_and_never_shown(self, peer: Peer, status: int) -> None:
        peer.replies = [fails(status, f"Invalid API key {KEY}\n<script>")]

        with pytest.raises(EngineDown) as raised:
            peer.engine().translate(["a"], "vi", "en")

        assert str(raised.value) == "LibreTranslate refuses the desk, or its key: Invalid API key … <script>."
        assert KEY not in repr(raised.value.__cause__)

    def test_a_server_that_is_slow_is_not_waited_for(self, peer: Peer) -> None:
        def raw(handler: BaseHTTPRequestHandler) -> None:
            time.sleep(1.5)

        peer.replies = [raw]

        with pytest.raises(EngineDown, match="did not send everything in time"):
            peer.engine().translate(["a"], "vi", "en")

    def test_a_server_that_trickles_is_cut(self, peer: Peer) -> None:
        def raw(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(40):
                handler.wfile.write(b" ")
                time.sleep(0.1)

        peer.replies = [raw]
        engine = peer.engine()
        began = time.monotonic()

        with pytest.raises(EngineDown, match="in time"):
            engine.translate(["a"], "vi", "en")
        assert time.monotonic() - began < 3.5

    def test_it_forgets_the_offer_of_a_server_that_went_away(self, peer: Peer) -> None:
        engine = peer.engine()
        engine.pairs()
        peer.site.close()

        with pytest.raises(EngineDown):
            engine.translate(["a"], "vi", "en")
        with pytest.raises(EngineDown):
            engine.pairs()


class TestTryingAgain:
    @pytest.mark.parametrize("status", [429, 502, 503, 504])
    def test_it_waits_longer_each_time(self, peer: Peer, status: int) -> None:
        peer.replies = [fails(status)] * 2

        [output] = peer.engine().translate(["a"], "vi", "en")

        assert output.text == "A"
        assert peer.waits == [0.5, 1.0]

    def test_it_gives_up(self, peer: Peer) -> None:
        peer.replies = [fails(429, "Slowdown: 80 per 1 minute")] * 9

        with pytest.raises(EngineDown, match=r"overloaded: Slowdown: 80 per 1 minute\.$"):
            peer.engine().translate(["a"], "vi", "en")
        assert peer.asked() == ATTEMPTS
        assert len(peer.waits) == ATTEMPTS - 1

    def test_it_waits_as_the_server_says_within_bounds(self, peer: Peer) -> None:
        later = email.utils.formatdate(time.time() + 3600, usegmt=True)
        earlier = email.utils.formatdate(0, usegmt=True)
        told = ("7", "86400", later, earlier, "²", "soon", "-5")
        expected = [7.0, LONGEST_WAIT, LONGEST_WAIT, 0.0, 0.5, 0.5, 0.5]

        for value in told:
            peer.replies = [raw(b"{}", 503, Retry_After=value.encode().decode("latin-1"))]
            peer.engine().translate(["a"], "vi", "en")

        assert peer.waits == expected


class TestBatches:
    def test_they_are_bounded_in_texts_and_characters(self) -> None:
        texts = ["a"] * (BATCH_TEXTS + 1) + ["b" * 3000, "c" * 2000, "d" * 1, "e" * (BATCH_CHARACTERS + 1), "f"]

        found = list(batches(texts))

        assert [text for batch in found for text in batch] == texts
        assert [len(batch) for batch in found] == [BATCH_TEXTS, 2, 2, 1, 1]

    def test_nothing_makes_no_batch(self) -> None:
        assert list(batches([])) == []
