"""Bytes to text: what is no text is refused, and what is in another encoding than it says."""

import codecs
import re
from collections.abc import Iterator

from desk.domain.errors import Invalid, TooLarge
from desk.domain.phrase import phrase

MAX_BYTES = 10_000_000

_BINARY = {
    b"%PDF": phrase("a PDF document"),
    b"PK\x03\x04": phrase("a ZIP archive or an office document"),
    b"PK\x05\x06": phrase("a ZIP archive"),
    b"\x89PNG": phrase("a PNG image"),
    b"\xff\xd8\xff": phrase("a JPEG image"),
    b"GIF89a": phrase("a GIF image"),
    b"\x1f\x8b": phrase("a gzip archive"),
    b"7z\xbc\xaf": phrase("a 7z archive"),
    b"\xd0\xcf\x11\xe0": phrase("an old office document"),
    b"{\\rtf": phrase("an RTF document"),
    b"\x7fELF": phrase("a program"),
}
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_META = re.compile(rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4096
_WIDER = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
_WIDER |= {"ascii": "windows-1252", "iso-8859-9": "windows-1254", "gb2312": "gb18030", "gbk": "gb18030"}
_WIDER |= {"windows-874": "cp874", "tis-620": "cp874", "euc-kr": "cp949", "ks_c_5601-1987": "cp949"}
_WIDER |= {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932"}
_STATEFUL = {"iso-2022-jp", "iso-2022-kr", "hz-gb-2312"}
_OF_TEXTS = re.compile(
    r"utf-8|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|johab|kz1048|ptcp154"
)


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file's or an answer's bytes; `declared` is the encoding that its sender named.

    A byte-order mark says the encoding, else valid UTF-8 is UTF-8 whatever was declared, since nothing else looks like
    it by chance; else what the sender declared or the page itself declares. Raises `Invalid` for what is empty, is no
    text or does not fit its encoding (naming the first byte that does not), `TooLarge` above `MAX_BYTES`.
    """
    _check(data, name)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\0" in data:
        raise Invalid(
            phrase(
                "“{name}” is no text: byte {value} is zero; where it is UTF-16, save it as UTF-8.",
                name=name,
                value=data.index(0),
            )
        )
    encodings = list(_named(data, declared))
    for encoding in [*(one for one in encodings if one in _STATEFUL), "utf-8", *encodings]:
        try:
            return data.decode(_known(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    named = encodings[0] if encodings else "utf-8"
    try:
        _known(named)
        return _strictly(data, named, name)
    except LookupError as error:
        raise Invalid(
            phrase("“{name}” says that it is in “{named}”, which is no encoding of texts.", name=name, named=named)
        ) from error


def _check(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise TooLarge(
            phrase(
                "“{name}” has {count:.1f} MB; the desk takes in at most {max_bytes:.0f} MB.",
                name=name,
                count=len(data) / 1000000.0,
                max_bytes=MAX_BYTES / 1000000.0,
            )
        )
    if not data.strip():
        raise Invalid(phrase("“{name}” is empty.", name=name))
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise Invalid(phrase("“{name}” is no text: it is {kind}.", name=name, kind=kind))


def _named(data: bytes, declared: str | None) -> Iterator[str]:
    """The encodings that sender and page name, as browsers read the names."""
    found = _META.search(data[:_META_WITHIN])
    for encoding in (declared, found[1].decode("ascii", "ignore") if found else None):
        if encoding:
            lower = encoding.strip().strip("\"'").lower()
            yield "utf-8" if lower.startswith("utf-16") else _WIDER.get(lower, lower)


def _known(encoding: str) -> str:
    """Python's name of an encoding of texts. Raises `LookupError` for what else it has: escapes, names of hosts."""
    try:
        found = codecs.lookup(encoding).name
    except ValueError as error:  # a zero in the name
        raise LookupError from error
    if not _OF_TEXTS.fullmatch(found):
        raise LookupError
    return found


def _strictly(data: bytes, encoding: str, name: str) -> str:
    """Raises `Invalid`, naming the first byte that does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        said = encoding.removesuffix("-sig").upper()
        raise Invalid(
            phrase(
                "“{name}” cannot be read as {said}: byte {start} (0x{data:02x}) does not fit; save "
                "it as UTF-8 or name its encoding.",
                name=name,
                said=said,
                start=error.start,
                data=data[error.start],
            )
        ) from error
