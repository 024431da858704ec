"""What addresses gave before: a version does not change, so an address that gives another content for it is odd."""

import json
import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

_FILE = "desk-addresses.json"
_KNOWN: TypeAdapter[dict[str, dict[str, str]]] = TypeAdapter(dict[str, dict[str, str]])


def oddity(cache: Path, address: str, version: str, sha256: str) -> str:
    """What is odd about a checksum, as a sentence; empty where the address gave the same one before, or nothing."""
    before = _known(cache).get(address, {}).get(version, sha256)
    if before == sha256:
        return ""
    return (
        f"Its address gave another content for version {version} before: the checksum was {before[:12]}… at first "
        f"and is {sha256[:12]}… now."
    )


def remember(cache: Path, address: str, version: str, sha256: str) -> None:
    """Notes the checksum that an address gave for a version; the first one stays."""
    known = _known(cache)
    known.setdefault(address, {}).setdefault(version, sha256)
    cache.mkdir(parents=True, exist_ok=True)
    fresh = cache / f"{_FILE}.{os.getpid()}"
    fresh.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(cache / _FILE)


def _known(cache: Path) -> dict[str, dict[str, str]]:
    try:
        return _KNOWN.validate_json((cache / _FILE).read_bytes())
    except (OSError, ValidationError):
        return {}
