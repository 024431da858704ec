from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.domain.segment import Span
from desk.engines.installed import Package
from desk.engines.tokenizer import MosesTokenizer, SentencePieceTokenizer, tokenizer_of

BPE = "#version: 0.2\nn e\nne w\nnew s</w>\nt h\nth e</w>\n"
same_tokenizer = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def tokenizer(tiny_package: Package) -> SentencePieceTokenizer:
    return SentencePieceTokenizer(tiny_package.folder / "sentencepiece.model")


class TestEncode:
    def test_it_places_pieces_without_their_spaces(self, tokenizer: SentencePieceTokenizer) -> None:
        text = "một hai  ba"

        tokens = tokenizer.encode(text)

        assert tokens.pieces == ["▁một", "▁hai", "▁ba"]
        assert tokens.spans is not None
        assert [span.of(text) for span in tokens.spans] == ["một", "hai", "ba"]

    def test_it_gives_every_byte_of_a_character_the_character(self, tokenizer: SentencePieceTokenizer) -> None:
        text = "một 🙂 hai"

        tokens = tokenizer.encode(text)

        assert tokens.spans is not None
        assert [span.of(text) for span in tokens.spans if span.end > span.start] == ["một", *["🙂"] * 4, "hai"]

    @same_tokenizer
    @given(st.text(max_size=60))
    @example("ﬁ①²")
    @example("e\u0301")
    def test_its_spans_stay_in_the_text_and_in_order(self, tokenizer: SentencePieceTokenizer, text: str) -> None:
        tokens = tokenizer.encode(text)

        assert tokens.spans is not None
        assert len(tokens.spans) == len(tokens.pieces)
        assert list(tokens.spans) == sorted(tokens.spans)
        assert all(0 <= span.start <= span.end <= len(text) for span in tokens.spans)


class TestDecode:
    def test_it_places_pieces_in_the_text(self, tokenizer: SentencePieceTokenizer) -> None:
        text, spans = tokenizer.decode(["▁one", "▁two", "▁", "<0xF0>", "<0x9F>", "<0x99>", "<0x82>", "▁three"])

        assert text == "one two 🙂 three"
        assert spans is not None
        assert [span.of(text) for span in spans] == ["one", "two", "", *["🙂"] * 4, "three"]

    @pytest.mark.parametrize("pieces", [["▁one", "_", "two"], ["▁one", "▁▁", "two"], ["▁", "▁one"], ["one", "▁"], []])
    def test_it_makes_the_text_that_argostranslate_makes(
        self, tokenizer: SentencePieceTokenizer, tiny_package: Package, pieces: list[str]
    ) -> None:
        from argostranslate.tokenizer import SentencePieceTokenizer as Theirs

        value = Theirs(tiny_package.folder / "sentencepiece.model").decode(pieces)

        assert tokenizer.decode(pieces)[0] == value.removeprefix(" ")

    def test_it_returns_nfc(self, tokenizer: SentencePieceTokenizer) -> None:
        text, spans = tokenizer.decode(["▁caf", "e\u0301", "▁one"])

        assert text == "café one"
        assert spans is not None
        assert [span.of(text) for span in spans] == ["caf", "é", "one"]

    @same_tokenizer
    @given(st.text(max_size=60))
    def test_what_was_encoded_comes_back(self, tokenizer: SentencePieceTokenizer, text: str) -> None:
        pieces = tokenizer.encode(text).pieces

        once, spans = tokenizer.decode(pieces)

        assert spans is not None
        assert len(spans) == len(pieces)
        assert list(spans) == sorted(spans)
        assert all(0 <= span.start <= span.end <= len(once) for span in spans)


class TestMoses:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "bpe.model").write_text(BPE)
        return tmp_path

    def test_it_cuts_as_argostranslate_does(self, folder: Path) -> None:
        from argostranslate.tokenizer import BPETokenizer

        theirs = BPETokenizer(folder / "bpe.model", "en", "fr")
        ours = MosesTokenizer(folder / "bpe.model", "en", "fr")

        tokens = ours.encode("The “news”, the new.")

        assert tokens.pieces == theirs.encode("The “news”, the new.")
        assert tokens.spans is None
        assert "news" in tokens.pieces

    def test_it_joins_as_argostranslate_does(self, folder: Path) -> None:
        from argostranslate.tokenizer import BPETokenizer

        pieces = ["l@@", "a", "&quot;", "nouvelle", "&quot;", "!"]
        theirs = BPETokenizer(folder / "bpe.model", "en", "fr")

        text, spans = MosesTokenizer(folder / "bpe.model", "en", "fr").decode(pieces)

        assert text == theirs.decode(pieces)
        assert spans is None

    def test_it_serves_a_package_without_sentencepiece(self, folder: Path) -> None:
        assert isinstance(tokenizer_of(folder, "en", "fr"), MosesTokenizer)

    def test_it_gives_way_to_sentencepiece(self, tiny_package: Package) -> None:
        (tiny_package.folder / "bpe.model").write_text(BPE)

        assert isinstance(tokenizer_of(tiny_package.folder, "vi", "en"), SentencePieceTokenizer)


class TestSpan:
    def test_it_is_the_domain_s(self, tokenizer: SentencePieceTokenizer) -> None:
        assert tokenizer.encode("một").spans == (Span(0, 3),)
