"""Where the folders beside the package lie: at the top of a checkout, inside the package in an installed wheel."""

from pathlib import Path

FOLDERS = ("templates", "migrations", "glossaries")

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder of a name in `FOLDERS`. Raises `ValueError` for any other: it would be there in a checkout alone."""
    if name not in FOLDERS:
        raise ValueError(f"“{name}” does not travel with the package; {', '.join(FOLDERS)} do.")
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
