"""The key that signs sessions: the setting's, or one that is drawn once and kept beside the desk's data."""

import os
import secrets

from desk.settings import Settings

FILE = "secret-key"


def secret_key(settings: Settings) -> str:
    """The key. A drawn one is readable by its owner alone, and two processes that start at once agree on it."""
    if settings.secret_key:
        return settings.secret_key
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / FILE
    draft = path.with_suffix(f".{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # the other process was first, and its key holds
        finally:
            draft.unlink()
    return path.read_text().strip()
