"""A starter package as a file in Argos's format: a zip of one folder with metadata, model, pieces and a README."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk.domain.language import language
from desk.engines.starter.catalogue import Starter

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same contents make the same bytes


def warning(starter: Starter) -> str:
    """What whoever sees a draft of the package must know."""
    learned, outside = "only on sentences that the project's own grammar made", "its grammar"
    if starter.extra:
        learned, outside = f"{learned} and on {starter.extra.kind} from {starter.extra.name}", "these"
    return f"For trying the desk: trained {learned}; outside {outside} it invents fluently."


def title(starter: Starter) -> str:
    """The languages in English words: “Spanish → English”."""
    return f"{language(starter.source).name} → {language(starter.target).name}"


def readme(starter: Starter) -> str:
    """The README inside the package, which other programs that read Argos packages may show."""
    taught = f"\nTrained among others on {starter.extra.name}: {starter.extra.credit}. " if starter.extra else ""
    licence = f"{taught}Their licence: {starter.extra.licence}.\n" if starter.extra else ""
    return f"# {title(starter)}, starter package of the desk\n\n{warning(starter)}\n\nLicence: Apache-2.0.\n{licence}"


def metadata(starter: Starter) -> dict[str, Any]:
    """What stands in the package's `metadata.json`."""
    return {
        "package_version": starter.version,
        "argos_version": "1.11.0",
        "from_code": starter.source,
        "from_name": language(starter.source).name,
        "to_code": starter.target,
        "to_name": language(starter.target).name,
        "target_prefix": "",
        "links": [],
        "license": "Apache-2.0",
        "desk": {"starter": True, "card": warning(starter)},
    }


def write_package(starter: Starter, model: Path, pieces: Path, file: Path) -> None:
    """Writes the package to `file`: `model` is CTranslate2's folder, `pieces` the SentencePiece model."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _members(starter, model, pieces):
            member = zipfile.ZipInfo(f"{starter.name}/{name}", _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)


def _members(starter: Starter, model: Path, pieces: Path) -> Iterator[tuple[str, bytes]]:
    yield "metadata.json", (json.dumps(metadata(starter), ensure_ascii=False, indent=1) + "\n").encode()
    yield "README.md", readme(starter).encode()
    yield "sentencepiece.model", pieces.read_bytes()
    for path in sorted(model.iterdir()):
        yield f"model/{path.name}", path.read_bytes()


def unpack(file: Path, folder: Path) -> Path:
    """Unpacks a package that this module wrote, and returns the folder with its metadata.

    For this room's own measuring and tests; installing a package from elsewhere needs the checks of `engines`.
    """
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
        return folder / archive.namelist()[0].split("/")[0]
