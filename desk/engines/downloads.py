"""Package files on their way: what broke off is kept and taken up again, what arrived is used and deleted."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.engines.archive import MAX_ARCHIVE
from desk.intake.fetch import Progress, download

KEPT_SECONDS = 14 * 24 * 3600
"""How long the beginning of a download waits to be taken up."""


@dataclass(frozen=True, slots=True)
class Downloader:
    """Downloads into a folder. Origins inside the network must be allowed."""

    folder: Path
    allowed_origins: frozenset[str] = frozenset()
    progress: Progress | None = None

    @contextmanager
    def fetched(self, url: str) -> Iterator[tuple[Path, str]]:
        """A file from a URL and its SHA-256, there inside the `with`. Raises `Invalid` as `download` does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        path = self.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.argosmodel"
        try:
            yield path, self._downloaded(url, path)
        finally:
            path.unlink(missing_ok=True)  # what has not arrived wholly lies beside it

    def _downloaded(self, url: str, path: Path) -> str:
        try:
            return download(
                url, path, max_bytes=MAX_ARCHIVE, allowed_origins=self.allowed_origins, progress=self.progress
            )
        except OSError as error:
            for part in self.folder.glob(f"{path.name}*"):  # a full disk is not kept full
                part.unlink(missing_ok=True)
            raise Invalid(
                phrase(
                    "The download cannot be kept in {folder}: {strerror}.", folder=self.folder, strerror=error.strerror
                )
            ) from error

    def _sweep(self) -> None:
        for left in self.folder.iterdir():
            if time.time() - left.stat().st_mtime > KEPT_SECONDS:
                left.unlink(missing_ok=True)
