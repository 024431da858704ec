"""Packages as they travel: a zip of one folder, checked before a single byte of it is written."""

import re
import shutil
import stat
import zipfile
from pathlib import Path

from desk.domain.errors import Invalid, TooLarge
from desk.engines.metadata import Metadata, read_metadata

MAX_ARCHIVE = 2 * 2**30
"""Bytes of a package file. The largest official ones have about 300 MB."""
MAX_TOTAL = 4 * 2**30
"""Bytes of a package unpacked."""
MAX_MEMBERS = 1000
MAX_DIRECTORY = 2**20
"""Bytes of the list of members at the end of the file, which is read into memory whole."""
MAX_RATIO = 100
"""Unpacked to packed bytes. Weights pack to about their own size, word lists to a fifth."""
_SMALL = 2**20
"""A member below this may pack as well as it likes."""
_END = re.compile(rb"PK\x05\x06")
_LARGE_END = b"PK\x06\x07"
"""Points to a list of members for archives above 4 GB, or to one that pretends to be."""
_TAIL = 22 + 2**16 + 20
"""Bytes at the end of a zip archive in which its list of members may be described."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f\\:]|^/|(^|/)\.{1,2}(/|$)|//")


def check_archive(path: Path) -> Metadata:
    """What a package file says of itself, when all of it may be unpacked. Raises `Invalid` or `TooLarge`."""
    if not path.is_file():
        raise Invalid(f"{path} is not a file.")
    if path.stat().st_size > MAX_ARCHIVE:
        raise TooLarge(f"{path.name} is larger than the {MAX_ARCHIVE >> 30} GB that a package may have.")
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _check(archive, path)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        if not zipfile.is_zipfile(path):
            raise Invalid(f"{path.name} is not an Argos package: it is broken, or no zip archive at all.") from error
        raise Invalid(f"{path.name} is not an Argos package: {str(error).rstrip('.')}.") from error


def unpack(path: Path, folder: Path) -> None:
    """Unpacks what `check_archive` let pass: the content of the top folder goes into `folder`, which is made.

    Raises `Invalid` where the file's content is damaged.
    """
    folder.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                _write(archive, member, folder / member.filename.split("/", 1)[1])
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise Invalid(f"{path.name} cannot be unpacked: {str(error).rstrip('.')}.") from error
    except Exception as error:  # zlib's error is of no family that zipfile names
        raise Invalid(f"{path.name} is damaged: {error}.") from error


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as file:
        shutil.copyfileobj(source, file)  # stops at the size that was checked


def _check_directory(path: Path) -> None:
    """Refuses a list of members that would fill the memory. Every place where it may be described is looked at."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        tail = file.read()
    sizes = [int.from_bytes(tail[match.start() + 12 : match.start() + 16], "little") for match in _END.finditer(tail)]
    if any(size > MAX_DIRECTORY for size in sizes) or _LARGE_END in tail:
        raise TooLarge(f"{path.name} is refused: its list of files is longer than a package's may be.")


def _check(archive: zipfile.ZipFile, path: Path) -> Metadata:
    name, members = path.name, archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Invalid(f"{name} holds {len(members)} files; a package has at most {MAX_MEMBERS}.")
    for member in members:
        _check_member(member, name)
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise TooLarge(f"{name} unpacks to more than the {MAX_TOTAL >> 30} GB that a package may have.")
    if sum(member.compress_size for member in members) > path.stat().st_size:
        raise Invalid(f"{name} is refused: files in it lie one over another.")
    top = _top_folder(members, name)
    names = {member.filename.removeprefix(top + "/") for member in members}
    for needed in ("metadata.json", "model/model.bin"):
        if needed not in names:
            raise Invalid(f"{name} is not an Argos package: it has no {needed}.")
    if not names & {"sentencepiece.model", "bpe.model"}:
        raise Invalid(f"{name} is not an Argos package: it has neither sentencepiece.model nor bpe.model.")
    return _metadata(archive, f"{top}/metadata.json", name)


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    shown = ascii(member.orig_filename)[:100]
    if _BAD_NAME.search(member.orig_filename) or len(member.orig_filename) > 200:
        raise Invalid(f"{name} is refused: the name {shown} in it could lead out of its folder.")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Invalid(f"{name} is refused: {shown} in it is a link or a device.")
    if member.flag_bits & 0x1 or member.compress_type not in _METHODS:
        raise Invalid(f"{name} is refused: {shown} in it is encrypted or packed in an unusual way.")
    if member.file_size > _SMALL and member.file_size > MAX_RATIO * member.compress_size:
        raise TooLarge(f"{name} is refused: {shown} in it unpacks to more than {MAX_RATIO} times its size.")


def _top_folder(members: list[zipfile.ZipInfo], name: str) -> str:
    tops = {member.filename.split("/", 1)[0] for member in members}
    if len(tops) != 1 or any("/" not in member.filename for member in members):
        raise Invalid(f"{name} is not an Argos package: it is not one folder.")
    folded = [member.filename.casefold().rstrip("/") for member in members]
    if len(set(folded)) != len(folded):
        raise Invalid(f"{name} is refused: two files in it have one name.")
    return tops.pop()


def _metadata(archive: zipfile.ZipFile, path: str, name: str) -> Metadata:
    try:
        if archive.getinfo(path).file_size > _SMALL:
            raise Invalid("metadata.json is too large.")
        return read_metadata(archive.read(path))
    except Invalid as error:
        raise Invalid(f"{name} is not a package that the desk can use: {error}") from error
    except Exception as error:  # damaged content: zipfile and zlib raise errors of several families
        raise Invalid(f"{name} is damaged: {error}.") from error
