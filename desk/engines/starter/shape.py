"""The sizes of a starter package's network."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """How many pieces, how wide, how deep. `positions` bounds the length of a sentence, in pieces with its end mark."""

    pieces: int = 4000
    width: int = 256
    heads: int = 4
    inner: int = 1024
    encoder_layers: int = 3
    decoder_layers: int = 2
    positions: int = 512
    dropout: float = 0.1
