"""The starter packages: small models for trying the desk, made wholly by this room.

`lexicon.*.txt` → `grammar` → `corpus` → `pieces`, `network`, `train` → `convert` → `package`, with figures from
`measure` on the `card`. The packages themselves and their cards are committed beside these modules.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def starters() -> list[Path]:
    """The starter packages that travel with the desk: `.argosmodel` files, by name."""
    return sorted(FOLDER.glob("*.argosmodel"))
