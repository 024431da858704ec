"""Lines in: what they say, and one clear sentence with file and line where they say nothing."""

import pytest

from desk.domain.errors import Invalid
from desk.scoring.pair import Pair
from desk.scoring.records import UNNAMED, Record, read

GOOD = '{"id": "1", "draft": "a", "final": "b"}'


class TestRead:
    def test_it_reads_a_line(self):
        line = '{"id": 7, "draft": "a", "final": "b", "system": "argos", "reference": "c"}'

        assert read([line], "in.jsonl") == [Record("7", "argos", Pair("a", "b", "c"))]

    def test_it_names_a_system_that_has_no_name(self):
        assert read([GOOD], "in.jsonl")[0].system == UNNAMED

    def test_it_passes_over_empty_lines(self):
        assert len(read(["", GOOD, "\n"], "in.jsonl")) == 1

    def test_it_composes_letters(self):
        line = '{"id": "1", "draft": "Vie\\u0323\\u0302t", "final": "Vi\\u1ec7t"}'

        pair = read([line], "in.jsonl")[0].pair

        assert pair.draft == pair.final

    def test_it_takes_the_same_segment_of_two_systems(self):
        assert len(read([GOOD, GOOD.replace("}", ', "system": "other"}')], "in.jsonl")) == 2

    @pytest.mark.parametrize(
        ("line", "cause"),
        [
            ("{", "not JSON"),
            ("[]", "not a JSON object"),
            ('{"draft": "a", "final": "b"}', "“id” is missing"),
            ('{"id": true, "draft": "a", "final": "b"}', "“id”"),
            ('{"id": "1", "final": "b"}', "“draft” is missing"),
            ('{"id": "1", "draft": "a"}', "“final” is missing"),
            ('{"id": "1", "draft": "a", "final": null}', "“final” is not a text"),
            ('{"id": "1", "draft": "a", "final": "b", "system": 3}', "“system” is not a text"),
            ('{"id": "1", "draft": "a", "final": "b", "reference": []}', "“reference” is not a text"),
        ],
    )
    def test_it_names_file_line_and_cause(self, line, cause):
        with pytest.raises(Invalid, match=rf"in\.jsonl, line 2: .*{cause}"):
            read([GOOD.replace('"1"', '"0"'), line], "in.jsonl")

    def test_it_refuses_a_segment_that_a_system_has_twice(self):
        with pytest.raises(Invalid, match=r"line 2: segment “1” of “draft” stands in line 1"):
            read([GOOD, GOOD], "in.jsonl")

    def test_it_refuses_a_file_without_records(self):
        with pytest.raises(Invalid, match="holds no record"):
            read(["\n"], "in.jsonl")
