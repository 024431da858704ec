"""TMX in and out: what real tools write, what attackers write, and what comes back."""

import gc
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import Invalid
from desk.memory.keys import context_key
from desk.memory.tmx import TmxSegment, desk_code
from desk.memory.tmx_reading import LeftOut, TmxReader
from desk.memory.tmx_writing import write

HEAD = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
UNIT = '<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="fr"><seg>{target}</seg></tuv></tu>'


def file(*units: str, srclang: str = "en", head: str = HEAD) -> bytes:
    body = "\n".join(units)
    return f'{head}<tmx version="1.4"><header srclang="{srclang}"/><body>\n{body}\n</body></tmx>'.encode()


def reader(data: bytes, source: str = "", target: str = "") -> TmxReader:
    return TmxReader(io.BytesIO(data), "a.tmx", source, target)


def read(data: bytes, source: str = "", target: str = "") -> list[TmxSegment]:
    return list(reader(data, source, target).segments())


def texts(data: bytes, source: str = "", target: str = "") -> list[tuple[str, str, str, str]]:
    found = read(data, source, target)
    return [(one.source_language, one.target_language, one.source, one.target) for one in found]


class TestLanguages:
    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("en-US", "en"),
            ("EN_gb", "en"),
            ("pt-BR", "pt"),
            ("zh-CN", "zh"),
            ("zh-TW", None),
            ("zh-Hant-HK", None),
            ("iw", "he"),
            ("xx", None),
            ("", None),
        ],
    )
    def test_codes_of_files_are_the_desks(self, written: str, code: str | None) -> None:
        assert desk_code(written) == code

    def test_the_files_source_language_is_meant_whatever_its_region(self) -> None:
        unit = UNIT.format(source="One", target="Un").replace('"en"', '"en-US"')

        assert texts(file(unit, srclang="EN")) == [("en", "fr", "One", "Un")]

    def test_a_unit_may_say_another(self) -> None:
        unit = UNIT.format(source="One", target="Un").replace("<tu>", '<tu srclang="fr">')

        assert texts(file(unit)) == [("fr", "en", "Un", "One")]

    def test_of_a_file_of_all_languages_the_first_is_the_source(self) -> None:
        assert texts(file(UNIT.format(source="One", target="Un"), srclang="*all*")) == [("en", "fr", "One", "Un")]

    def test_who_asks_for_a_pair_gets_that_pair(self) -> None:
        third = '<tuv xml:lang="vi"><seg>Một</seg></tuv></tu>'
        data = file(UNIT.format(source="One", target="Un").replace("</tu>", third))

        assert texts(data) == [("en", "fr", "One", "Un"), ("en", "vi", "One", "Một")]
        assert texts(data, "vi", "fr") == [("vi", "fr", "Một", "Un")]
        assert texts(data, target="vi") == [("en", "vi", "One", "Một")]

    def test_what_does_not_enter_is_counted(self) -> None:
        one = UNIT.format(source="One", target="Un")
        data = file(
            one.replace('"fr"', '"zh-TW"'),
            one.replace('"en"', '"de"'),
            one.replace('"fr"', '"en-GB"'),
            UNIT.format(source="One", target=" "),
            UNIT.format(source="One", target="x" * 20_001),
            "<tu></tu>",
        )
        asked = reader(data)

        assert list(asked.segments()) == []

        assert asked.left_out == {
            LeftOut.UNKNOWN_LANGUAGE: 1,
            LeftOut.NO_SOURCE: 2,
            LeftOut.SAME_LANGUAGE: 1,
            LeftOut.NO_TEXT: 1,
            LeftOut.TOO_LONG: 1,
        }
        assert asked.unknown == {"zh-TW": 1}
        assert asked.units == 6


class TestTexts:
    def test_marks_go_and_their_text_stays_but_for_code(self) -> None:
        source = (
            'A <bpt i="1">&lt;b&gt;</bpt><hi>bold</hi> <ept i="1">&lt;/b&gt;</ept>word<ph><sub>title</sub>[img]</ph>, '
            "<it pos='begin'>x</it>an<ut>y</ut>d <g><hi>deep</hi></g> ones"
        )
        asked = reader(file(UNIT.format(source=source, target="Un")))

        [found] = asked.segments()

        assert found.source == "A bold word, and deep ones"
        assert asked.tags == {"bpt": 1, "hi": 2, "ept": 1, "ph": 1, "it": 1, "ut": 1, "g": 1}

    def test_white_space_around_goes_and_unicode_is_composed(self) -> None:
        assert texts(file(UNIT.format(source="\n  Ha\u0300 No\u0302\u0323i\n", target="H\x85")))[0][2] == "Hà Nội"

    def test_what_else_a_unit_says_is_kept(self) -> None:
        unit = (
            '<tu tuid="7" creationid="MAI" creationdate="20200131T120000Z"><note>Seen.</note>'
            '<prop type="client">Radio</prop><tuv xml:lang="en-US"><seg>One</seg></tuv>'
            '<tuv xml:lang="fr" changeid="LAN"><prop type="x">y</prop><seg>Un</seg></tuv></tu>'
        )

        [found] = read(file(unit))

        assert found.attributes == {
            "languages": ["en-US", "fr"],
            "tuid": "7",
            "creationid": "MAI",
            "creationdate": "20200131T120000Z",
            "changeid": "LAN",
            "props": [["client", "Radio"], ["x", "y"]],
            "notes": ["Seen."],
        }

    def test_what_is_kept_is_bounded(self) -> None:
        unit = UNIT.format(source="One", target="Un").replace("<tu>", "<tu>" + f"<note>{'x' * 999}</note>" * 99)

        notes = read(file(unit))[0].attributes["notes"]

        assert (len(notes), len(notes[0])) == (20, 300)

    def test_neighbours_that_other_tools_write_are_the_context(self) -> None:
        props = '<tu><prop type="prev">Before.</prop><prop type="next">After.</prop>'

        [found] = read(file(UNIT.format(source="One", target="Un").replace("<tu>", props)))

        assert found.context == context_key("Before.", "After.")
        assert "props" not in found.attributes

    def test_without_neighbours_nobody_knows_the_context(self) -> None:
        assert read(file(UNIT.format(source="One", target="Un")))[0].context == ""

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
    def test_it_reads_the_encodings_that_tools_write(self, encoding: str) -> None:
        name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
        data = file(UNIT.format(source="One", target="Été"), head=f'<?xml version="1.0" encoding="{name}"?>').decode()

        assert texts(data.encode(encoding))[0][3] == "Été"


