"""The starter packages that come with the desk, to be installed without a download."""

import re
from dataclasses import dataclass
from pathlib import Path

from desk.domain.errors import Invalid, NotFound
from desk.domain.phrase import phrase
from desk.engines.archive import check_archive
from desk.engines.starter import starters

_PAIR = re.compile(r"(?P<source>[a-z]{2,3})(?:_|\s*(?:→|->)\s*|\s+)(?P<target>[a-z]{2,3})")


@dataclass(frozen=True, slots=True)
class Offer:
    """A starter package: its languages, its size packed, in bytes, and what readers of its drafts must know."""

    source: str
    target: str
    version: str
    size: int
    card: str
    path: Path

    @property
    def wanted(self) -> str:
        """What `install` is told to install it."""
        return f"starter {self.source} {self.target}"


def offered() -> list[Offer]:
    """All starter packages, by languages."""
    return sorted(map(_offer, starters()), key=lambda offer: (offer.source, offer.target))


def starter_of(pair: str) -> Path:
    """The starter package of a pair such as `vi en`. Raises `Invalid` or `NotFound`, naming those that there are."""
    match = _PAIR.fullmatch(pair.strip())
    if match is None:
        raise Invalid(phrase("“{pair}” is no pair of languages such as “vi en”.", pair=pair))
    offers = offered()
    for offer in offers:
        if (offer.source, offer.target) == (match["source"], match["target"]):
            return offer.path
    known = ", ".join(f"{offer.source} → {offer.target}" for offer in offers)
    raise NotFound(
        phrase(
            "No starter package {match} → {match2} comes with the desk; there are: {known}.",
            match=match["source"],
            match2=match["target"],
            known=known,
        )
    )


def _offer(path: Path) -> Offer:
    metadata = check_archive(path)
    return Offer(metadata.source, metadata.target, metadata.version, path.stat().st_size, metadata.card, path)
