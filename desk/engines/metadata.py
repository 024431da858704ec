"""What an Argos package says of itself in `metadata.json`."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.domain.errors import Invalid
from desk.text.normal import one_line

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,30}|")


LONGEST_CARD = 2_000
"""Characters of a card: it stands on pages and beside each draft."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The languages and version of a package; `starter` and `card` are the desk's own additions.

    `kind` is "translate" for what the desk can use. `target_prefix` is a token that the model wants its output to
    begin with, empty for most.
    """

    source: str
    target: str
    version: str
    kind: str = "translate"
    target_prefix: str = ""
    starter: bool = False
    card: str = ""

    @property
    def name(self) -> str:
        """The name as the Argos index has it: `translate-vi_en`."""
        return f"{self.kind}-{self.source}_{self.target}"

    @property
    def folder_name(self) -> str:
        """The name of the folder and of the file: `translate-vi_en-0_1`."""
        return "-".join(filter(None, (self.name, self.version.replace(".", "_"))))


def read_metadata(content: bytes) -> Metadata:
    """Reads the content of a `metadata.json`. Raises `Invalid` with what is wrong with it."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:  # the first also for bytes that are no UTF-8
        raise Invalid(f"metadata.json cannot be read: {error}.") from error
    if not isinstance(values, dict):
        raise Invalid("metadata.json holds no object.")
    return metadata_from(values)


def metadata_from(values: dict[str, Any]) -> Metadata:
    """Takes what the desk needs from a package's or an index entry's values. Raises `Invalid` where it is wrong."""
    kind = _text(values, "type") or "translate"
    if kind != "translate":
        raise Invalid(f"The package is of the type “{kind}”; the desk uses the type “translate”.")
    source, target = _code(values, "from_code"), _code(values, "to_code")
    if source == target:
        raise Invalid(f"metadata.json names “{source}” as both languages.")
    version = _text(values, "package_version")
    if not _VERSION.fullmatch(version):
        raise Invalid(f"“{version}” in metadata.json is no version.")
    ours = values.get("desk")
    ours = ours if isinstance(ours, dict) else {}
    prefix, starter, card = _text(values, "target_prefix"), ours.get("starter") is True, one_line(_text(ours, "card"))
    if len(card) > LONGEST_CARD:
        raise Invalid(f"The card in metadata.json is longer than {LONGEST_CARD:,} characters.")
    return Metadata(source, target, version, kind, prefix, starter, card)


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key) or ""
    if not isinstance(value, str):
        raise Invalid(f"“{key}” in metadata.json is no text.")
    return value


def _code(values: dict[str, Any], key: str) -> str:
    code = _text(values, key)
    if not _CODE.fullmatch(code):
        raise Invalid(f"“{code}” as “{key}” in metadata.json is not the code of a language.")
    return code


def metadata_of(folder: Path) -> Metadata:
    """The metadata of an unpacked package. Raises `Invalid` where it is missing or wrong."""
    path = folder / "metadata.json"
    if not path.is_file():
        raise Invalid("metadata.json is missing.")
    return read_metadata(path.read_bytes())


def missing_part(folder: Path) -> str | None:
    """What an unpacked package lacks, as a sentence; None where model and tokenizer are there."""
    if not (folder / "model" / "model.bin").is_file():
        return "model/model.bin is missing."
    if not any((folder / name).is_file() for name in ("sentencepiece.model", "bpe.model")):
        return "sentencepiece.model is missing, and bpe.model too."
    return None