class TestRefusing:
    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "a.tmx, line 1: this is not XML: "),
            (b"one\ttwo", "a.tmx, line 1: this is not XML: "),
            (b"<html></html>", "a.tmx, line 1: this is no TMX file: it begins with <html>."),
            (file("\n<tu><tuv></tu>"), "a.tmx, line 5: this is not XML: Opening and ending tag mismatch: tuv line 5"),
            (file(UNIT.format(source="A &b; c", target="")), "a.tmx, line 4: "),
            (file("<a>" * 40 + "</a>" * 40), "a.tmx, line 4: elements are nested too deeply here."),
        ],
    )
    def test_it_says_where_and_why_in_one_sentence(self, data: bytes, message: str) -> None:
        with pytest.raises(Invalid) as refused:
            read(data)

        assert str(refused.value).startswith(message)
        assert str(refused.value).endswith(".")
        assert "\n" not in str(refused.value)

    def test_entities_are_not_declared_here(self) -> None:
        laughs = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

        with pytest.raises(Invalid, match="line 1: the document type declares entities"):
            read(file(UNIT.format(source="&b;", target="x"), head=laughs))

    def test_no_file_is_ever_loaded(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("<!ENTITY s 'told'>")
        outside = f'<!DOCTYPE tmx SYSTEM "{tmp_path / "secret"}">'

        with pytest.raises(Invalid, match="&s; is an entity that nothing declares"):
            read(file(UNIT.format(source="&s;", target="x"), head=outside))

    def test_what_came_before_the_fault_was_read(self) -> None:
        asked = reader(file(UNIT.format(source="One", target="Un"), "<tu>", UNIT.format(source="Two", target="Deux")))
        found: list[TmxSegment] = []

        with pytest.raises(Invalid, match="line 7"):
            found.extend(asked.segments())

        assert found[0].source == "One"


class TestMemory:
    def test_a_long_file_takes_no_more_than_a_short_one(self) -> None:
        """Counted in bytes that Python holds; what lxml holds is measured by the benchmark."""
        assert peak(20_000) < 3 * peak(1_000)


def peak(units: int) -> int:
    one = UNIT.format(source="word " * 20, target="mot " * 20).encode()
    gc.collect()
    tracemalloc.start()
    for _ in TmxReader(Endless(one, units), "a.tmx").segments():
        pass
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


class Endless(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, unit: bytes, units: int) -> None:
        self.left = self._pieces(unit, units)
        self.begun = b""

    def _pieces(self, unit: bytes, units: int) -> Iterator[bytes]:
        begin, _, end = file("@").partition(b"@")
        yield begin
        for _ in range(units):
            yield unit
        yield end

    def read(self, size: int = -1) -> bytes:
        while len(self.begun) < size and (piece := next(self.left, b"")):
            self.begun += piece
        given, self.begun = self.begun[:size], self.begun[size:]
        return given


class TestWriting:
    def written(self, *segments: TmxSegment) -> bytes:
        stream = io.BytesIO()
        assert write(stream, segments) == len(segments)
        return stream.getvalue()

    @given(st.text(min_size=1), st.text(min_size=1))
    def test_what_is_written_comes_back(self, source: str, target: str) -> None:
        from desk.text.normal import normalise

        source, target = normalise(source).strip() or "a", normalise(target).strip() or "b"
        one = TmxSegment("vi", "en", source, target, "0" * 32)

        [found] = read(self.written(one))

        assert (found.source_language, found.target_language) == ("vi", "en")
        assert (found.source, found.target, found.context) == (source, target, "0" * 32)

    def test_what_a_file_said_besides_is_said_again(self) -> None:
        said = {"tuid": "7", "creationid": "MAI", "props": [["client", "Radio"]], "notes": ["Seen."]}

        [found] = read(self.written(TmxSegment("vi", "en", "Một", "One", "", said)))

        assert {name: found.attributes[name] for name in said} == said

    def test_it_is_what_tools_expect(self) -> None:
        data = self.written(TmxSegment("vi", "en", "Một", "One"))

        assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in data
        assert b'<tmx version="1.4">' in data
        for needed in (b"creationtool=", b"segtype=", b"o-tmf=", b"adminlang=", b"srclang=", b"datatype="):
            assert needed in data


class TestRealFiles:
    @pytest.mark.parametrize("pair", ["ar-ru", "en-es-LA", "en-zh"])
    def test_tico_is_read_whole(self, test_data: Path, pair: str) -> None:
        with zipfile.ZipFile(test_data / "tico19" / "tmx" / f"all.{pair}.tmx.zip") as archive:
            data = archive.read(archive.namelist()[0])
        asked = reader(data)

        found = list(asked.segments())

        assert len(found) == asked.units == 3_071
        assert {(one.source_language, one.target_language) for one in found} == {tuple(pair.split("-")[:2])}
        assert asked.left_out == {}
