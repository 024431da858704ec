"""A trained network as a CTranslate2 model: int8, with the best aligned head first.

The weights go over as numpy arrays into CTranslate2's own TransformerSpec; no third library is in between.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desk.engines.starter.alignment import Head
from desk.engines.starter.shape import Shape

Arrays = Mapping[str, Any]


def arrays_of(network: Any) -> dict[str, Any]:
    """The weights of a network by name, as float32 numpy arrays."""
    return {name: tensor.float().numpy() for name, tensor in network.state_dict().items()}


def convert(arrays: Arrays, shape: Shape, vocabulary: list[str], head: Head, folder: Path) -> None:
    """Writes the model to `folder`, which is made anew. `head` becomes head 0 of the alignment layer."""
    from ctranslate2.specs import TransformerSpec, common_spec

    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=head.layer,
        alignment_heads=1,
    )
    _fill_encoder(spec.encoder, arrays)
    _fill_decoder(spec.decoder, _head_first(arrays, shape, head))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    _configure(spec.config)
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def _configure(config: Any) -> None:
    """Argos hands over bare pieces, so the model itself must add the end mark to the source."""
    config.bos_token = "<s>"  # noqa: S105 - a mark of the vocabulary
    config.eos_token = "</s>"  # noqa: S105 - see above
    config.unk_token = "<unk>"  # noqa: S105 - see above
    config.decoder_start_token = "<s>"  # noqa: S105 - see above
    config.add_source_eos = True
    config.add_source_bos = False
    config.layer_norm_epsilon = 1e-5


def _head_first(arrays: Arrays, shape: Shape, head: Head) -> dict[str, Any]:
    """The same network with the heads of one cross-attention in another order: the given head first."""
    import numpy

    order = [head.head, *(number for number in range(shape.heads) if number != head.head)]
    size = shape.width // shape.heads
    rows = numpy.concatenate([numpy.arange(number * size, (number + 1) * size) for number in order])
    both = numpy.concatenate([rows, rows + shape.width])
    at = f"decoder.{head.layer}.cross_attention"
    changed = dict(arrays)
    for part, places in ((f"{at}.query", rows), (f"{at}.key_value", both)):
        changed[f"{part}.weight"] = arrays[f"{part}.weight"][places]
        changed[f"{part}.bias"] = arrays[f"{part}.bias"][places]
    changed[f"{at}.out.weight"] = arrays[f"{at}.out.weight"][:, rows]
    return changed


def _fill_encoder(encoder: Any, arrays: Arrays) -> None:
    encoder.embeddings[0].weight = arrays["embedding.weight"]
    encoder.position_encodings.encodings = arrays["positions"]
    _norm(encoder.layer_norm, arrays, "encoder_norm")
    for number, layer in enumerate(encoder.layer):
        _fill_layer(layer, arrays, f"encoder.{number}")


def _fill_decoder(decoder: Any, arrays: Arrays) -> None:
    decoder.embeddings.weight = arrays["embedding.weight"]
    decoder.position_encodings.encodings = arrays["positions"]
    decoder.projection.weight = arrays["embedding.weight"]
    decoder.projection.bias = arrays["bias"]
    _norm(decoder.layer_norm, arrays, "decoder_norm")
    for number, layer in enumerate(decoder.layer):
        at = f"decoder.{number}"
        _fill_layer(layer, arrays, at)
        _norm(layer.attention.layer_norm, arrays, f"{at}.cross_norm")
        for linear, name in zip(layer.attention.linear, ("query", "key_value", "out"), strict=True):
            _linear(linear, arrays, f"{at}.cross_attention.{name}")


def _fill_layer(layer: Any, arrays: Arrays, at: str) -> None:
    """What layers of the encoder and of the decoder have in common."""
    _norm(layer.self_attention.layer_norm, arrays, f"{at}.self_norm")
    for linear, name in zip(layer.self_attention.linear, ("all", "out"), strict=True):
        _linear(linear, arrays, f"{at}.self_attention.{name}")
    _norm(layer.ffn.layer_norm, arrays, f"{at}.feed_norm")
    _linear(layer.ffn.linear_0, arrays, f"{at}.feed.up")
    _linear(layer.ffn.linear_1, arrays, f"{at}.feed.down")


def _linear(linear: Any, arrays: Arrays, at: str) -> None:
    linear.weight = arrays[f"{at}.weight"]
    linear.bias = arrays[f"{at}.bias"]


def _norm(norm: Any, arrays: Arrays, at: str) -> None:
    norm.gamma = arrays[f"{at}.weight"]
    norm.beta = arrays[f"{at}.bias"]
