"""A package's tokenizer: text into pieces and back, with the place of each piece in the text."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desk.domain.segment import Span


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pieces of a text and, where the tokenizer knows them, their spans in code points, white space left out."""

    pieces: list[str]
    spans: tuple[Span, ...] | None


class Tokenizer(Protocol):
    def encode(self, text: str) -> Tokens:
        """The pieces of a source text."""

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...] | None]:
        """The target text that pieces make, as argostranslate makes it but in NFC, and their spans in it."""


class SentencePieceTokenizer:
    """`sentencepiece.model`. Raises `OSError` or `RuntimeError` where the file is none."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor: Any = SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> Tokens:
        mapping = self._processor.encode(text, return_type="offset_mapping")
        return Tokens(mapping["pieces"], _spans(mapping, text))

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...] | None]:
        mapping = self._processor.decode(pieces, return_type="offset_mapping")
        # argostranslate turns what is left of the space marks, and all underscores, into spaces.
        text = mapping["text"].replace("▁", " ").replace("_", " ")
        spans = _spans(mapping, text)
        if text.startswith(" "):
            text, spans = text[1:], tuple(Span(max(span.start - 1, 0), max(span.end - 1, 0)) for span in spans)
        return _composed(text, spans)


class MosesTokenizer:
    """`bpe.model`, as older packages have it: Moses' tokens cut by subword-nmt. It does not know its spans."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        from argostranslate.apply_bpe import BPE
        from sacremoses import MosesDetokenizer, MosesPunctNormalizer  # type: ignore[import-untyped]
        from sacremoses import MosesTokenizer as Moses

        self._normalizer = MosesPunctNormalizer(source)
        self._tokenizer = Moses(source)
        self._detokenizer = MosesDetokenizer(target)
        with path.open(encoding="utf-8") as file:
            self._codes = BPE(file)

    def encode(self, text: str) -> Tokens:
        words = " ".join(self._tokenizer.tokenize(self._normalizer.normalize(text)))
        return Tokens(self._codes.segment_tokens(words.strip("\r\n ").split(" ")), None)

    def decode(self, pieces: list[str]) -> tuple[str, tuple[Span, ...] | None]:
        text = self._detokenizer.detokenize(" ".join(pieces).replace("@@ ", "").split(" "))
        return unicodedata.normalize("NFC", text.removeprefix(" ")), None


def tokenizer_of(folder: Path, source: str, target: str) -> Tokenizer:
    """The tokenizer of an unpacked package; as in argostranslate, SentencePiece goes first."""
    if (folder / "sentencepiece.model").is_file():
        return SentencePieceTokenizer(folder / "sentencepiece.model")
    return MosesTokenizer(folder / "bpe.model", source, target)


def _spans(mapping: dict[str, Any], text: str) -> tuple[Span, ...]:
    """The spans without surrounding white space. All bytes of one character have the character's span."""
    spans: list[Span] = []
    following = Span(len(text), len(text))
    for piece, (start, end) in zip(reversed(mapping["pieces"]), reversed(mapping["offsets"]), strict=True):
        if start == end and _is_byte(piece):  # SentencePiece gives the character to the last of its bytes
            spans.append(following)
            continue
        following = _stripped(text, start, end)
        spans.append(following)
    return tuple(reversed(spans))


def _is_byte(piece: str) -> bool:
    return len(piece) == 6 and piece.startswith("<0x")


def _stripped(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    end -= len(inner) - len(inner.rstrip())
    return Span(min(start + len(inner) - len(inner.lstrip()), end), end)


def _composed(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The text in NFC with its spans, for the rare model that writes letters and accents apart."""
    if unicodedata.is_normalized("NFC", text):
        return text, spans
    composed = unicodedata.normalize("NFC", text)

    def moved(place: int) -> int:
        return min(len(unicodedata.normalize("NFC", text[:place])), len(composed))

    return composed, tuple(Span(moved(span.start), moved(span.end)) for span in spans)
