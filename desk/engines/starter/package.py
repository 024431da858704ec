"""The starter package as a file in Argos's format: a zip of one folder with metadata, model, pieces and a README."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = "translate-vi_en-1_0"
FILE = Path(__file__).with_name(f"{FOLDER}.argosmodel")
CARD = Path(__file__).with_name(f"{FOLDER}.md")

WARNING = (
    "For trying the desk: trained only on sentences that the project's own grammar made; "
    "outside its grammar it invents fluently."
)

METADATA: dict[str, Any] = {
    "package_version": "1.0",
    "argos_version": "1.11.0",
    "from_code": "vi",
    "from_name": "Vietnamese",
    "to_code": "en",
    "to_name": "English",
    "target_prefix": "",
    "links": [],
    "license": "Apache-2.0",
    "desk": {"starter": True, "card": WARNING},
}

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same contents make the same bytes


def write_package(model: Path, pieces: Path, readme: str, file: Path) -> None:
    """Writes the package to `file`: `model` is CTranslate2's folder, `pieces` the SentencePiece model."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _members(model, pieces, readme):
            member = zipfile.ZipInfo(f"{FOLDER}/{name}", _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)


def _members(model: Path, pieces: Path, readme: str) -> Iterator[tuple[str, bytes]]:
    yield "metadata.json", (json.dumps(METADATA, ensure_ascii=False, indent=1) + "\n").encode()
    yield "README.md", readme.encode()
    yield "sentencepiece.model", pieces.read_bytes()
    for path in sorted(model.iterdir()):
        yield f"model/{path.name}", path.read_bytes()


def unpack(file: Path, folder: Path) -> Path:
    """Unpacks a package that this module wrote, and returns the folder with its metadata.

    For this room's own measuring and tests; installing a package from elsewhere needs the checks of `engines`.
    """
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder / FOLDER
