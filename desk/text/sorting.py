"""The order in which people look names up: by letters and digits, whatever their case and their accents."""

import unicodedata
from typing import Final

LONGEST: Final = 100
_PLAIN = str.maketrans("đłøħı", "dlohi")
"""Letters with a stroke, which Unicode does not take apart."""


def sort_key(text: str) -> str:
    """What a text is sorted by, at most `LONGEST` characters: "Điện Kremlin" as "dien kremlin"; marks are passed over.

    Among texts of one key a second criterion decides. What has neither letter nor digit is sorted as it stands.
    """
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    kept = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return (" ".join(kept.split()) or text)[:LONGEST]
