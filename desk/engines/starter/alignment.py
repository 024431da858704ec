"""Where the words of a sentence lie in its pieces, and which attention head finds a term's source best.

CTranslate2 returns the mean of the first N heads of one decoder layer. So before conversion the best head of all is
looked for, its layer is named as the alignment layer, and it is moved to the first place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.engines.starter.grammar import Pair
from desk.engines.starter.pieces import BEGIN, END
from desk.engines.starter.spelling import bare

if TYPE_CHECKING:
    from desk.engines.starter.network import Network


@dataclass(frozen=True)
class Head:
    """A head of the decoder's cross-attention, and how often it found the source span of a term's first piece."""

    layer: int
    head: int
    found: float


def pieces_of(processor: Any, text: str, part: str) -> list[int]:
    """The numbers of the pieces of `text` in which `part` lies; empty unless it occurs exactly once.

    A leading article is passed over: it often has no source of its own.
    """
    part = bare(part)
    begin = text.casefold().find(part.casefold())
    if begin < 0 or text.casefold().count(part.casefold()) > 1:
        return []
    end = begin + len(part)
    offsets = processor.encode(text, return_type="offset_mapping")["offsets"]
    return [number for number, (start, stop) in enumerate(offsets) if _overlap(text, start, stop, begin, end)]


def _overlap(text: str, start: int, stop: int, begin: int, end: int) -> bool:
    """Whether the piece text[start:stop], without the space that it may begin with, shares a character."""
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    return max(start, begin) < min(stop, end)


def term_pieces(processor: Any, pair: Pair) -> Iterator[tuple[list[int], list[int]]]:
    """For each term that can be told on both sides: its source pieces and its target pieces."""
    for here, there in pair.terms:
        source, target = pieces_of(processor, pair.source, here), pieces_of(processor, pair.target, there)
        if source and target:
            yield source, target


def best_head(network: "Network", processor: Any, pairs: Sequence[Pair]) -> Head:
    """The head that most often looks into the right span when the first piece of a term is about to be written."""
    import torch

    network.eval()
    attentions = [layer.cross_attention for layer in network.decoder]
    found = torch.zeros(len(attentions), network.shape.heads)
    terms = 0
    for attention in attentions:
        attention.keep_weights = True
    with torch.no_grad():
        for pair in pairs:
            source = torch.tensor([[*processor.encode(pair.source), END]])
            target = torch.tensor([[BEGIN, *processor.encode(pair.target)]])
            network(source, torch.ones_like(source, dtype=torch.bool), target)
            for there, here in term_pieces(processor, pair):
                terms += 1
                for number, attention in enumerate(attentions):
                    looks_at = attention.weights[0, :, here[0]].argmax(-1)
                    found[number] += torch.tensor([float(place in there) for place in looks_at.tolist()])
    for attention in attentions:
        attention.keep_weights = False
    best = int(found.argmax())
    layer, head = divmod(best, network.shape.heads)
    return Head(layer, head, float(found[layer, head]) / max(terms, 1))
