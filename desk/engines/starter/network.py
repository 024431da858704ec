"""The network of the starter package: a small pre-norm transformer. Needs torch; only training imports it.

Its parts are shaped as CTranslate2's TransformerSpec wants them (queries, keys and values of self-attention in one
matrix, keys and values of cross-attention in another), so that conversion is a copy.
Source: Vaswani et al. 2017, "Attention is all you need"; pre-norm after Xiong et al. 2020.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from desk.engines.starter.shape import Shape


def position_table(positions: int, width: int) -> Tensor:
    """Sines in the first half of the columns and cosines in the second: (positions, width)."""
    place = torch.arange(positions)[:, None].float()
    angle = place / torch.pow(10000, 2 * torch.arange(width // 2).float() / width)
    return torch.cat([angle.sin(), angle.cos()], 1)


class Attention(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Multi-head attention; with `memory` it looks at the encoder's output, else at its own input."""

    def __init__(self, width: int, heads: int, *, cross: bool = False) -> None:
        super().__init__()
        self.heads = heads
        self.cross = cross
        if cross:
            self.query = nn.Linear(width, width)
            self.key_value = nn.Linear(width, 2 * width)
        else:
            self.all = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.keep_weights = False
        self.weights: Tensor | None = None  # (batch, heads, target, source) of the last call, if kept

    def forward(self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """(batch, length, width) → the same; `mask` is True where there is something to look at."""
        if self.cross:
            query, (key, value) = self.query(x), self.key_value(memory).chunk(2, -1)
        else:
            query, key, value = self.all(x).chunk(3, -1)
        query, key, value = (self._split(part) for part in (query, key, value))
        if self.keep_weights:
            scores = (query @ key.transpose(-1, -2)) / math.sqrt(query.shape[-1])
            self.weights = scores.masked_fill(~mask, -1e9).softmax(-1) if mask is not None else scores.softmax(-1)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=mask is None)
        return self.out(seen.transpose(1, 2).reshape(x.shape))

    def _split(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)


class FeedForward(nn.Module):  # type: ignore[misc]  # see Attention
    """Two linear layers with a ReLU between."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        """(…, width) → the same."""
        return self.down(functional.relu(self.up(x)))


class Layer(nn.Module):  # type: ignore[misc]  # see Attention
    """A layer of the encoder or, with cross-attention, of the decoder."""

    def __init__(self, shape: Shape, *, decoder: bool) -> None:
        super().__init__()
        self.self_norm = nn.LayerNorm(shape.width)
        self.self_attention = Attention(shape.width, shape.heads)
        self.decoder = decoder
        if decoder:
            self.cross_norm = nn.LayerNorm(shape.width)
            self.cross_attention = Attention(shape.width, shape.heads, cross=True)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape.width, shape.inner)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None, memory: Tensor | None, memory_mask: Tensor | None) -> Tensor:
        """(batch, length, width) → the same; a `mask` of None means causal."""
        x = x + self.drop(self.self_attention(self.self_norm(x), mask=mask))
        if self.decoder:
            x = x + self.drop(self.cross_attention(self.cross_norm(x), memory, memory_mask))
        return x + self.drop(self.feed(self.feed_norm(x)))


class Network(nn.Module):  # type: ignore[misc]  # see Attention
    """Source and target piece ids → scores of the next target piece. Input, output and softmax share one table."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.pieces, shape.width)
        nn.init.normal_(self.embedding.weight, 0, shape.width**-0.5)
        self.bias = nn.Parameter(torch.zeros(shape.pieces))
        self.register_buffer("positions", position_table(shape.positions, shape.width))
        self.encoder = nn.ModuleList([Layer(shape, decoder=False) for _ in range(shape.encoder_layers)])
        self.decoder = nn.ModuleList([Layer(shape, decoder=True) for _ in range(shape.decoder_layers)])
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, source: Tensor, source_mask: Tensor, target: Tensor) -> Tensor:
        """(batch, S) ids, (batch, S) truth, (batch, T) ids → (batch, T, pieces) scores."""
        mask = source_mask[:, None, None, :]
        memory = self._embed(source)
        for layer in self.encoder:
            memory = layer(memory, mask, None, None)
        memory = self.encoder_norm(memory)
        x = self._embed(target)
        for layer in self.decoder:
            x = layer(x, None, memory, mask)
        return functional.linear(self.decoder_norm(x), self.embedding.weight, self.bias)

    def _embed(self, ids: Tensor) -> Tensor:
        return self.drop(self.embedding(ids) * math.sqrt(self.shape.width) + self.positions[: ids.shape[1]])
