"""A real Argos package of a few hundred kilobytes, made in a moment: a Transformer that translates word by word.

Its weights are written by hand instead of trained. A vector is a one-hot token beside a one-hot position; the decoder's
cross-attention looks from its step at the same position of the source and brings that token's translation along. So
"một hai" becomes "one two", names are copied, and the attention is a diagonal.
"""

import io
import json
import math
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WORDS = {
    "một": "one",
    "hai": "two",
    "ba": "three",
    "bốn": "four",
    "nhà": "house",
    "báo": "newspaper",
    "tin": "news",
    "nói": "said",
    "và": "and",
    "người": "people",
}
POSITIONS = 48
_SHARPNESS = 40.0  # of the attention
_LOUDNESS = 24.0  # of what the attention brings, against the token that the decoder has just written
_CERTAINTY = 0.35  # of the output: about 0.9 for each token


def build(
    path: Path,
    *,
    source: str = "vi",
    target: str = "en",
    words: Mapping[str, str] = WORDS,
    version: str = "1.0",
    ends: bool = True,
    bpe: bool = False,
    **metadata: Any,
) -> Path:
    """Writes a package to `path` and returns it. One that never `ends` says "one one one …" after the last word.

    With `bpe` it has Moses' tokens and `bpe.model` in place of SentencePiece, as the oldest packages do.
    """
    name, tokenizer = ("bpe.model", _bpe(words)) if bpe else ("sentencepiece.model", _sentencepiece(words))
    vocabulary = ["<unk>", "<s>", "</s>", *words, *words.values()] if bpe else _pieces(tokenizer)
    translations = _translations(vocabulary, words, "" if bpe else "▁", ends)
    head = {
        "package_version": version,
        "argos_version": "1.11.0",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
        **metadata,
    }
    files = {"metadata.json": json.dumps(head).encode(), name: tokenizer}
    with tempfile.TemporaryDirectory() as model:
        _save(model, vocabulary, translations)
        files |= {f"model/{file.name}": file.read_bytes() for file in sorted(Path(model).iterdir())}
    top = f"translate-{source}_{target}-{version.replace('.', '_')}"
    return pack(path, files, top, zipfile.ZIP_STORED)  # its weights are zeros, which would pack like a bomb


def pack(path: Path, files: Mapping[str, bytes], top: str, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Zips files under one top folder."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(f"{top}/{name}", content)
    return path


def files_of(path: Path) -> dict[str, bytes]:
    """The files of a package under its top folder, to change some and pack them again."""
    with zipfile.ZipFile(path) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _sentencepiece(words: Mapping[str, str]) -> bytes:
    import sentencepiece

    model = io.BytesIO()
    both = [*words, *words.values()]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(both)] * 50),
        model_writer=model,
        model_type="bpe",
        vocab_size=600,
        hard_vocab_limit=False,
        character_coverage=1.0,
        byte_fallback=True,
        minloglevel=2,
    )
    return model.getvalue()


def _pieces(sentencepiece: bytes) -> list[str]:
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_proto=sentencepiece)
    return [processor.id_to_piece(number) for number in range(processor.vocab_size())]


def _bpe(words: Mapping[str, str]) -> bytes:
    """Merges that put each word together letter by letter."""
    merges = ["#version: 0.2"]
    for word in words:
        letters = [*word[:-1], word[-1] + "</w>"]
        merges += ["".join(letters[:end]) + " " + letters[end] for end in range(1, len(letters))]
    return "\n".join(dict.fromkeys(merges)).encode() + b"\n"


def _save(folder: str, vocabulary: list[str], translations: list[int]) -> None:
    import ctranslate2

    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 1, pre_norm=True, alignment_layer=-1)
    _fill(spec, len(vocabulary), translations)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(folder)


def _translations(vocabulary: list[str], words: Mapping[str, str], mark: str, ends: bool) -> list[int]:
    """The token that each token becomes: its word's translation, or itself. `mark` begins a word's piece."""
    pairs = {mark + word: mark + translation for word, translation in words.items()}
    pairs |= {} if ends else {"</s>": mark + next(iter(words.values()))}
    missing = [piece for pair in pairs.items() for piece in pair if piece not in vocabulary]
    assert not missing, f"not one piece: {missing}"
    return [vocabulary.index(pairs.get(piece, piece)) for piece in vocabulary]


def _fill(spec: Any, tokens: int, translations: list[int]) -> None:
    import numpy as np

    size = math.ceil((tokens + POSITIONS) / 8) * 8
    embeddings = np.zeros((tokens, size), "float32")
    embeddings[:, :tokens] = np.eye(tokens)
    positions = np.zeros((POSITIONS, size), "float32")
    positions[:, tokens : tokens + POSITIONS] = np.eye(POSITIONS)
    look = np.zeros((size, size), "float32")
    look[:, tokens : tokens + POSITIONS] = np.eye(size)[:, tokens : tokens + POSITIONS] * _SHARPNESS
    bring = np.zeros((size, size), "float32")
    for token, translation in enumerate(translations):
        bring[translation, token] = _LOUDNESS

    def linear(part: Any, weight: Any) -> None:
        part.weight, part.bias = weight, np.zeros(len(weight), "float32")

    def norm(part: Any, ones: float, loud: float = 0.0) -> None:
        """A norm that undoes itself on a vector of `ones` ones and one loud entry."""
        mean = (ones + loud) / size
        part.gamma = np.full(size, math.sqrt((ones + loud**2) / size - mean**2), "float32")
        part.beta = np.full(size, mean, "float32")

    def nothing(rows: int, columns: int) -> Any:
        return np.zeros((rows, columns), "float32")

    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = positions
        for layer in side.layer:
            norm(layer.self_attention.layer_norm, 2)
            linear(layer.self_attention.linear[0], nothing(3 * size, size))
            linear(layer.self_attention.linear[1], nothing(size, size))
            norm(layer.ffn.layer_norm, 2)
            linear(layer.ffn.linear_0, nothing(8, size))
            linear(layer.ffn.linear_1, nothing(size, 8))
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings
    norm(spec.encoder.layer_norm, 2)
    norm(spec.decoder.layer_norm, 2, _LOUDNESS)
    across = spec.decoder.layer[0].attention
    norm(across.layer_norm, 2)
    linear(across.linear[0], look)
    linear(across.linear[1], np.concatenate([look, bring]))
    linear(across.linear[2], np.eye(size, dtype="float32"))
    linear(spec.decoder.projection, embeddings * _CERTAINTY)
