"""Two people's texts of one segment, put together word by word upon the text that both began with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.text.diff import Piece, aligned, bridged, runs_together, tokens


class MergeKind(StrEnum):
    AGREED = "agreed"
    MINE = "mine"
    THEIRS = "theirs"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class MergePart:
    """The same stretch of three texts, any of which may be empty there.

    `AGREED`: mine and theirs read the same. `MINE`, `THEIRS`: only that side changed it. `CONFLICT`: both did, each in
    another way, and somebody has to choose.
    """

    kind: MergeKind
    base: str
    mine: str
    theirs: str

    @property
    def both(self) -> str:
        """Mine and then theirs; empty where nobody has to choose, or one side has nothing."""
        if self.kind is not MergeKind.CONFLICT or not self.mine.strip() or not self.theirs.strip():
            return ""
        space = " " if runs_together(self.mine[-1], self.theirs[0]) else ""
        return self.mine + space + self.theirs


def merge(base: str | None, mine: str, theirs: str) -> list[MergePart]:
    """What each side made of `base`, in parts that join to `mine`, to `theirs` and to `base`.

    A three-way merge (diff3: Khanna, Kunal and Pierce 2007) with words for lines. Changes that touch, or have nothing
    but white space between them, are one part: words side by side depend on each other. Where nobody knows the base,
    every difference is a conflict, with an empty base.
    """
    if base is None:
        return [_unfounded(*texts) for texts, _ in bridged(aligned(mine, theirs))]
    return [_founded(*texts) for texts, _ in bridged(_joined(_aligned_upon(base, mine, theirs)))]


def _unfounded(mine: str, theirs: str) -> MergePart:
    if mine == theirs:
        return MergePart(MergeKind.AGREED, mine, mine, theirs)
    return MergePart(MergeKind.CONFLICT, "", mine, theirs)


def _founded(base: str, mine: str, theirs: str) -> MergePart:
    if mine == theirs:
        kind = MergeKind.AGREED
    elif theirs == base:
        kind = MergeKind.MINE
    elif mine == base:
        kind = MergeKind.THEIRS
    else:
        kind = MergeKind.CONFLICT
    return MergePart(kind, base, mine, theirs)


def _aligned_upon(*texts: str) -> Iterator[Piece]:
    """Each word of the first text that all have kept, and before each and at the end what the texts have there."""
    base, *others = cut = [tokens(text) for text in texts]
    places = [_places(base, other) for other in others]
    at = [0] * len(cut)
    for place, word in enumerate(base):
        if all(place in kept for kept in places):
            found = [place, *(kept[place] for kept in places)]
            yield _between(cut, at, found), False
            yield (word,) * len(cut), True
            at = [one + 1 for one in found]
    yield _between(cut, at, [len(words) for words in cut]), False


def _places(base: Sequence[str], other: Sequence[str]) -> Mapping[int, int]:
    """Where the words of the base stand in another text, for those that it has kept."""
    from rapidfuzz.distance import Levenshtein

    return {
        code.src_start + step: code.dest_start + step
        for code in Levenshtein.opcodes(base, other)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    }


def _between(cut: Iterable[Sequence[str]], starts: Iterable[int], ends: Iterable[int]) -> tuple[str, ...]:
    return tuple("".join(words[start:end]) for words, start, end in zip(cut, starts, ends, strict=True))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces without empty ones, so that those that are the same never follow each other."""
    kept: list[tuple[str, ...]] = []
    for texts, same in pieces:
        if same:
            kept.append(texts)
        elif any(texts):
            if kept:
                yield tuple("".join(text) for text in zip(*kept, strict=True)), True
            kept = []
            yield texts, False
    if kept:
        yield tuple("".join(text) for text in zip(*kept, strict=True)), True
