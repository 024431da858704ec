"""Training of the starter package's network on pairs of piece ids. Needs torch; only `__main__` imports it.

It is checked by its outcome: the figures on the card and the tests of the committed package. Torch does not promise the
same weights on another machine, so a second training gives a package like this one, not the same bytes.
"""

import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from desk.engines.starter.network import Network
from desk.engines.starter.pieces import BEGIN, END
from desk.engines.starter.shape import Shape

Ids = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Recipe:
    """How long and how fast to learn: the rate falls to nothing over `steps`, or over `minutes` if those end first."""

    steps: int = 4000
    minutes: float = 30.0
    tokens: int = 1024  # of a batch, padding included, on the longer side
    peak: float = 1.4e-3
    warm_up: int = 300
    threads: int = 2
    smoothing: float = 0.1
    save_every: int = 500
    seed: int = 1


@dataclass(frozen=True)
class Batch:
    """Padded ids: the source with its mask, what the decoder reads, what it should say, and where that counts."""

    source: Tensor
    source_mask: Tensor
    read: Tensor
    say: Tensor
    counts: Tensor


def _padded(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = True
    return ids, mask


def make_batch(pairs: Sequence[Ids]) -> Batch:
    """A batch of (source ids, target ids), bare of begin and end marks, which are added here."""
    source, source_mask = _padded([[*source, END] for source, _ in pairs])
    target, counts = _padded([[BEGIN, *target, END] for _, target in pairs])
    return Batch(source, source_mask, target[:, :-1], target[:, 1:], counts[:, 1:])


def batches(pairs: Sequence[Ids], tokens: int, draw: random.Random) -> list[list[int]]:
    """The numbers of the pairs in batches of at most `tokens`, like lengths together, in random order."""
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number][0]) + draw.random() * 4)
    made: list[list[int]] = [[]]
    longest = 0
    for number in order:
        longest = max(longest, *map(len, pairs[number]))
        if made[-1] and (longest + 2) * (len(made[-1]) + 1) > tokens:
            made.append([])
            longest = max(map(len, pairs[number]))
        made[-1].append(number)
    draw.shuffle(made)
    return made


def _rate(step: int, progress: float, recipe: Recipe) -> float:
    warm = min((step + 1) / recipe.warm_up, 1.0)
    return float(max(recipe.peak * warm * (1 - progress) ** 0.6, 1e-5))


def _loss(network: Network, batch: Batch, smoothing: float) -> Tensor:
    scores = network(batch.source, batch.source_mask, batch.read)
    return functional.cross_entropy(scores[batch.counts].float(), batch.say[batch.counts], label_smoothing=smoothing)


def perplexity(network: Network, pairs: Sequence[Ids]) -> float:
    """Perplexity per piece on pairs that the network did not learn from."""
    network.eval()
    total = count = 0.0
    with torch.no_grad():
        for numbers in batches(pairs, 4096, random.Random(1)):  # noqa: S311 - no secret
            batch = make_batch([pairs[number] for number in numbers])
            here = float(batch.counts.sum())
            total += float(_loss(network, batch, 0.0).detach()) * here
            count += here
    return math.exp(total / count)


def train(
    network: Network, pairs: Sequence[Ids], valid: Sequence[Ids], recipe: Recipe, save: Callable[[Network], None]
) -> int:
    """Teaches `network` the pairs and returns the number of steps done.

    Calls `save` every so often and at the end, so that something usable is always there.
    """
    torch.set_num_threads(recipe.threads)
    optimizer = torch.optim.Adam(network.parameters(), betas=(0.9, 0.98), eps=1e-9)
    queue = _without_end(pairs, recipe)
    began = time.monotonic()
    step = 0
    while (progress := max(step / recipe.steps, (time.monotonic() - began) / 60 / recipe.minutes)) < 1:
        loss = _step(network, optimizer, next(queue), _rate(step, progress, recipe), recipe.smoothing)
        step += 1
        if step % 100 == 0:
            minutes = (time.monotonic() - began) / 60
            _tell(f"step {step} of {recipe.steps}, {progress:.0%}, {minutes:.1f} min, loss {loss:.3f}")
        if step % recipe.save_every == 0:
            save(network)
            _tell(f"step {step}: held-out perplexity {perplexity(network, valid):.3f}")
    save(network)
    _tell(f"done after {step} steps: held-out perplexity {perplexity(network, valid):.3f}")
    return step


def _without_end(pairs: Sequence[Ids], recipe: Recipe) -> Iterator[Batch]:
    """Batch after batch, pass after pass."""
    draw = random.Random(recipe.seed)  # noqa: S311 - no secret
    while True:
        for numbers in batches(pairs, recipe.tokens, draw):
            yield make_batch([pairs[number] for number in numbers])


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch, rate: float, smoothing: float) -> float:
    network.train()
    for group in optimizer.param_groups:
        group["lr"] = rate
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = _loss(network, batch, smoothing)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def save_to(path: Path) -> Callable[[Network], None]:
    """A `save` for `train` that writes the network's state to `path`, whole or not at all."""

    def save(network: Network) -> None:
        part = path.with_suffix(".part")
        torch.save(network.state_dict(), part)
        part.replace(path)

    return save


def new_network(shape: Shape, seed: int) -> Network:
    """A network that knows nothing yet."""
    torch.manual_seed(seed)
    network: Network = Network(shape)
    return network


def saved_network(shape: Shape, path: Path) -> Network:
    """The network whose state lies in `path`."""
    network = new_network(shape, 0)
    network.load_state_dict(torch.load(path, weights_only=True))
    return network


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
