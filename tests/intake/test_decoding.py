import codecs
import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.errors import Invalid, TooLarge
from desk.intake.decoding import MAX_BYTES, decode

TEXT = "Cháy chợ — ba người bị thương"
RUSSIAN = "Пожар на рынке: трое пострадавших"


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo("word/document.xml"), TEXT)  # whose time is always the same
    return file.getvalue()


class TestDecode:
    @pytest.mark.parametrize(
        "data",
        [
            TEXT.encode(),
            codecs.BOM_UTF8 + TEXT.encode(),
            codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
            codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        ],
    )
    def test_it_reads_unicode_with_and_without_a_mark(self, data: bytes) -> None:
        assert decode(data, "a.txt") == TEXT

    def test_it_reads_what_the_sender_declared(self) -> None:
        assert decode(RUSSIAN.encode("windows-1251"), "a.txt", "windows-1251") == RUSSIAN

    def test_it_reads_what_the_page_declares(self) -> None:
        page = f'<meta charset="windows-1251"><p>{RUSSIAN}'

        assert RUSSIAN in decode(page.encode("windows-1251"), "a.html")

    def test_it_believes_the_bytes_more_than_a_wrong_header(self) -> None:
        assert decode(TEXT.encode(), "a.html", "iso-8859-1") == TEXT

    def test_it_goes_on_to_the_page_where_the_header_is_wrong(self) -> None:
        page = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>{RUSSIAN}'

        assert RUSSIAN in decode(page.encode("windows-1251"), "a.html", "utf-8")

    def test_it_reads_latin_1_as_browsers_do(self) -> None:
        assert decode("“Sí”".encode("windows-1252"), "a.html", "ISO-8859-1") == "“Sí”"

    def test_it_reads_a_stateful_encoding(self) -> None:
        assert decode("火災".encode("iso-2022-jp"), "a.html", "iso-2022-jp") == "火災"

    def test_it_names_the_byte_that_does_not_fit(self) -> None:
        with pytest.raises(Invalid, match=r"“a\.txt” cannot be read as UTF-8: byte 3 \(0xe9\)"):
            decode(b"Caf\xe9 au lait", "a.txt")

    def test_it_names_an_encoding_that_does_not_exist(self) -> None:
        with pytest.raises(Invalid, match="“utf-9”"):
            decode(b"Caf\xe9", "a.txt", "utf-9")

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
            (archive(), "office document"),
            (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
            (b"{\\rtf1\\ansi Chao}", "RTF"),
            (b"abc\x00def", "byte 3 is zero"),
        ],
    )
    def test_it_refuses_what_is_no_text(self, data: bytes, word: str) -> None:
        with pytest.raises(Invalid, match=f"“a” is no text: .*{word}"):
            decode(data, "a")

    @pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
    def test_it_refuses_what_is_empty(self, data: bytes) -> None:
        with pytest.raises(Invalid, match="“a” is empty"):
            decode(data, "a")

    def test_it_refuses_what_is_too_large(self) -> None:
        with pytest.raises(TooLarge, match=r"10\.0 MB; the desk takes in at most 10 MB"):
            decode(b"a" * (MAX_BYTES + 1), "a")

    @settings(deadline=None)
    @given(st.binary(), st.sampled_from([None, "utf-8", "windows-1258", "utf-16", "", "no-such"]))
    def test_it_gives_a_text_or_one_sentence(self, data: bytes, declared: str | None) -> None:
        with contextlib.suppress(Invalid):
            assert isinstance(decode(data, "a", declared), str)
