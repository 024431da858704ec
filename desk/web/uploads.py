"""Files that people send, kept until a job takes them."""

import secrets
import time
from pathlib import Path

from werkzeug.datastructures import FileStorage

from desk.web.session import wiring

DAY = 24 * 3600


def keep(file: FileStorage, ending: str) -> Path:
    """Keeps what was sent under a name that nobody chose; what was left lying for a day goes."""
    folder = wiring().settings.data_dir / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():  # their jobs have ended long ago
        if time.time() - left.stat().st_mtime > DAY:
            left.unlink(missing_ok=True)
    path = folder / f"{secrets.token_hex(8)}{ending}"
    file.save(path)
    return path
