from pathlib import Path
from typing import Any

import numpy
import pytest

from desk.engines.starter.alignment import Head
from desk.engines.starter.convert import convert
from desk.engines.starter.shape import Shape

SHAPE = Shape(pieces=12, width=16, heads=4, inner=32, encoder_layers=1, decoder_layers=2, positions=32)
VOCABULARY = ["<unk>", "<s>", "</s>", *"abcdefghi"]


def arrays() -> dict[str, Any]:
    """A network of that shape with random weights, named as the trained one names them."""
    draw = numpy.random.default_rng(5)
    width, inner = SHAPE.width, SHAPE.inner
    found: dict[str, Any] = {
        "embedding.weight": draw.normal(size=(SHAPE.pieces, width)),
        "bias": draw.normal(size=SHAPE.pieces),
        "positions": draw.normal(size=(SHAPE.positions, width)),
    }
    linears = {"self_attention.all": (3 * width, width), "self_attention.out": (width, width)}
    linears |= {"feed.up": (inner, width), "feed.down": (width, inner)}
    crossing = {"cross_attention.query": (width, width), "cross_attention.key_value": (2 * width, width)}
    crossing |= {"cross_attention.out": (width, width)}
    norms = ["encoder_norm", "decoder_norm"]
    for at, sizes in (("encoder.0", linears), ("decoder.0", linears | crossing), ("decoder.1", linears | crossing)):
        norms += [f"{at}.self_norm", f"{at}.feed_norm"] + ([f"{at}.cross_norm"] if at.startswith("decoder") else [])
        for name, size in sizes.items():
            found[f"{at}.{name}.weight"] = draw.normal(size=size) / 2
            found[f"{at}.{name}.bias"] = draw.normal(size=size[0])
    for norm in norms:
        found[f"{norm}.weight"], found[f"{norm}.bias"] = numpy.ones(width), numpy.zeros(width)
    return {name: array.astype(numpy.float32) for name, array in found.items()}


def translated(folder: Path) -> Any:
    import ctranslate2

    translator = ctranslate2.Translator(str(folder), intra_threads=1)
    source = [list("abcdef")]
    return translator.translate_batch(
        source, beam_size=1, max_decoding_length=12, return_attention=True, return_scores=True
    )[0]


class TestConvert:
    @pytest.fixture
    def models(self, tmp_path: Path) -> list[Any]:
        results = []
        for number in (0, 3):
            folder = tmp_path / str(number)
            convert(arrays(), SHAPE, VOCABULARY, Head(1, number, 1.0), folder)
            results.append(translated(folder))
        return results

    def test_it_translates_the_same_whichever_head_comes_first(self, models: list[Any]) -> None:
        first, moved = models

        assert first.hypotheses == moved.hypotheses
        assert first.scores[0] == pytest.approx(moved.scores[0], abs=0.05)

    def test_it_returns_the_attention_of_the_chosen_head(self, models: list[Any]) -> None:
        first, moved = models

        assert numpy.abs(numpy.array(first.attention) - numpy.array(moved.attention)).max() > 0.05
